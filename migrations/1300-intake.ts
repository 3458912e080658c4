import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is listened to, what was found, and what the networks tell by themselves (M-1, M-3, M-6). */
export class Intake1700000001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intake_watch (
        id uuid PRIMARY KEY,
        network text NOT NULL,
        kind text NOT NULL,
        target text NOT NULL,
        account_id uuid,
        owner_id text,
        query text,
        topic_id uuid,
        location_id uuid,
        active boolean NOT NULL DEFAULT true,
        connected boolean NOT NULL DEFAULT true,
        last_read_at timestamptz,
        last_found_at timestamptz,
        outcome text,
        detail text,
        found integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT intake_watch_one UNIQUE (network, kind, target)
      )`);
    await runner.query(`
      CREATE TABLE intake_source (
        id uuid PRIMARY KEY,
        watch_id uuid NOT NULL,
        kind text NOT NULL,
        post text NOT NULL DEFAULT '',
        thread text NOT NULL DEFAULT '',
        cursor text,
        quiet integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL,
        whole_at timestamptz,
        until timestamptz,
        taken_by uuid,
        taken_until timestamptz,
        CONSTRAINT intake_source_one UNIQUE (watch_id, kind, post, thread)
      )`);
    await runner.query(`CREATE INDEX intake_source_due ON intake_source (next_at, id)`);

    await runner.query(`
      CREATE TABLE intake_candidate (
        id uuid PRIMARY KEY,
        network text NOT NULL,
        post_key text NOT NULL,
        url text NOT NULL,
        place jsonb NOT NULL,
        text text NOT NULL,
        author_id text NOT NULL,
        author_name text NOT NULL,
        author_url text,
        posted_at timestamptz NOT NULL,
        found_at timestamptz NOT NULL,
        found_by text NOT NULL,
        watch_id uuid,
        account_id uuid,
        answer_to uuid,
        topic_id uuid,
        location_id uuid,
        screening jsonb NOT NULL DEFAULT '[]',
        points integer NOT NULL,
        reasons jsonb NOT NULL DEFAULT '{}',
        rank double precision NOT NULL,
        group_id uuid NOT NULL,
        leads boolean NOT NULL,
        repeats integer NOT NULL DEFAULT 0,
        status text NOT NULL,
        state_since timestamptz NOT NULL,
        ground text,
        comment text,
        incident_id uuid,
        edited_at timestamptz,
        deleted_at timestamptz,
        check_at timestamptz,
        erased_at timestamptz,
        version integer NOT NULL DEFAULT 1
      )`);
    await runner.query(`CREATE UNIQUE INDEX intake_candidate_post ON intake_candidate (network, post_key)`);
    await runner.query(`CREATE INDEX intake_candidate_queue ON intake_candidate (status, rank, id) WHERE leads`);
    await runner.query(`CREATE INDEX intake_candidate_recent ON intake_candidate (status, posted_at, id)`);
    await runner.query(`CREATE INDEX intake_candidate_topic ON intake_candidate (topic_id, status, rank, id) WHERE topic_id IS NOT NULL`);
    await runner.query(`CREATE INDEX intake_candidate_network ON intake_candidate (network, status, rank, id)`);
    await runner.query(`CREATE INDEX intake_candidate_group ON intake_candidate (group_id, leads)`);
    await runner.query(`CREATE INDEX intake_candidate_incident ON intake_candidate (incident_id) WHERE incident_id IS NOT NULL`);
    await runner.query(`CREATE INDEX intake_candidate_answer ON intake_candidate (answer_to) WHERE answer_to IS NOT NULL`);
    await runner.query(`CREATE INDEX intake_candidate_stale ON intake_candidate (found_at, id) WHERE status = 'new'`);
    await runner.query(`CREATE INDEX intake_candidate_kept ON intake_candidate (state_since, id) WHERE status = 'dismissed' AND erased_at IS NULL`);
    await runner.query(`CREATE INDEX intake_candidate_check ON intake_candidate (check_at, id) WHERE check_at IS NOT NULL`);
    // Words in any form, and as they stand, for their beginnings.
    const folded = `replace(lower(author_name || ' ' || text), 'ё', 'е')`;
    await runner.query(`CREATE INDEX intake_candidate_search ON intake_candidate USING gin ((to_tsvector('russian', ${folded}) || to_tsvector('simple', ${folded})))`);

    await runner.query(`
      CREATE TABLE intake_edition (
        candidate_id uuid NOT NULL,
        number integer NOT NULL,
        text text NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (candidate_id, number)
      )`);
    await runner.query(`CREATE TABLE intake_band (band bigint NOT NULL, candidate_id uuid NOT NULL, found_at timestamptz NOT NULL, PRIMARY KEY (band, candidate_id))`);
    await runner.query(`CREATE INDEX intake_band_old ON intake_band (found_at)`);

    await runner.query(`
      CREATE TABLE network_webhook (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        owner_id text NOT NULL,
        account_id uuid,
        sealed text NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT network_webhook_one UNIQUE (kind, owner_id)
      )`);
    await runner.query(`
      CREATE TABLE intake_event (
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL,
        event_key text NOT NULL,
        body text,
        received_at timestamptz NOT NULL,
        handled_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        fault text,
        CONSTRAINT intake_event_one UNIQUE (webhook_id, event_key)
      )`);
    await runner.query(`CREATE INDEX intake_event_waiting ON intake_event (received_at, id) WHERE handled_at IS NULL AND attempts < 5`);
    await runner.query(`CREATE INDEX intake_event_old ON intake_event (received_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
