import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { FactSql, undecidedKeys } from '../figures/fact-sql.js';
import type { Figures } from '../figures/figures.types.js';
import { groundNames, networkNames, stateNames } from '../figures/labels.js';
import { LocalPeriods } from '../period.js';
import type { SheetCell } from './xlsx-stream.js';

const PAGE = 2000;

export const incidentColumns = [
  { title: '№', width: 9 }, { title: 'Зафиксировано', width: 17 }, { title: 'Опубликовано автором', width: 17 }, { title: 'Социальная сеть', width: 16 },
  { title: 'Ссылка', width: 40 }, { title: 'Состояние', width: 28 }, { title: 'Основание отклонения', width: 28 }, { title: 'Группа тем', width: 28 }, { title: 'Тема', width: 34 },
  { title: 'Населённый пункт', width: 24 }, { title: 'Органы', width: 34 }, { title: 'Окончательный ответ', width: 17 }, { title: 'Сроков соблюдено', width: 12 },
  { title: 'Сроков нарушено', width: 12 },
];

interface Row {
  number: string;
  id: string;
  recordedAt: Date;
  key: string;
  postedAt: Date;
  network: string;
  url: string;
  status: string;
  ground: string | null;
  topicGroup: string | null;
  topic: string | null;
  location: string | null;
  authorities: string;
  closedAt: Date | null;
  kept: number;
  broken: number;
}

/** One row for each message of a report's period, as it stood at the source moment; read day by day, so that memory stays flat. */
@Injectable()
export class IncidentRows {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly db: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  async *of({ from, to, asOf, filter }: Pick<Figures, 'from' | 'to' | 'asOf' | 'filter'>): AsyncGenerator<SheetCell[]> {
    const { days, rest } = this.periods.split({ from: new Date(from), to: new Date(to) });
    const ranges = [...rest, ...days.map((day) => this.periods.day(day))].toSorted((a, b) => a.from.getTime() - b.from.getTime());
    for (const range of ranges) {
      for (let after: Row | undefined; ; ) {
        const rows: Row[] = await this.page(new FactSql({ ranges: [range], asOf: new Date(asOf), now: new Date(asOf), filter }), after);
        for (const row of rows) yield this.cells(row);
        if (rows.length < PAGE) break;
        after = rows.at(-1);
      }
    }
  }

  private page(facts: FactSql, after: Row | undefined): Promise<Row[]> {
    const [key, id, undecided] = [after?.key ?? null, after?.id ?? null, undecidedKeys].map((value) => facts.parameter(value));
    const at = '(SELECT max(at) FROM ranges)';
    const own = facts.filterAuthority();
    return this.db.rows<Row>(
      `WITH ${facts.ranges}, ${facts.cohort}, page AS MATERIALIZED (
         SELECT * FROM cohort WHERE ${key}::timestamptz IS NULL OR (recorded_at, id) > (${key}::timestamptz, ${id}::uuid) ORDER BY recorded_at, id LIMIT ${PAGE})
       SELECT c.number, c.id, c.recorded_at AS "recordedAt", to_char(c.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key,
         i.posted_at AS "postedAt", c.network, i.url, c.status, c.ground, g.name AS "topicGroup", t.name AS topic, l.name AS location,
         CASE WHEN i.closed_at <= ${at} THEN i.closed_at END AS "closedAt", k.authorities, d.kept, d.broken
       FROM page c JOIN incident i ON i.id = c.id LEFT JOIN topic t ON t.id = c.topic_id LEFT JOIN topic_group g ON g.id = t.group_id LEFT JOIN location l ON l.id = c.location_id
       CROSS JOIN LATERAL (SELECT coalesce(string_agg(DISTINCT u.short_name, '; '), '') AS authorities FROM assignment a JOIN authority u ON u.id = a.authority_id
         WHERE a.incident_id = c.id AND a.assigned_at <= ${at} ${own ? `AND a.authority_id = ${own}` : ''}) k
       CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE d.state = 'met' AND d.ended_at <= ${at}))::integer AS kept,
           (count(*) FILTER (WHERE d.state = 'met-late' AND d.ended_at <= ${at} OR (d.ended_at IS NULL OR d.ended_at > ${at}) AND d.due_at <= ${at} AND d.obligation <> ALL(${undecided}::text[])))::integer AS broken
         FROM deadline d WHERE d.stream_id = c.id AND d.started_at <= ${at} ${own ? `AND d.bearer_authority_id = ${own}` : ''}) d
       ORDER BY c.recorded_at, c.id`,
      facts.parameters,
    );
  }

  private cells(row: Row): SheetCell[] {
    const local = (moment: Date | null): SheetCell => moment && { moment: isoOffset(moment) };
    return [
      Number(row.number), local(row.recordedAt), local(row.postedAt), networkNames[row.network] ?? row.network, row.url, stateNames[row.status] ?? row.status,
      row.ground && (groundNames[row.ground] ?? row.ground), row.topicGroup, row.topic, row.location, row.authorities, local(row.closedAt), row.kept, row.broken,
    ];
  }
}
