import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import { Directory } from '../../executors/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import {
  conditionalKeys,
  type Mark,
  obligation,
  type ObligationKey,
  type RunningTerm,
} from '../../regulation/index.js';
import { dayAndTime, markTitles, span } from '../../platform/russian/index.js';
import type { FiredMark } from './clock.schemas.js';

interface Row {
  type: string;
  at: Date;
  clause: string | null;
  bearer: string | null;
  obligation: ObligationKey;
  contactId: string | null;
  authorityId: string | null;
  dueAt: string;
  scheduleId: string | null;
  term: RunningTerm;
  incidentId: string | null;
  number: string | null;
}

/** What the deadlines recorded, in words and as data. */
@Injectable()
export class FiredMarks {
  constructor(
    private readonly db: Database,
    private readonly directory: Directory,
    private readonly workingTimes: WorkingTimes,
  ) {}

  /** Number of the newest event. */
  async last(): Promise<string> {
    const row = await this.db.row<{ id: string }>(`SELECT coalesce(max(id), 0) AS id FROM event`);
    return row?.id ?? '0';
  }

  /** Warnings and passings recorded after that event, in their order. */
  async after(event: string): Promise<FiredMark[]> {
    const rows = await this.db.rows<Row>(
      `SELECT e.type, e.at, e.clause, e.bearer, e.details->>'obligation' AS obligation,
         (e.details->>'contactId')::uuid AS "contactId", e.details->>'dueAt' AS "dueAt",
         d.bearer_authority_id AS "authorityId", d.schedule_id AS "scheduleId", d.term, i.id AS "incidentId", i.number
       FROM event e JOIN deadline d ON d.id = e.subject_id LEFT JOIN incident i ON i.id = e.stream_id
       WHERE e.id > $1 AND e.type IN ('deadline.half', 'deadline.soon', 'deadline.passed') ORDER BY e.id`,
      [event],
    );
    const people = await this.directory.executors([...new Set(rows.flatMap(({ contactId }) => contactId ?? []))]);
    const authorities = await this.directory.authorities([...new Set(rows.flatMap(({ authorityId }) => authorityId ?? []))]);
    const workingTimeOf = await this.workingTimes.all();
    return rows.map((row) => {
      const dueAt = new Date(row.dueAt);
      const clock = row.term.kind === 'clock-hours';
      const left = clock
        ? dueAt.getTime() - row.at.getTime()
        : workingTimeOf(row.scheduleId).workingTimeBetween(row.at, dueAt);
      // What is owed by nobody in person is owed by the body.
      const name = people.find(({ id }) => id === row.contactId)?.name ?? (row.bearer === 'authority' ? (authorities.find(({ id }) => id === row.authorityId)?.shortName ?? null) : null);
      const { title } = obligation(row.obligation);
      const mark = row.type.slice('deadline.'.length) as Mark;
      return {
        at: isoOffset(row.at),
        mark,
        text: words(mark, title, name ?? roles[row.bearer ?? ''] ?? '', dueAt, left),
        obligation: row.obligation,
        title,
        clause: row.clause,
        conditional: conditionalKeys.includes(row.obligation),
        bearer: { role: row.bearer, name },
        dueAt: isoOffset(dueAt),
        remainingWorkingMs: Math.max(0, Math.round(left)),
        incident: row.incidentId && row.number ? { id: row.incidentId, number: Number(row.number) } : null,
      };
    });
  }
}

const roles: Record<string, string> = {
  curator: 'куратор',
  committee: 'комитет',
  'it-ministry': 'министерство связи',
  authority: 'орган',
};

function words(mark: Mark, title: string, who: string, dueAt: Date, left: number): string {
  const until = mark === 'passed' ? dayAndTime(dueAt) : `до ${dayAndTime(dueAt)}, осталось ${span(left)}`;
  return `${markTitles[mark]}: «${title}», ${who}, ${until}`;
}
