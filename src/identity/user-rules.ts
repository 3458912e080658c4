import { Inject, Injectable, Optional } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import type { Role } from './actor.js';
import { KnownAuthorities } from './known-authorities.js';

/** What must hold of every user, and of all users together. */
@Injectable()
export class UserRules {
  constructor(
    private readonly db: Database,
    // Named, because a union with null leaves no type behind to inject by.
    @Optional() @Inject(KnownAuthorities) private readonly known: KnownAuthorities | null,
  ) {}

  /** Changes of users go one at a time, so that two of them cannot each take the other's administrator. */
  lock(): Promise<void> {
    return this.db.inTurn('users');
  }

  /** @throws DomainError `user.authority-needed` for an executor without one, `user.authority-unknown`. */
  async checkAuthority(roles: readonly Role[], authorityId: string | null): Promise<void> {
    if (authorityId === null) {
      if (roles.includes('executor')) throw new DomainError('user.authority-needed');
      return;
    }
    if (!this.known) return;
    const [authority] = await this.known.authorities([authorityId]);
    if (!authority?.active) throw new DomainError('user.authority-unknown', { authorityId });
  }

  /** @throws DomainError `user.last-admin` when nobody but `userId` could administrate. Call under {@link lock}. */
  async checkNotLastAdmin(userId: string): Promise<void> {
    const other = await this.db.row(
      `SELECT 1 FROM user_account WHERE 'admin' = ANY (roles) AND disabled_at IS NULL AND id <> $1 LIMIT 1`, [userId],
    );
    if (!other) throw new DomainError('user.last-admin');
  }
}
