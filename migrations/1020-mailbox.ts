import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters to us, what became of each, and how far mailboxes have been read. */
export class Mailbox1700000001020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE incoming_letter (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        state text NOT NULL,
        reason text,
        sha256 text NOT NULL,
        size integer NOT NULL,
        complete boolean NOT NULL DEFAULT true,
        envelope jsonb,
        received_at timestamptz NOT NULL,
        run_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        message_id text,
        from_address text,
        subject text,
        said jsonb,
        files jsonb NOT NULL DEFAULT '[]',
        authentication jsonb,
        ask jsonb,
        sender_id uuid,
        about_subject text,
        about_id uuid,
        incident_id uuid,
        letter_id uuid,
        processed_at timestamptz,
        helped_at timestamptz,
        handled_by uuid,
        handled_at timestamptz,
        handled_as text,
        handled_note text,
        version integer NOT NULL DEFAULT 1
      )`);
    await runner.query(`CREATE UNIQUE INDEX incoming_letter_content ON incoming_letter (sha256)`);
    await runner.query(`CREATE INDEX incoming_letter_message_id ON incoming_letter (message_id) WHERE message_id IS NOT NULL`);
    await runner.query(`CREATE INDEX incoming_letter_due ON incoming_letter (run_at, id) WHERE state = 'received'`);
    await runner.query(`CREATE INDEX incoming_letter_recent ON incoming_letter (received_at, id)`);
    await runner.query(`CREATE INDEX incoming_letter_by_state ON incoming_letter (state, received_at, id)`);
    await runner.query(`CREATE INDEX incoming_letter_of_incident ON incoming_letter (incident_id, received_at, id) WHERE incident_id IS NOT NULL`);
    await runner.query(`CREATE INDEX incoming_letter_help ON incoming_letter (from_address, helped_at) WHERE helped_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE mail_cursor (
        mailbox text PRIMARY KEY,
        uid_validity bigint NOT NULL,
        last_uid bigint NOT NULL,
        read_at timestamptz NOT NULL
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
