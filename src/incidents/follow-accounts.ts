import { Injectable } from '@nestjs/common';
import { Accounts } from '../accounts/index.js';
import { systemActor } from '../identity/index.js';
import type { Network } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { assignmentWorkflow, type Publisher } from './assignment.transitions.js';
import { IncidentActs } from './incident-acts.js';
import { UNDER_WAY } from './open-work.js';

/** What the work under way at one authority in one network was settled to be. */
interface Settled {
  authorityId: string;
  network: Network;
  publisher: Publisher;
  assignmentIds: string[];
}

/** Where it matters that an account was closed or opened: states, each with the publisher it matters for. */
const watched = assignmentWorkflow.table.flatMap(({ event, from, when }) =>
  event === 'account-lost' || event === 'account-found' ? [[from, String(when?.publisher)] as const] : [],
);

/**
 * Hands answers over to whoever can publish them, soon after an account was closed or opened (M-13.1, M-13.2). Acts do the
 * same for the incident they touch, so nobody ever acts on what is not so any more; this is for what nobody touches.
 */
@Injectable()
export class FollowAccounts {
  constructor(
    private readonly db: Database,
    private readonly accounts: Accounts,
    private readonly acts: IncidentActs,
  ) {}

  @Scheduled('publishers.follow')
  async execute(): Promise<void> {
    const settled = await this.db.rows<Settled>(
      `SELECT a.authority_id AS "authorityId", i.network, a.publisher, array_agg(a.id ORDER BY a.id) AS "assignmentIds"
       FROM assignment a JOIN incident i ON i.id = a.incident_id
       JOIN unnest($1::text[], $2::text[]) AS w(status, publisher) ON w.status = a.status AND w.publisher = a.publisher
       WHERE ${UNDER_WAY}
       GROUP BY a.authority_id, i.network, a.publisher`,
      [watched.map(([status]) => status), watched.map(([, publisher]) => publisher)],
    );
    for (const { authorityId, network, publisher, assignmentIds } of settled) {
      if ((await this.accounts.has(authorityId, network)) === (publisher === 'executor')) continue;
      // Whatever an act does first, it follows the accounts: here there is nothing more to do.
      for (const assignmentId of assignmentIds) await this.acts.run(systemActor, { assignmentId }, null, async () => undefined);
    }
  }
}
