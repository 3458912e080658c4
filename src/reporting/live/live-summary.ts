import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { obligation, type ObligationKey, obligationKeys } from '../../regulation/index.js';
import { CellSums } from '../figures/cell-sums.js';
import { NONE } from '../figures/count-cells.js';
import { FactSql } from '../figures/fact-sql.js';
import { type Trace, type TracedFigure, traceOf } from '../figures/figure-incidents.js';
import { type KnownNames, Names } from '../figures/names.js';
import { breakdowns } from '../figures/read-figures.js';
import { type FigureFilter, type Range } from '../figures/slice.js';
import { LocalPeriods } from '../period.js';
import { filterOf, seenBy } from '../report-access.js';
import type { SummaryQuery, SummaryView } from '../reporting.schemas.js';
import { DayTotals } from './day-totals.js';

/** Counts of a period as they are now, each with the address of its messages: what a dashboard shows. */
@Injectable()
export class LiveSummary {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly totals: DayTotals,
    private readonly names: Names,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  /** @throws DomainError `report.period-order`; `not-found` for an executor who asks for another authority. */
  async execute(actor: Actor, query: SummaryQuery): Promise<SummaryView> {
    const { from, to } = this.periods.between(query);
    const filter = seenBy(actor, filterOf(query));
    const now = this.clock.now();
    const sums = await this.totals.read({ from, to }, filter);
    const names = await this.names.of({
      topics: sums.keys('topic'), locations: sums.keys('location'),
      authorities: [...new Set([...sums.keys('authority').map((key) => key.split('|')[0] ?? NONE), ...sums.keys('term').map((key) => key.split('|')[1] ?? NONE)])],
    });
    const period = { from: isoOffset(from), to: isoOffset(to), asOf: null, filter };
    return summaryOf(sums, names, { at: isoOffset(now), waiting: await this.waiting({ from, to }, filter, now), period });
  }

  private async waiting({ from, to }: Range, filter: FigureFilter, now: Date): Promise<number> {
    const facts = new FactSql({ ranges: [{ from, to }], asOf: null, now, filter });
    const row = await this.db.row<{ count: number }>(`WITH ${facts.ranges}, ${facts.waiting} SELECT count(*)::integer AS count FROM waiting`, facts.parameters);
    return row?.count ?? 0;
  }
}

type Period = Parameters<typeof traceOf>[0];

function summaryOf(sums: CellSums, names: KnownNames, { at, waiting, period }: { at: string; waiting: number; period: Period }): SummaryView {
  const trace = traceOf(period);
  const linked = (count: number, ...traced: Parameters<Trace>) => ({ count, href: trace(...traced) });
  const empty = new CellSums([]);
  const parts = breakdowns({ now: sums, before: empty, yearBefore: empty }, names);
  const listed = (counts: { key: string; name: string; count: number }[], figure: TracedFigure) => counts.map(({ key, name, count }) => ({ key, name, ...linked(count, figure, key) }));
  const received = sums.by('authority', (authority = NONE) => authority);
  return {
    from: period.from, to: period.to, at,
    received: linked(sums.sum('status'), 'received'),
    waiting: linked(waiting, 'waiting'),
    states: listed(parts.states, 'state'),
    grounds: listed(parts.grounds, 'ground'),
    networks: listed(parts.networks, 'network'),
    topicGroups: listed(parts.topicGroups, 'topicGroup'),
    topics: listed(parts.topics, 'topic'),
    locations: listed(parts.locations, 'location'),
    authorities: listed([...received].map(([key, count]) => ({ key, name: names.authority(key), count })).toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'ru')), 'authority'),
    answers: parts.answers.map(({ kind, publisher, count }) => ({
      kind: kind as 'interim', publisher: publisher as 'executor', name: names.answer(publisher), ...linked(count, 'answer', `${kind}|${publisher}`),
    })),
    terms: obligationKeys.flatMap((key) => termsOf(key, sums, names, linked)),
  };
}

function termsOf(key: ObligationKey, sums: CellSums, names: KnownNames, linked: (count: number, ...traced: Parameters<Trace>) => { count: number; href: string }): SummaryView['terms'] {
  const { clause, title, bearer } = obligation(key);
  const authorities = [...sums.by('term', (o, authority = NONE) => (o === key ? authority : null)).keys()];
  return authorities.map((authority) => {
    const place = `${key}|${authority}`;
    const count = (outcome: string) => sums.of('term', `${place}|${outcome}`);
    return {
      obligation: key, clause: clause[0], title, bearer,
      authority: authority === NONE ? null : { id: authority, name: names.authority(authority) },
      kept: linked(count('met'), 'kept', place), late: linked(count('met-late'), 'late', place), overdue: linked(count('overdue'), 'overdue', place),
      cancelled: linked(count('cancelled'), 'cancelled', place), running: linked(count('running'), 'running', place),
    };
  });
}
