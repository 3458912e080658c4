import { Inject, Injectable } from '@nestjs/common';
import { type WorkingTime, WorkingTimes } from '../../calendar/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { dueAt, obligation, type ObligationKey, type RunningTerm } from '../../regulation/index.js';
import { NONE } from '../figures/count-cells.js';
import { FactSql } from '../figures/fact-sql.js';
import { Names } from '../figures/names.js';
import type { Slice } from '../figures/slice.js';
import { LocalPeriods } from '../period.js';
import { filterOf, seenBy } from '../report-access.js';
import { termsSupposed, withoutLunch } from './suppositions.js';
import type { WhatIfQuery, WhatIfRow, WhatIfView } from './what-if.schemas.js';

/** Terms read together. */
const LOT = 5000;

interface Borne {
  obligation: ObligationKey;
  authorityId: string | null;
  scheduleId: string | null;
  term: RunningTerm;
  startedAt: Date;
  endedAt: Date | null;
  late: boolean;
}

type Tally = Pick<WhatIfRow, 'terms' | 'late' | 'wouldBeLate' | 'newlyLate' | 'noLongerLate'>;

/**
 * The same history under other terms: what began and ended stays as it is, only the due moments are counted anew. The terms
 * looked at are those of the report: due in the period and not cancelled.
 */
@Injectable()
export class WhatIf {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly workingTimes: WorkingTimes,
    private readonly names: Names,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  /** @throws DomainError `what-if.term`; `not-found` for an executor who asks for another authority. */
  async execute(actor: Actor, query: WhatIfQuery): Promise<WhatIfView> {
    const now = this.clock.now();
    const period = this.periods.month(query.month);
    const supposed = termsSupposed(query.terms);
    const workingTimeOf = query.lunch === 'none' ? await this.workingTimes.supposing(withoutLunch) : await this.workingTimes.all();
    const slice: Slice = { ranges: [period], asOf: null, now, filter: seenBy(actor, filterOf(query)) };
    const tallies = new Map<string, Tally>();
    await this.borne(slice, (borne) => {
      const due = dueUnder(supposed[borne.obligation] ?? borne.term, borne, workingTimeOf(borne.scheduleId));
      const wouldBeLate = due <= now.getTime() && (borne.endedAt === null || borne.endedAt.getTime() >= due);
      const place = `${borne.obligation}|${borne.authorityId ?? NONE}`;
      const tally = tallies.get(place) ?? { terms: 0, late: 0, wouldBeLate: 0, newlyLate: 0, noLongerLate: 0 };
      tallies.set(place, tally);
      tally.terms += 1;
      if (borne.late) tally.late += 1;
      if (wouldBeLate) tally.wouldBeLate += 1;
      if (wouldBeLate && !borne.late) tally.newlyLate += 1;
      if (!wouldBeLate && borne.late) tally.noLongerLate += 1;
    });
    const rows = await this.named(tallies);
    return { month: query.month, at: isoOffset(now), supposed: { terms: supposed, lunch: query.lunch }, totals: sumOf(rows), rows };
  }

  private borne(slice: Slice, each: (borne: Borne) => void): Promise<void> {
    const facts = new FactSql(slice);
    const sql = `WITH ${facts.ranges}, ${facts.terms}
      SELECT obligation, authority_id AS "authorityId", schedule_id AS "scheduleId", term, started_at AS "startedAt", ended_at AS "endedAt", outcome IN ('met-late', 'overdue') AS late
      FROM terms WHERE outcome IN ('met', 'met-late', 'overdue')`;
    return this.db.scan<Borne>(sql, facts.parameters, LOT, (rows) => rows.forEach(each));
  }

  private async named(tallies: ReadonlyMap<string, Tally>): Promise<WhatIfRow[]> {
    const authorities = [...tallies.keys()].map((place) => place.split('|')[1] ?? NONE);
    const names = await this.names.of({ topics: [], locations: [], authorities: [...new Set(authorities)] });
    return [...tallies]
      .map(([place, tally]): WhatIfRow => {
        const [key = '', authority = NONE] = place.split('|');
        const { clause, title, bearer } = obligation(key as ObligationKey);
        return { obligation: key, clause: clause[0], title, bearer, authority: authority === NONE ? null : { id: authority, name: names.authority(authority) }, ...tally };
      })
      .toSorted((a, b) => b.wouldBeLate - a.wouldBeLate || a.clause.localeCompare(b.clause) || (a.authority?.name ?? '').localeCompare(b.authority?.name ?? '', 'ru'));
  }
}

const dueUnder = (term: RunningTerm, { startedAt }: Borne, workingTime: WorkingTime): number => dueAt(term, startedAt, workingTime).getTime();

function sumOf(rows: readonly WhatIfRow[]): Tally {
  const sum = (name: keyof Tally) => rows.reduce((all, row) => all + row[name], 0);
  return { terms: sum('terms'), late: sum('late'), wouldBeLate: sum('wouldBeLate'), newlyLate: sum('newlyLate'), noLongerLate: sum('noLongerLate') };
}
