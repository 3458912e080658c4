import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { IncidentActs } from './incident-acts.js';
import { openIncidentStates } from './incident.transitions.js';

/** Merges several posts on one matter into one incident (the life of an incident, step 1). */
@Injectable()
export class MergeIncident {
  constructor(
    private readonly db: Database,
    private readonly acts: IncidentActs,
  ) {}

  /**
   * @param into the incident that stays.
   * @throws DomainError `incident.merge-itself`, `incident.merge-target-closed`, `incident.action-not-allowed`.
   */
  execute(actor: Actor, incidentId: string, { into, version }: { into: string; version: number | null }): Promise<string> {
    if (incidentId === into) throw new DomainError('incident.merge-itself');
    return this.db.transaction(async () => {
      // Both rows in one order: two people merging two incidents into each other wait, they do not lock crosswise.
      await this.db.change('SELECT id FROM incident WHERE id = ANY($1) ORDER BY id FOR UPDATE', [[incidentId, into]]);
      const act = await this.acts.open(actor, { incidentId }, version);
      const target = await this.acts.open(actor, { incidentId: into }, null);
      if (!openIncidentStates.includes(target.incident.status)) throw new DomainError('incident.merge-target-closed', { into });
      act.moveIncident('merge', {}, { details: { into } });
      act.incident.mergedInto = into;
      target.note('incident.absorb', 'M-3', { from: incidentId, number: Number(act.incident.number) });
      await this.acts.save(act);
      await this.acts.save(target);
      return incidentId;
    });
  }
}
