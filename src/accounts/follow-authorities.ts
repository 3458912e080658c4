import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AuthorityChange, AuthorityListener, AuthorityListeners } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { AccountActs } from './account-acts.js';
import { liveStates } from './account.transitions.js';
import { Editions } from './editions.js';

/**
 * When an authority gets another name its accounts are to follow: the authority owes the committee their state and its site
 * the links within five working days. The public registry shows the new name at once.
 */
@Injectable()
export class FollowAuthorities extends AuthorityListener implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly acts: AccountActs,
    private readonly editions: Editions,
    private readonly listeners: AuthorityListeners,
  ) {
    super();
  }

  onModuleInit(): void {
    this.listeners.register(this);
  }

  override prepare(): Promise<void> {
    return this.acts.lock();
  }

  override async renamed({ id, name, nameChanged }: AuthorityChange, actor: Actor, at: Date): Promise<void> {
    await this.editions.advance(at);
    if (!nameChanged) return;
    const accounts = await this.db.rows<{ id: string }>(
      `SELECT id FROM account WHERE authority_id = $1 AND status = ANY($2::text[]) ORDER BY id`, [id, liveStates],
    );
    for (const account of accounts) await this.acts.follow(actor, account.id, name);
  }
}
