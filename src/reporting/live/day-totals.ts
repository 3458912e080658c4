import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { type Cell, cellsSql, type Dim } from '../figures/count-cells.js';
import { CellSums } from '../figures/cell-sums.js';
import { FactSql } from '../figures/fact-sql.js';
import { LocalPeriods } from '../period.js';
import type { Range } from '../figures/slice.js';

/** Scope of the totals of everybody. */
const EVERYBODY = '00000000-0000-0000-0000-000000000000';
/** Days counted in one transaction: a backlog of years is worked off in steps. */
const STEP = 31;

/** The oldest transaction still under way. In a restored database numbers begin anew: totals that have seen more than there is are void. */
const HORIZON = 'pg_snapshot_xmin(pg_current_snapshot())::text::bigint';

/** Days that changed with the messages named by `touched(stream_id, moved)`: of recording, of answers, of terms, old moments of moved ones too. */
const touchedDays = (cursor: string, zone: string) => `
  touched AS MATERIALIZED (SELECT stream_id, CASE WHEN type = 'deadline.moved' THEN (details->>'from')::timestamptz END AS moved FROM event WHERE txid >= ${cursor} AND stream = 'incident'),
  streams AS MATERIALIZED (SELECT DISTINCT stream_id FROM touched),
  changed AS (SELECT DISTINCT (at AT TIME ZONE ${zone})::date AS day FROM (
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
    @Inject(CONFIG) config: Config,
  ) {
    this.timeZone = config.TIME_ZONE;
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  /** Counts of a period, of everybody or of one authority's messages, as they are now. */
  read(period: Range, authorityId: string | null): Promise<CellSums> {
    return this.db.separately(async () => {
      await this.db.change(SNAPSHOT);
      const now = this.clock.now();
      const { days, rest } = this.periods.split(period);
      const kept = await this.kept(days.filter((day) => this.isOver(day, now)), authorityId);
      const sums = new CellSums([]);
      for (const { cells } of kept) addTo(sums, cells);
      const known = new Set(kept.map(({ day }) => day));
      const ranges = [...rest, ...days.filter((day) => !known.has(day)).map((day) => this.periods.day(day))];
      const facts = new FactSql({ ranges, asOf: null, now, filter: authorityId === null ? {} : { authorityId } });
      const sql = cellsSql(facts);
      if (ranges.length > 0) for (const { dim, key, n } of await this.db.rows<Cell>(sql, facts.parameters)) sums.add(dim, key, n);
      return sums;
    });
  }

  /** Brings the totals up to the event log, and counts days that have none yet, the newest first. */
  @Scheduled('reports.totals')
  async roll(): Promise<void> {
    while (await this.db.separately(() => this.step()));
  }

  /** @returns whether there is more to do. */
  private async step(): Promise<boolean> {
    await this.db.change(SNAPSHOT);
    const [roll] = await this.db.change<{ timeZone: string; txid: string }>(`SELECT time_zone AS "timeZone", txid FROM report_roll WHERE id = 1 AND txid <= ${HORIZON}`);
    if (roll?.timeZone !== this.timeZone) await this.db.change(`DELETE FROM report_day`);
    else await this.db.change(`WITH ${touchedDays('$1::bigint', '$2::text')} DELETE FROM report_day WHERE day IN (SELECT day FROM changed)`, [roll.txid, this.timeZone]);
    // Events of transactions still under way, and of later ones, come with the next round.
    await this.db.change(
      `INSERT INTO report_roll (id, time_zone, txid) VALUES (1, $1, ${HORIZON})
       ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, txid = excluded.txid`,
      [this.timeZone],
    );
    const missing = await this.db.change<{ day: string }>(
      `SELECT g::date::text AS day FROM generate_series((SELECT (min(recorded_at) AT TIME ZONE $1::text)::date FROM incident)::timestamp, $2::date - 1, interval '1 day') g
       WHERE NOT EXISTS (SELECT 1 FROM report_day t WHERE t.day = g::date AND t.scope = $3) ORDER BY 1 DESC LIMIT ${STEP}`,
      [this.timeZone, this.periods.dateOf(this.clock.now()), EVERYBODY],
    );
    if (missing.length > 0) await this.count(missing.map(({ day }) => day));
    return missing.length === STEP;
  }

  private async count(days: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const facts = new FactSql({ ranges: days.map((day) => this.periods.day(day)), asOf: null, now, filter: {} });
    const sql = cellsSql(facts, { timeZone: this.timeZone });
    const everybody = facts.parameter(EVERYBODY);
    // A day on which nothing happened has its row as well: it was counted.
    await this.db.change(`INSERT INTO report_day (day, scope, cells) SELECT d::date, $2::uuid, '{}' FROM unnest($1::text[]) d`, [days, EVERYBODY]);
    await this.db.change(
      `INSERT INTO report_day (day, scope, cells)
       SELECT day::date, coalesce(scope, ${everybody}::uuid), jsonb_object_agg(concat(dim, ' ', key), n) FROM (${sql}) c GROUP BY day, scope
       ON CONFLICT (day, scope) DO UPDATE SET cells = excluded.cells`,
      facts.parameters,
    );
  }

  /** Totals of those of the days that have any and that nothing has touched since. */
  private async kept(days: readonly string[], authorityId: string | null): Promise<{ day: string; cells: Record<string, number> }[]> {
    if (days.length === 0) return [];
    return this.db.rows(
      `WITH roll AS MATERIALIZED (SELECT txid FROM report_roll WHERE id = 1 AND time_zone = $1::text AND txid <= ${HORIZON}), ${touchedDays('(SELECT txid FROM roll)', '$1::text')}
       SELECT e.day::text AS day, coalesce(t.cells, '{}') AS cells
       FROM report_day e LEFT JOIN report_day t ON t.day = e.day AND t.scope = $3::uuid
       WHERE e.scope = $4::uuid AND e.day = ANY($2::date[]) AND EXISTS (SELECT 1 FROM roll) AND e.day NOT IN (SELECT day FROM changed)`,
      [this.timeZone, days, authorityId ?? EVERYBODY, EVERYBODY],
    );
  }

  private isOver(day: string, now: Date): boolean {
    return this.periods.day(day).to <= now;
  }
}

function addTo(sums: CellSums, cells: Record<string, number>): void {
  for (const [cell, n] of Object.entries(cells)) {
    const space = cell.indexOf(' ');
    sums.add(cell.slice(0, space) as Dim, cell.slice(space + 1), n);
  }
}
