import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { LocalPeriods } from '../period.js';
import { AnswerStyles } from './answer-styles.js';
import { CellSums } from './cell-sums.js';
import { CountCells, NONE } from './count-cells.js';
import { FactSql } from './fact-sql.js';
import type { AuthorityRow, Count, Figures, Stretch, TermRow } from './figures.types.js';
import { type KnownNames, Names } from './names.js';
import type { FigureFilter, Range, Slice } from './slice.js';
import { SpentTime } from './spent-time.js';
import { NO_SPREAD } from './spread.js';
import { Supplements } from './supplements.js';
import { TermFigures } from './term-figures.js';

/** The three periods a figure is shown for. */
interface Compared {
  now: CellSums;
  before: CellSums;
  yearBefore: CellSums;
}

/** The one definition of a report's figures: of a period, under a filter, as of a source moment. */
@Injectable()
export class ReadFigures {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly db: Database,
    private readonly cells: CountCells,
    private readonly terms: TermFigures,
    private readonly spent: SpentTime,
    private readonly styles: AnswerStyles,
    private readonly supplements: Supplements,
    private readonly names: Names,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  /**
   * @param asOf source moment: nothing that happened later is seen, so the same figures can be had again at any time.
   * @param whole for a report: the style of every answer is read first.
   * @param secondPart whether what other rooms tell of the period belongs to it; some of it is told as of now alone.
   */
  async execute(period: Range, asOf: Date, filter: FigureFilter = {}, { whole = false, secondPart = false } = {}): Promise<Figures> {
    const slice: Slice = { ranges: [period], asOf, now: asOf, filter };
    const { before, yearBefore } = this.periods.compared(period);
    const of = async (range: Range) => new CellSums(await this.cells.execute({ ...slice, ranges: [range] }));
    const compared: Compared = { now: await of(period), before: await of(before), yearBefore: await of(yearBefore) };
    const names = await this.namesOf(compared, filter);
    const { terms, bearers } = await this.terms.execute(slice, compared.now, names);
    return {
      month: this.periods.monthThatIs(period),
      from: isoOffset(period.from),
      to: isoOffset(period.to),
      asOf: isoOffset(asOf),
      filter,
      narrowedTo: narrowedTo(filter, names),
      totals: compared.now.totals,
      before: compared.before.totals,
      yearBefore: compared.yearBefore.totals,
      compared: { before: stretch(before), yearBefore: stretch(yearBefore) },
      recordsSince: await this.recordsSince(asOf),
      waiting: await this.waiting(slice),
      ...breakdowns(compared, names),
      authorities: authorityRows(compared.now, names, bearers),
      terms,
      bearers,
      spent: await this.spent.apart(slice),
      slowest: await this.spent.slowest(slice),
      style: await this.styles.figures(slice, whole),
      supplements: secondPart ? await this.supplements.of({ from: period.from, to: asOf < period.to ? asOf : period.to }, asOf) : [],
    };
  }

  private namesOf({ now, before, yearBefore }: Compared, { topicId, locationId, authorityId }: FigureFilter): Promise<KnownNames> {
    const all = [now, before, yearBefore];
    const authorities = now.keys('term').map((key) => key.split('|')[1] ?? NONE);
    return this.names.of({
      topics: [...new Set([...all.flatMap((sums) => sums.keys('topic')), ...(topicId ? [topicId] : [])])],
      locations: [...new Set([...all.flatMap((sums) => sums.keys('location')), ...(locationId ? [locationId] : [])])],
      authorities: [...new Set([...now.keys('authority').map((key) => key.split('|')[0] ?? NONE), ...authorities, ...(authorityId ? [authorityId] : [])])],
    });
  }

  /** The first record of all: a filter does not make time unrecorded. */
  private async recordsSince(asOf: Date): Promise<string | null> {
    const row = await this.db.row<{ first: Date | null }>(`SELECT min(recorded_at) AS first FROM incident WHERE recorded_at <= $1`, [asOf]);
    return isoOffset(row?.first ?? null);
  }

  private async waiting(slice: Slice): Promise<Figures['waiting']> {
    const facts = new FactSql(slice);
    const row = await this.db.row<{ count: number; oldest: Date | null }>(
      `WITH ${facts.ranges}, ${facts.waiting} SELECT count(*)::integer AS count, min(recorded_at) AS oldest FROM waiting`,
      facts.parameters,
    );
    return { count: row?.count ?? 0, oldest: isoOffset(row?.oldest ?? null) };
  }
}

const stretch = ({ from, to }: Range): Stretch => ({ from: isoOffset(from), to: isoOffset(to) });

/** Counts by everything a message is kept apart by, most first. */
export function breakdowns(compared: Compared, names: KnownNames): Pick<Figures, 'states' | 'grounds' | 'networks' | 'topicGroups' | 'topics' | 'locations' | 'answers'> {
  const all = (pick: (sums: CellSums) => Map<string, number>, name: (key: string) => string): Count[] => {
    const [now, before, yearBefore] = [compared.now, compared.before, compared.yearBefore].map(pick) as [Map<string, number>, Map<string, number>, Map<string, number>];
    return [...new Set([...now.keys(), ...before.keys()])]
      .map((key) => ({ key, name: name(key), count: now.get(key) ?? 0, before: before.get(key) ?? 0, yearBefore: yearBefore.get(key) ?? 0 }))
      .toSorted((a, b) => b.count - a.count || b.before - a.before || a.name.localeCompare(b.name, 'ru'));
  };
  const plain = (key = NONE) => key;
  return {
    states: all((sums) => sums.by('status', plain), names.state),
    grounds: all((sums) => sums.by('status', (state, ground = NONE) => (state === 'declined' ? ground : null)), names.ground),
    networks: all((sums) => sums.by('network', plain), names.network),
    topicGroups: all((sums) => sums.by('topic', (topic = NONE) => names.groupOf(topic)), names.topicGroup),
    topics: all((sums) => sums.by('topic', plain), names.topic),
    locations: all((sums) => sums.by('location', plain), names.location),
    answers: compared.now.keys('answer').toSorted().map((key) => {
      const [kind = '', publisher = ''] = key.split('|');
      return { kind, publisher, count: compared.now.of('answer', key) };
    }),
  };
}

function authorityRows(sums: CellSums, names: KnownNames, bearers: readonly TermRow[]): AuthorityRow[] {
  const received = sums.by('authority', (authority = NONE) => authority);
  const ids = new Set([...received.keys(), ...bearers.flatMap(({ bearerRole, authority }) => (bearerRole === 'executor' && authority ? [authority.id] : []))]);
  return [...ids]
    .map((id): AuthorityRow => {
      const state = (...wanted: string[]) => sums.sum('authority', (authority, status = '') => authority === id && wanted.includes(status));
      const own = bearers.filter(({ authority, bearerRole }) => authority?.id === id && bearerRole === 'executor');
      const closed = state('closed');
      const all = received.get(id) ?? 0;
      return {
        id, name: names.authority(id), received: all, closed, underWay: all - closed - state('declined', 'merged'),
        kept: own.reduce((sum, row) => sum + row.kept, 0),
        broken: own.reduce((sum, row) => sum + row.late + row.overdue, 0),
        draft: own.find(({ obligation }) => obligation === 'reply.draft')?.took ?? NO_SPREAD,
      };
    })
    .toSorted((a, b) => b.received - a.received || a.name.localeCompare(b.name, 'ru'));
}

function narrowedTo({ network, topicGroupId, topicId, locationId, authorityId }: FigureFilter, names: KnownNames): Figures['narrowedTo'] {
  return [
    ...(network ? [{ what: 'Социальная сеть', name: names.network(network) }] : []),
    ...(topicGroupId ? [{ what: 'Группа тем', name: names.topicGroup(topicGroupId) }] : []),
    ...(topicId ? [{ what: 'Тема', name: names.topic(topicId) }] : []),
    ...(locationId ? [{ what: 'Населённый пункт', name: names.location(locationId) }] : []),
    ...(authorityId ? [{ what: 'Орган', name: names.authority(authorityId) }] : []),
  ];
}
