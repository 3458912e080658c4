import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import { Database } from '../../platform/database/index.js';
import { obligation, type ObligationKey, obligationKeys } from '../../regulation/index.js';
import type { CellSums } from './cell-sums.js';
import { NONE } from './count-cells.js';
import { FactSql } from './fact-sql.js';
import type { Spread, TermRow } from './figures.types.js';
import type { KnownNames } from './names.js';
import type { Slice } from './slice.js';
import { NO_SPREAD, spreadOf, spreadSql } from './spread.js';

interface Late {
  obligation: ObligationKey;
  authorityId: string | null;
  scheduleId: string | null;
  clock: boolean;
  dueAt: Date;
  until: Date;
}

/** Broken terms read together. */
const LOT = 5000;

/** How terms were kept, how long steps took and by how much they were late, per clause and per bearer (M-14). */
@Injectable()
export class TermFigures {
  constructor(
    private readonly db: Database,
    private readonly workingTimes: WorkingTimes,
  ) {}

  /** @returns rows of everybody, one an obligation, and rows of each bearer. */
  async execute(slice: Slice, cells: CellSums, names: KnownNames): Promise<{ terms: TermRow[]; bearers: TermRow[] }> {
    const took = await this.took(slice);
    const late = await this.late(slice);
    const row = (key: ObligationKey, authorityId: string | null, all: boolean): TermRow => {
      const count = (outcome: string) => cells.sum('term', (o, a, end) => o === key && end === outcome && (all || a === (authorityId ?? NONE)));
      const place = all ? key : `${key}|${authorityId ?? NONE}`;
      const { clause, title, bearer } = obligation(key);
      return {
        obligation: key, clause: clause[0], title, bearerRole: bearer,
        authority: authorityId === null ? null : { id: authorityId, name: names.authority(authorityId) },
        kept: count('met'), late: count('met-late'), overdue: count('overdue'), cancelled: count('cancelled'),
        took: took.get(place) ?? NO_SPREAD, lateBy: spreadOf(late.get(place) ?? []),
      };
    };
    const counted = (key: string) => cells.sum('term', (o, _a, end) => o === key && end !== 'running' && end !== 'not-owed') > 0;
    const keys = obligationKeys.filter(counted);
    return {
      terms: keys.map((key) => row(key, null, true)),
      bearers: keys.flatMap((key) =>
        [...cells.by('term', (o, authority = NONE) => (o === key ? authority : null)).keys()]
          .filter((authority) => authority !== NONE)
          .map((authority) => row(key, authority, false))
          .filter(({ kept, late: lateOnes, overdue, cancelled }) => kept + lateOnes + overdue + cancelled > 0)
          .toSorted((a, b) => (a.authority?.name ?? '').localeCompare(b.authority?.name ?? '', 'ru')),
      ),
    };
  }

  /** Working time of what was met, by obligation and by obligation and bearer's authority. */
  private async took(slice: Slice): Promise<Map<string, Spread>> {
    const facts = new FactSql(slice);
    const rows = await this.db.rows<{ place: string; spread: Spread }>(
      `WITH ${facts.ranges}, ${facts.terms}
       SELECT CASE WHEN grouping(authority_id) = 0 THEN concat(obligation, '|', coalesce(authority_id::text, '${NONE}')) ELSE obligation END AS place,
         ${spreadSql('took_ms')} AS spread
       FROM terms WHERE took_ms IS NOT NULL GROUP BY GROUPING SETS ((obligation), (obligation, authority_id))`,
      facts.parameters,
    );
    return new Map(rows.map(({ place, spread }) => [place, spread]));
  }

  /** By how much broken terms were late, in the term's own time. */
  private async late(slice: Slice): Promise<Map<string, number[]>> {
    const workingTimeOf = slice.asOf ? await this.workingTimes.asOf(slice.asOf) : await this.workingTimes.all();
    const late = new Map<string, number[]>();
    const push = (place: string, ms: number) => {
      const list = late.get(place);
      if (list) list.push(ms);
      else late.set(place, [ms]);
    };
    const facts = new FactSql(slice);
    const sql = `WITH ${facts.ranges}, ${facts.terms}
      SELECT obligation, authority_id AS "authorityId", schedule_id AS "scheduleId", term->>'kind' = 'clock-hours' AS clock, due_at AS "dueAt",
        coalesce(ended_at, (SELECT max(at) FROM ranges)) AS until
      FROM terms WHERE outcome IN ('met-late', 'overdue')`;
    await this.db.scan<Late>(sql, facts.parameters, LOT, (rows) => {
      for (const { obligation: key, authorityId, scheduleId, clock, dueAt, until } of rows) {
        const ms = clock ? until.getTime() - dueAt.getTime() : workingTimeOf(scheduleId).workingTimeBetween(dueAt, until);
        push(key, ms);
        push(`${key}|${authorityId ?? NONE}`, ms);
      }
    });
    return late;
  }
}
