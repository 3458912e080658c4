import type { MigrationInterface, QueryRunner } from 'typeorm';
import { productionCalendars, regionalOverrides } from '../src/calendar/data/index.js';

/** The region whose single-day decisions hold for the product: Khabarovsk Krai. */
const REGION = '27';

const NINE_TO_SIX = [['09:00', '13:00'], ['14:00', '18:00']];
const WEEK = { mon: NINE_TO_SIX, tue: NINE_TO_SIX, wed: NINE_TO_SIX, thu: NINE_TO_SIX, fri: NINE_TO_SIX };

const tables = [
  `CREATE TABLE work_schedule (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    time_zone text NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE UNIQUE INDEX work_schedule_default ON work_schedule (is_default) WHERE is_default`,
  `CREATE TABLE work_schedule_edition (
    schedule_id uuid NOT NULL CONSTRAINT work_schedule_edition_schedule REFERENCES work_schedule (id),
    valid_from date NOT NULL,
    valid_to date,
    weekly jsonb NOT NULL,
    working_weekend jsonb,
    PRIMARY KEY (schedule_id, valid_from)
  )`,
  `CREATE TABLE production_calendar (
    year integer PRIMARY KEY,
    data jsonb NOT NULL,
    status text NOT NULL,
    source text NOT NULL,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE TABLE calendar_override (
    date date PRIMARY KEY,
    kind text NOT NULL,
    intervals jsonb,
    replaces date,
    reason text NOT NULL,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE TABLE calendar_revision (
    id integer PRIMARY KEY,
    revision bigint NOT NULL
  )`,
  // A number is never given twice, not even after a rollback: what a process compiled under it stays true.
  `CREATE SEQUENCE calendar_revision_number`,
  `INSERT INTO calendar_revision (id, revision) VALUES (1, nextval('calendar_revision_number'))`,
  // One round trip: waits for a correction under way, then reads with a snapshot taken after the wait.
  `CREATE FUNCTION hold_calendar_revision() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(hashtext('otklik.calendar'));
      RETURN (SELECT revision FROM calendar_revision WHERE id = 1);
    END $$`,
];

/** Schedules and production calendars as editable data, with the calendars of 2018-2027 as shipped. */
export class Calendar1700000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of tables) await runner.query(sql);
    for (const calendar of productionCalendars) {
      await runner.query(`INSERT INTO production_calendar (year, data, status, source) VALUES ($1, $2, $3, $4)`, [
        calendar.year, JSON.stringify(calendar), calendar.status, calendar.sources.join(', '),
      ]);
    }
    for (const { region, override, note } of regionalOverrides) {
      if (region !== REGION) continue;
      const intervals = override.kind === 'intervals' ? JSON.stringify(override.intervals) : null;
      await runner.query(`INSERT INTO calendar_override (date, kind, intervals, reason) VALUES ($1, $2, $3, $4)`, [
        override.date, override.kind, intervals, note,
      ]);
    }
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    await runner.query(`INSERT INTO work_schedule (id, name, time_zone, is_default) VALUES ($1, $2, $3, true)`, [
      id, 'Пятидневка с 9:00 до 18:00, обед с 13:00 до 14:00', 'Asia/Vladivostok',
    ]);
    await runner.query(`INSERT INTO work_schedule_edition (schedule_id, valid_from, weekly) VALUES ($1, '2018-01-01', $2)`, [
      id, JSON.stringify(WEEK),
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
