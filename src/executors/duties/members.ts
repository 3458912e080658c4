import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { actedBy } from '../directory-lock.js';
import { type OwedDuty, owedDuties } from './duty.entities.js';
import { DutyTerms } from './duty-terms.js';
import { Joining } from './joining.js';

/** The bodies that owe contacts. */
@Injectable()
export class Members {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly terms: DutyTerms,
    private readonly joining: Joining,
  ) {}

  /**
   * Enters a body, within the caller's act, with its terms from `at`; one that is a member already stays as it is.
   * @returns whether it was not one before.
   */
  async join(authorityId: string, actor: Actor, at: Date, { duties = [...owedDuties], act = null }: { duties?: readonly OwedDuty[]; act?: string | null } = {}): Promise<boolean> {
    const joined = await this.db.change(
      `INSERT INTO directory_member (authority_id, since, duties) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING authority_id`,
      [authorityId, at, duties],
    );
    if (joined.length === 0) return false;
    await this.events.append({
      type: 'authority.joined', stream: 'authority', streamId: authorityId, ...actedBy(actor, at), clause: 'D-6',
      details: { duties, act }, authorityIds: [authorityId], roles: ['curator', 'committee', 'it-ministry', 'admin'],
    });
    await this.terms.review(actor, at, [authorityId]);
    await this.joining.tell({ beginning: false, authorityIds: [authorityId], startedAt: at, at, actor });
    return true;
  }
}
