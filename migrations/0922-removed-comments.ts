import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE removed_comment (
    id uuid PRIMARY KEY,
    entry_id uuid NOT NULL,
    revision integer NOT NULL,
    account_id uuid NOT NULL,
    authority_id uuid,
    network text NOT NULL,
    ground text NOT NULL,
    text text NOT NULL,
    author_name text NOT NULL,
    author_url text,
    url text NOT NULL,
    posted_at timestamptz,
    removed_at timestamptz NOT NULL,
    explanation text,
    withdrawn boolean NOT NULL,
    reason text,
    recorded_by uuid,
    recorded_at timestamptz NOT NULL,
    search_text text NOT NULL
  )`,
  `CREATE UNIQUE INDEX removed_comment_revision ON removed_comment (entry_id, revision)`,
  `CREATE INDEX removed_comment_list ON removed_comment (removed_at, entry_id)`,
  `CREATE INDEX removed_comment_of_account ON removed_comment (account_id, removed_at, entry_id)`,
  `CREATE INDEX removed_comment_of_authority ON removed_comment (authority_id, removed_at, entry_id)`,
  `CREATE EXTENSION IF NOT EXISTS pg_trgm`,
  `CREATE INDEX removed_comment_search ON removed_comment USING gin (search_text gin_trgm_ops)`,
  // What was removed, and why, may be asked about years later: nobody changes the log, whatever the code does.
  `CREATE FUNCTION removed_comment_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'The log of removed comments is append-only'; END $$`,
  `CREATE TRIGGER removed_comment_append_only BEFORE UPDATE OR DELETE ON removed_comment
   FOR EACH ROW EXECUTE FUNCTION removed_comment_is_append_only()`,
];

/** The log of removed comments, which only grows. */
export class RemovedComments1700000000922 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
