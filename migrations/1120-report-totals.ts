import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  // Totals are made anew from the facts by the timetable: nothing is carried over.
  `DROP TABLE report_day`,
  `DELETE FROM report_roll`,
  `CREATE TABLE report_cell (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dim text NOT NULL,
    key text NOT NULL
  )`,
  `CREATE UNIQUE INDEX report_cell_key ON report_cell (dim, key)`,
  `CREATE TABLE report_day (
    day date NOT NULL,
    scope text NOT NULL,
    cells integer[] NOT NULL,
    counts integer[] NOT NULL,
    PRIMARY KEY (day, scope)
  )`,

  // Messages that wait are counted from the index alone, also those of one network, topic or place.
  `DROP INDEX incident_unanswered`,
  `CREATE INDEX incident_unanswered ON incident (recorded_at, id) INCLUDE (network, topic_id, location_id) WHERE status NOT IN ('declined', 'merged', 'closed')`,
];

/** Daily totals of whatever one thing figures are narrowed to, as numbers that the database adds up. */
export class ReportTotals1700000001120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of tables) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
