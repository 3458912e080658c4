import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE monthly_report (
    id uuid PRIMARY KEY,
    month date NOT NULL,
    opened_at timestamptz NOT NULL
  )`,
  `CREATE UNIQUE INDEX monthly_report_month ON monthly_report (month)`,

  `CREATE TABLE report_edition (
    id uuid PRIMARY KEY,
    report_id uuid NOT NULL CONSTRAINT report_edition_report REFERENCES monthly_report (id),
    number integer NOT NULL,
    status text NOT NULL,
    version integer NOT NULL,
    source_at timestamptz NOT NULL,
    figures jsonb NOT NULL,
    replaced jsonb,
    words jsonb NOT NULL DEFAULT '{}',
    reason text,
    formed_at timestamptz NOT NULL,
    formed_by uuid,
    approved_at timestamptz,
    approved_by uuid,
    recipient text,
    attached text[],
    letter_id uuid,
    sent_at timestamptz,
    failure text
  )`,
  `CREATE UNIQUE INDEX report_edition_number ON report_edition (report_id, number)`,
  // One draft of a month at a time, whoever begins it.
  `CREATE UNIQUE INDEX report_edition_draft ON report_edition (report_id) WHERE status = 'draft'`,

  `CREATE TABLE report_form (
    edition_id uuid NOT NULL CONSTRAINT report_form_edition REFERENCES report_edition (id),
    format text NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    PRIMARY KEY (edition_id, format)
  )`,

  `CREATE TABLE report_setting (
    id integer PRIMARY KEY,
    recipient_email text,
    recipient_name text NOT NULL,
    attached text[] NOT NULL,
    version integer NOT NULL DEFAULT 1
  )`,
  `INSERT INTO report_setting (id, recipient_name, attached) VALUES (1, 'Губернатору Хабаровского края', '{pdf}')`,

  `CREATE TABLE report_day (
    day date NOT NULL,
    scope uuid NOT NULL,
    cells jsonb NOT NULL,
    PRIMARY KEY (day, scope)
  )`,
  `CREATE TABLE report_roll (
    id integer PRIMARY KEY,
    time_zone text NOT NULL,
    txid bigint NOT NULL
  )`,

  `CREATE TABLE report_style (
    publication_id uuid PRIMARY KEY CONSTRAINT report_style_publication REFERENCES publication (id),
    rules jsonb NOT NULL
  )`,

  // What the figures of a period are read along.
  `CREATE INDEX publication_published ON publication (published_at)`,
  `CREATE INDEX incident_closed ON incident (closed_at) WHERE closed_at IS NOT NULL`,
  `CREATE INDEX event_deadline_moved ON event (at) WHERE type = 'deadline.moved'`,
];

/** Monthly reports with their editions and frozen forms; daily totals of the live figures. */
export class Reporting1700000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of tables) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
