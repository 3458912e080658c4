import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outgoing letters, their files, and what reply addresses stand for. */
export class Mail1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE letter (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        state text NOT NULL,
        user_id uuid,
        to_name text NOT NULL,
        to_address text NOT NULL,
        subject text NOT NULL,
        html text NOT NULL,
        text text NOT NULL,
        stream text,
        stream_id uuid,
        thread text,
        message_id text NOT NULL,
        in_reply_to text,
        refs text[] NOT NULL DEFAULT '{}',
        reply_to text,
        answers_subject text,
        answers_id uuid,
        answers_version integer,
        unsubscribe text,
        created_at timestamptz NOT NULL,
        next_attempt_at timestamptz,
        first_attempt_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        attempt_id uuid,
        handed_over_at timestamptz,
        server_away boolean NOT NULL DEFAULT false,
        doubtful boolean NOT NULL DEFAULT false,
        last_error text,
        response text,
        transport text,
        sent_at timestamptz,
        attention boolean NOT NULL DEFAULT false,
        outcome_due boolean NOT NULL DEFAULT false
      )`);
    await runner.query(`CREATE UNIQUE INDEX letter_message_id ON letter (message_id)`);
    await runner.query(`CREATE INDEX letter_due ON letter (next_attempt_at, id) WHERE state = 'queued'`);
    await runner.query(`CREATE INDEX letter_sending ON letter (attempt_id) WHERE state = 'sending'`);
    await runner.query(`CREATE INDEX letter_thread ON letter (thread, to_address, created_at, id) WHERE thread IS NOT NULL`);
    await runner.query(`CREATE INDEX letter_recent ON letter (created_at, id)`);
    await runner.query(`CREATE INDEX letter_by_state ON letter (state, created_at, id)`);
    await runner.query(`CREATE INDEX letter_attention ON letter (created_at, id) WHERE attention`);
    await runner.query(`CREATE INDEX letter_of_stream ON letter (stream_id, created_at, id) WHERE stream_id IS NOT NULL`);
    await runner.query(`CREATE INDEX letter_of_user ON letter (user_id, created_at, id) WHERE user_id IS NOT NULL`);
    await runner.query(`CREATE INDEX letter_outcome_due ON letter (id) WHERE outcome_due`);
    await runner.query(`
      CREATE TABLE letter_attachment (
        letter_id uuid NOT NULL CONSTRAINT letter_attachment_letter REFERENCES letter,
        position integer NOT NULL,
        file_name text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL,
        content bytea,
        storage_area text,
        storage_key text,
        PRIMARY KEY (letter_id, position)
      )`);
    await runner.query(`
      CREATE TABLE reply_token (
        id text PRIMARY KEY,
        subject text NOT NULL,
        subject_id uuid NOT NULL,
        version integer,
        user_id uuid NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX reply_token_subject ON reply_token (subject_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
