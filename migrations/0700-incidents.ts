import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incidents, assignments, drafts, reviews and publications: regulation M, clauses 1–14. */
export class Incidents1700000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SEQUENCE incident_number_seq`);
    await runner.query(`
      CREATE TABLE incident (
        id uuid PRIMARY KEY,
        number bigint NOT NULL DEFAULT nextval('incident_number_seq'),
        network text NOT NULL,
        post_key text NOT NULL,
        url text NOT NULL,
        text text NOT NULL,
        author_name text NOT NULL,
        author_url text,
        search_text text NOT NULL,
        posted_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        recorded_by uuid,
        status text NOT NULL,
        state_since timestamptz NOT NULL,
        mode text,
        topic_id uuid,
        location_id uuid,
        place text,
        decline_ground text,
        decline_comment text,
        merged_into uuid,
        closed_at timestamptz,
        version integer NOT NULL
      )`);
    await runner.query(`ALTER SEQUENCE incident_number_seq OWNED BY incident.number`);
    await runner.query(`CREATE UNIQUE INDEX incident_post ON incident (network, post_key)`);
    await runner.query(`CREATE UNIQUE INDEX incident_number ON incident (number)`);
    await runner.query(`CREATE INDEX incident_recent ON incident (recorded_at, id)`);
    await runner.query(`CREATE INDEX incident_by_status ON incident (status, recorded_at, id)`);
    await runner.query(`CREATE INDEX incident_unanswered ON incident (recorded_at, id) WHERE status NOT IN ('declined', 'merged', 'closed')`);
    await runner.query(`CREATE INDEX incident_by_network ON incident (network, recorded_at, id)`);
    await runner.query(`CREATE INDEX incident_by_topic ON incident (topic_id, recorded_at, id)`);
    await runner.query(`CREATE INDEX incident_merged_into ON incident (merged_into) WHERE merged_into IS NOT NULL`);
    // Spans of time around the moment of recording, each size 32 times the one before (src/incidents/recording-spans.ts).
    await runner.query(`
      CREATE FUNCTION recording_spans(at timestamptz) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT ARRAY[
          floor(date_part('epoch', at AT TIME ZONE 'UTC'))::bigint >> 1, floor(date_part('epoch', at AT TIME ZONE 'UTC'))::bigint >> 6,
          floor(date_part('epoch', at AT TIME ZONE 'UTC'))::bigint >> 11, floor(date_part('epoch', at AT TIME ZONE 'UTC'))::bigint >> 16,
          floor(date_part('epoch', at AT TIME ZONE 'UTC'))::bigint >> 21]
      $$`);
    // One index of words, fragments and time, so that a word is looked for in a stretch of time alone. What waits to be
    // sorted into it is read by every search: the list is kept short.
    await runner.query(`
      CREATE INDEX incident_search ON incident
      USING gin (to_tsvector('russian', search_text), search_text gin_trgm_ops, recording_spans(recorded_at))
      WITH (gin_pending_list_limit = 256)`);
    await runner.query(`
      CREATE TABLE assignment (
        id uuid PRIMARY KEY,
        incident_id uuid NOT NULL,
        authority_id uuid NOT NULL,
        executor_id uuid NOT NULL,
        status text NOT NULL,
        state_since timestamptz NOT NULL,
        publisher text,
        note text,
        assigned_at timestamptz NOT NULL,
        incident_recorded_at timestamptz NOT NULL,
        interim_sent_at timestamptz,
        current_draft_id uuid,
        end_reason text
      )`);
    await runner.query(`CREATE INDEX assignment_incident ON assignment (incident_id)`);
    await runner.query(`CREATE INDEX assignment_by_authority ON assignment (authority_id, assigned_at, id)`);
    await runner.query(`CREATE INDEX assignment_by_executor ON assignment (executor_id, assigned_at, id)`);
    await runner.query(`CREATE INDEX assignment_incidents_of_authority ON assignment (authority_id, incident_recorded_at, incident_id)`);
    await runner.query(`CREATE INDEX assignment_recent ON assignment (assigned_at, id)`);
    // What is under way is little, whatever has been done in all the years: overdue and waiting work is looked for here.
    for (const [name, columns] of [
      ['assignment_under_way', 'assigned_at, id'],
      ['assignment_under_way_by_authority', 'authority_id, assigned_at, id'],
      ['assignment_under_way_of_authority', 'authority_id, incident_recorded_at, incident_id'],
    ]) {
      await runner.query(`CREATE INDEX ${name} ON assignment (${columns}) WHERE status NOT IN ('published', 'rerouted', 'withdrawn')`);
    }
    await runner.query(
      `CREATE UNIQUE INDEX assignment_one_per_executor ON assignment (incident_id, executor_id)
       WHERE status NOT IN ('returned', 'rerouted', 'withdrawn')`,
    );
    await runner.query(`
      CREATE TABLE reply_draft (
        id uuid PRIMARY KEY,
        incident_id uuid NOT NULL,
        assignment_id uuid NOT NULL,
        version integer NOT NULL,
        kind text NOT NULL,
        text text NOT NULL,
        origin text NOT NULL,
        created_by uuid,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX reply_draft_version ON reply_draft (assignment_id, version)`);
    await runner.query(`CREATE INDEX reply_draft_incident ON reply_draft (incident_id)`);
    await runner.query(`
      CREATE TABLE review (
        version_id uuid PRIMARY KEY,
        subject text NOT NULL,
        status text NOT NULL,
        remarks text,
        submitted_by uuid,
        submitted_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE publication (
        id uuid PRIMARY KEY,
        incident_id uuid NOT NULL,
        assignment_id uuid,
        draft_id uuid,
        kind text NOT NULL,
        network text NOT NULL,
        url text NOT NULL,
        text text NOT NULL,
        publisher text NOT NULL,
        way text NOT NULL DEFAULT 'by-hand',
        published_by uuid,
        published_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX publication_one_final ON publication (incident_id) WHERE kind = 'final'`);
    await runner.query(`CREATE INDEX publication_incident ON publication (incident_id, published_at)`);
    for (const [table, column, other] of [
      ['assignment', 'incident_id', 'incident'],
      ['reply_draft', 'assignment_id', 'assignment'],
    ]) {
      await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column} FOREIGN KEY (${column}) REFERENCES ${other} (id)`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
