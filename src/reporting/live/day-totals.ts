import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { type Cell, cellsSql, CountCells, scopeOf } from '../figures/count-cells.js';
import { CellSums } from '../figures/cell-sums.js';
import { FactSql } from '../figures/fact-sql.js';
import { LocalPeriods } from '../period.js';
import type { FigureFilter, Range } from '../figures/slice.js';

/** Scope of the totals of everything: each day that was counted has them. */
const EVERYTHING = '';
/** Days counted in one transaction: a backlog of years is worked off in steps. */
const STEP = 7;

/** The oldest transaction still under way. In a restored database numbers begin anew: totals that have seen more than there is are void. */
const HORIZON = 'pg_snapshot_xmin(pg_current_snapshot())::text::bigint';

/**
 * Days that changed with the messages touched since transaction `$1`: of recording, of answers, of terms, old moments of moved
 * ones too. The number is given, not looked up: the planner then sees how few they are, and walks no table.
 */
const TOUCHED_DAYS = `
  touched AS MATERIALIZED (SELECT stream_id, CASE WHEN type = 'deadline.moved' THEN (details->>'from')::timestamptz END AS moved FROM event WHERE txid >= $1::bigint AND stream = 'incident'),
  streams AS MATERIALIZED (SELECT DISTINCT stream_id FROM touched),
  changed AS (SELECT DISTINCT (at AT TIME ZONE $2::text)::date AS day FROM (
    SELECT i.recorded_at AS at FROM streams s JOIN incident i ON i.id = s.stream_id
    UNION ALL SELECT d.due_at FROM streams s JOIN deadline d ON d.stream_id = s.stream_id
    UNION ALL SELECT p.published_at FROM streams s JOIN publication p ON p.incident_id = s.stream_id
    UNION ALL SELECT moved FROM touched WHERE moved IS NOT NULL) m)`;

/** In one snapshot of the database, so that totals, the event log and the facts agree. */
const SNAPSHOT = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ';

/**
 * Live counts of a stretch of time. Days that have passed and that no event has touched since are read from kept totals, all
 * others are counted from the facts; both by the same statement. The event log tells exactly which days those are.
 */
@Injectable()
export class DayTotals {
  private readonly periods: LocalPeriods;
  private readonly timeZone: string;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly cells: CountCells,
    @Inject(CONFIG) config: Config,
  ) {
    this.timeZone = config.TIME_ZONE;
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  /** Counts of a period under a filter, as they are now. */
  read(period: Range, filter: FigureFilter): Promise<CellSums> {
    return this.db.separately(async () => {
      await this.db.change(SNAPSHOT);
      const now = this.clock.now();
      const scopes = await this.scopesOf(filter);
      const { days, rest } = this.periods.split(period);
      const kept = scopes ? await this.keptOf(days.filter((day) => this.isOver(day, now))) : [];
      const sums = new CellSums(scopes ? await this.added(kept, scopes) : []);
      const known = new Set(kept);
      const ranges = [...rest, ...days.filter((day) => !known.has(day)).map((day) => this.periods.day(day))];
      if (ranges.length > 0) for (const { dim, key, n } of await this.cells.execute({ ranges, asOf: null, now, filter })) sums.add(dim, key, n);
      return sums;
    });
  }

  /** Scopes whose totals add up to what a filter leaves; null where it names more than one thing: nobody keeps those. */
  private async scopesOf(filter: FigureFilter): Promise<string[] | null> {
    const [first, ...more] = Object.entries(filter) as [keyof FigureFilter, string][];
    if (!first) return [EVERYTHING];
    if (more.length > 0) return null;
    const [name, value] = first;
    if (name !== 'topicGroupId') return [scopeOf(name, value)];
    return (await this.db.rows<{ id: string }>(`SELECT id FROM topic WHERE group_id = $1`, [value])).map(({ id }) => scopeOf('topicId', id));
  }

  /** Brings the totals up to the event log, and counts days that have none yet, the newest first. */
  async roll(): Promise<void> {
    while (await this.step());
  }

  /**
   * The next days of it.
   * @returns whether there are more.
   */
  @Scheduled('reports.totals')
  step(): Promise<boolean> {
    return this.db.separately(() => this.next());
  }

  private async next(): Promise<boolean> {
    await this.db.change(SNAPSHOT);
    const seen = await this.seen();
    if (seen === null) await this.db.change(`DELETE FROM report_day`);
    else await this.db.change(`WITH ${TOUCHED_DAYS} DELETE FROM report_day WHERE day IN (SELECT day FROM changed)`, [seen, this.timeZone]);
    // Events of transactions still under way, and of later ones, come with the next round.
    await this.db.change(
      `INSERT INTO report_roll (id, time_zone, txid) VALUES (1, $1, ${HORIZON})
       ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, txid = excluded.txid`,
      [this.timeZone],
    );
    const missing = await this.db.change<{ day: string }>(
      `SELECT g::date::text AS day FROM generate_series((SELECT (min(recorded_at) AT TIME ZONE $1::text)::date FROM incident)::timestamp, $2::date - 1, interval '1 day') g
       WHERE NOT EXISTS (SELECT 1 FROM report_day t WHERE t.day = g::date AND t.scope = $3) ORDER BY 1 DESC LIMIT ${STEP}`,
      [this.timeZone, this.periods.dateOf(this.clock.now()), EVERYTHING],
    );
    if (missing.length > 0) await this.count(missing.map(({ day }) => day));
    return missing.length === STEP;
  }

  private async count(days: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const facts = new FactSql({ ranges: days.map((day) => this.periods.day(day)), asOf: null, now, filter: {} }, true);
    const sql = cellsSql(facts, { timeZone: this.timeZone });
    // A day on which nothing happened has its row as well: it was counted.
    await this.db.change(`INSERT INTO report_day (day, scope, cells, counts) SELECT d::date, $2, '{}', '{}' FROM unnest($1::text[]) d`, [days, EVERYTHING]);
    await this.db.change(
      `WITH counted AS (${sql}),
         more AS (INSERT INTO report_cell (dim, key) SELECT DISTINCT dim, key FROM counted n
           WHERE NOT EXISTS (SELECT 1 FROM report_cell c WHERE c.dim = n.dim AND c.key = n.key) RETURNING id, dim, key),
         named AS (SELECT id, dim, key FROM report_cell UNION ALL SELECT id, dim, key FROM more)
       INSERT INTO report_day (day, scope, cells, counts)
       SELECT n.day::date, n.scope, array_agg(c.id), array_agg(n.n) FROM counted n JOIN named c ON c.dim = n.dim AND c.key = n.key GROUP BY n.day, n.scope
       ON CONFLICT (day, scope) DO UPDATE SET cells = excluded.cells, counts = excluded.counts`,
      facts.parameters,
    );
  }

  /** Those of the days that have totals and that nothing has touched since. */
  private async keptOf(days: readonly string[]): Promise<string[]> {
    if (days.length === 0) return [];
    const seen = await this.seen();
    if (seen === null) return [];
    const rows = await this.db.rows<{ day: string }>(
      `WITH ${TOUCHED_DAYS} SELECT day::text AS day FROM report_day WHERE scope = $4 AND day = ANY($3::date[]) AND day NOT IN (SELECT day FROM changed)`,
      [seen, this.timeZone, days, EVERYTHING],
    );
    return rows.map(({ day }) => day);
  }

  /** The first transaction the totals have not seen; null when there are none, or they are void. */
  private async seen(): Promise<string | null> {
    const roll = await this.db.row<{ txid: string }>(`SELECT txid FROM report_roll WHERE id = 1 AND time_zone = $1 AND txid <= ${HORIZON}`, [this.timeZone]);
    return roll?.txid ?? null;
  }

  /** Totals of some days and scopes, added up. */
  private added(days: readonly string[], scopes: readonly string[]): Promise<Cell[]> {
    return this.db.rows(
      `SELECT c.dim, c.key, s.n FROM report_cell c JOIN (
         SELECT cell, sum(n)::integer AS n FROM (
           SELECT unnest(cells) AS cell, unnest(counts) AS n FROM report_day WHERE day = ANY($1::date[]) AND scope = ANY($2::text[])) u GROUP BY cell) s ON s.cell = c.id`,
      [days, scopes],
    );
  }

  private isOver(day: string, now: Date): boolean {
    return this.periods.day(day).to <= now;
  }
}
