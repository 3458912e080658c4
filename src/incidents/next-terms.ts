import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { isoOffset } from '../platform/http/index.js';
import { Deadlines, isOverdue } from '../regulation/index.js';
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
    const open = (await this.deadlines.openOf([...new Set(incidentIds)])).filter(
      ({ bearerAuthorityId }) => seesWhole(actor) || bearerAuthorityId === actor.authorityId,
    );
    return (incidentId, subjectId) => {
      const own = open.filter((deadline) => deadline.streamId === incidentId && (!subjectId || deadline.subjectId === subjectId));
      const first = own.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
      return { nextDueAt: isoOffset(first?.dueAt ?? null), overdue: own.some((deadline) => isOverdue(deadline, now)) };
    };
  }
}
