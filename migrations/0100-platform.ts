import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The event log and the keys of repeated requests. */
export class Platform1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(
      `CREATE FUNCTION current_txid() RETURNS bigint LANGUAGE sql AS $$ SELECT pg_current_xact_id()::text::bigint $$`,
    );
    await runner.query(`
      CREATE TABLE event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        txid bigint NOT NULL DEFAULT current_txid(),
        type text NOT NULL,
        stream text NOT NULL,
        stream_id uuid NOT NULL,
        subject text,
        subject_id uuid,
        from_state text,
        to_state text,
        actor_id uuid,
        actor_role text,
        channel text NOT NULL,
        clause text,
        bearer text,
        took_ms bigint,
        details jsonb NOT NULL DEFAULT '{}',
        authority_ids uuid[] NOT NULL DEFAULT '{}',
        roles text[] NOT NULL DEFAULT '{}',
        at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX event_stream ON event (stream_id, id)`);
    await runner.query(`CREATE INDEX event_order ON event (txid, id)`);
    await runner.query(`
      CREATE TABLE idempotency_key (
        user_id uuid NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        status integer,
        response jsonb,
        headers jsonb,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, key)
      )`);
    await runner.query(`CREATE INDEX idempotency_key_age ON idempotency_key (created_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
