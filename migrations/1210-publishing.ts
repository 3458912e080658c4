import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials of the networks, and messages on their way into them (M-12.2, M-13, A-1). */
export class Publishing1700000001210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE network_place (network text NOT NULL, post_key text NOT NULL, place jsonb NOT NULL, PRIMARY KEY (network, post_key))`);
    await runner.query(`
      CREATE TABLE network_credential (
        id uuid PRIMARY KEY,
        network text NOT NULL,
        kind text NOT NULL,
        account_id uuid,
        owner_id text NOT NULL,
        sealed text NOT NULL,
        state text NOT NULL,
        fault text,
        permissions text[] NOT NULL DEFAULT '{}',
        expires_at timestamptz,
        checked_at timestamptz,
        warned_days integer,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT network_credential_one UNIQUE (network, owner_id, kind)
      )`);
    await runner.query(`CREATE INDEX network_credential_account ON network_credential (account_id) WHERE account_id IS NOT NULL`);

    await runner.query(`
      CREATE TABLE delivery (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        network text NOT NULL,
        account_id uuid,
        authority_id uuid,
        subject text NOT NULL,
        subject_id uuid NOT NULL,
        stream text NOT NULL,
        stream_id uuid NOT NULL,
        intent jsonb NOT NULL,
        actor jsonb NOT NULL,
        place jsonb,
        link text,
        text text NOT NULL,
        attachment_ids uuid[] NOT NULL DEFAULT '{}',
        state text NOT NULL,
        reason text,
        detail text,
        run_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        looks integer NOT NULL DEFAULT 0,
        round_id uuid,
        first_sent_at timestamptz,
        external_id text,
        url text,
        stray text,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        check_at timestamptz,
        vanished_at timestamptz,
        version integer NOT NULL DEFAULT 1
      )`);
    // One on the way for each thing that is published.
    await runner.query(`CREATE UNIQUE INDEX delivery_one_live ON delivery (subject_id) WHERE state IN ('pending', 'sending', 'unknown', 'manual')`);
    await runner.query(`CREATE INDEX delivery_due ON delivery (run_at, id) WHERE state IN ('pending', 'unknown')`);
    await runner.query(`CREATE INDEX delivery_sending ON delivery (round_id) WHERE state = 'sending'`);
    await runner.query(`CREATE INDEX delivery_check ON delivery (check_at, id) WHERE check_at IS NOT NULL`);
    await runner.query(`CREATE INDEX delivery_stream ON delivery (stream_id)`);
    await runner.query(`CREATE INDEX delivery_recent ON delivery (state, created_at, id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
