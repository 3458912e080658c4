import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are to be told, how they want to be told, and up to where the event log has been read for it. */
export class Notifications1700000001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE letter ADD COLUMN auto_reply boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE reply_token ADD COLUMN issued_at timestamptz NOT NULL DEFAULT '2020-01-01'`);
    await runner.query(`ALTER TABLE reply_token ALTER COLUMN issued_at DROP DEFAULT`);
    await runner.query(`
      CREATE TABLE notification_cursor (
        name text PRIMARY KEY,
        txid bigint NOT NULL,
        id bigint NOT NULL
      )`);
    // What happened before there were letters is nobody's news.
    await runner.query(`
      INSERT INTO notification_cursor (name, txid, id)
      VALUES ('letters', pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, (1::bigint << 62))`);
    await runner.query(`
      CREATE TABLE notice (
        id uuid PRIMARY KEY,
        event_id bigint NOT NULL,
        event_type text NOT NULL,
        letter text NOT NULL,
        recipient text NOT NULL,
        user_id uuid,
        contact_id uuid,
        part text NOT NULL,
        state text NOT NULL,
        gathering text NOT NULL,
        created_at timestamptz NOT NULL,
        send_at timestamptz NOT NULL,
        letter_id uuid
      )`);
    await runner.query(`CREATE UNIQUE INDEX notice_once ON notice (event_id, letter, recipient)`);
    await runner.query(`CREATE INDEX notice_waiting ON notice (send_at, id) WHERE state = 'waiting'`);
    await runner.query(`CREATE INDEX notice_waiting_of ON notice (recipient, send_at) WHERE state = 'waiting'`);
    await runner.query(`
      CREATE TABLE notification_preference (
        user_id uuid PRIMARY KEY,
        quiet_from text,
        quiet_to text,
        digest text[] NOT NULL DEFAULT '{}',
        digest_at text[] NOT NULL DEFAULT '{09:00}',
        morning boolean NOT NULL DEFAULT true,
        version integer NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE morning_list (
        user_id uuid PRIMARY KEY,
        day text NOT NULL
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
