import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { isoOffset } from '../platform/http/index.js';
import { Deadlines, isOverdue, type OpenTerm } from '../regulation/index.js';
import { seesWhole } from './incident-reader.js';

/** The nearest open term of each thing in a list, and whether one is overdue: what a busy person looks at first. */
@Injectable()
export class NextTerms {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly clock: Clock,
  ) {}

  /**
   * @param subjectId looks only at the terms of that part of an incident.
   * @returns reads the terms of one incident.
   */
  async of(actor: Actor, incidentIds: readonly string[]): Promise<(incidentId: string, subjectId?: string) => { nextDueAt: string | null; overdue: boolean }> {
    const now = this.clock.now();
    const byIncident = new Map<string, OpenTerm[]>();
    for (const term of await this.deadlines.openOf([...new Set(incidentIds)])) {
      if (!seesWhole(actor) && term.bearerAuthorityId !== actor.authorityId) continue;
      const known = byIncident.get(term.streamId);
      if (known) known.push(term);
      else byIncident.set(term.streamId, [term]);
    }
    return (incidentId, subjectId) => {
      const all = byIncident.get(incidentId) ?? [];
      const own = subjectId ? all.filter((term) => term.subjectId === subjectId) : all;
      // They come soonest first.
      return { nextDueAt: isoOffset(own[0]?.dueAt ?? null), overdue: own.some((term) => isOverdue(term, now)) };
    };
  }
}
