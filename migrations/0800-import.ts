import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of files of messages, how far each has come, and what was wrong with which line. */
export class Import1700000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_job (
        id uuid PRIMARY KEY,
        origin text NOT NULL,
        user_id uuid,
        file_name text NOT NULL,
        format text NOT NULL,
        sha256 text NOT NULL,
        stored boolean NOT NULL,
        total_bytes bigint NOT NULL,
        state text NOT NULL,
        reason text,
        bytes bigint NOT NULL DEFAULT 0,
        lines_read integer NOT NULL DEFAULT 0,
        recorded integer NOT NULL DEFAULT 0,
        duplicates integer NOT NULL DEFAULT 0,
        failed integer NOT NULL DEFAULT 0,
        last_line integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz,
        version integer NOT NULL
      )`);
    // One unfinished import of one content by one user: posting a file again goes on with it. The command may name no user.
    await runner.query(`
      CREATE UNIQUE INDEX import_job_unfinished ON import_job (origin, user_id, sha256, format) NULLS NOT DISTINCT
      WHERE state IN ('receiving', 'queued', 'running')`);
    await runner.query(`CREATE INDEX import_job_content ON import_job (sha256)`);
    await runner.query(`CREATE INDEX import_job_recent ON import_job (created_at, id)`);
    await runner.query(`CREATE INDEX import_job_stored ON import_job (sha256) WHERE stored`);
    await runner.query(`
      CREATE TABLE import_error (
        import_id uuid NOT NULL,
        line integer NOT NULL,
        code text NOT NULL,
        details jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (import_id, line)
      )`);
    await runner.query(
      `ALTER TABLE import_error ADD CONSTRAINT import_error_import_id
       FOREIGN KEY (import_id) REFERENCES import_job (id) ON DELETE CASCADE`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
