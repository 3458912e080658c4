import { Injectable } from '@nestjs/common';
import { type AccountRef, AccountRefs, Accounts } from '../accounts/index.js';
import type { Actor } from '../identity/index.js';
import type { Network } from '../networks/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import type { Assignment } from './assignment.entity.js';
import { assignmentWorkflow, type Publisher } from './assignment.transitions.js';
import type { IncidentAct } from './incident-act.js';

/** Who places the answer to the author (M-13): by how many work on it, and by the accounts the authority has. */
@Injectable()
export class Publishers {
  constructor(
    private readonly accounts: Accounts,
    private readonly refs: AccountRefs,
  ) {}

  /** Accounts an actor may speak from in a network: executors from their authority's, curators from the Government's. */
  async accountsOf({ roles }: Actor, authorityId: string | null, network: Network): Promise<AccountRef[]> {
    const own = await this.refs.ofOwner(roles.includes('curator') ? null : authorityId);
    return own.filter((account) => account.network === network);
  }

  /** Who will place the answer as things stand now. */
  async now({ incident }: IncidentAct, { authorityId }: Assignment): Promise<Publisher> {
    if (incident.mode === 'several') return 'consolidated';
    return (await this.accounts.has(authorityId, incident.network)) ? 'executor' : 'curator';
  }

  /**
   * Holds what was settled when the draft was sent to the accounts as they are: somebody who can publish is always the one
   * who owes it, also when an account was closed or opened meanwhile. The table says in which states that matters.
   */
  async follow(act: IncidentAct): Promise<void> {
    for (const assignment of act.active) {
      const { publisher, status } = assignment;
      const event = publisher === 'executor' ? 'account-lost' : 'account-found';
      if (publisher === null || !transitionOf(assignmentWorkflow, status, event, { publisher })) continue;
      const now = await this.now(act, assignment);
      if (now === publisher) continue;
      act.move(assignment, event, {}, { details: { publisher: now } });
      assignment.publisher = now;
    }
  }
}
