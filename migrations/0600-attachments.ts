import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos and videos people attach; their contents are in the object storage. */
export class Attachments1700000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attachment (
        id uuid PRIMARY KEY,
        state text NOT NULL,
        sha256 text NOT NULL,
        size integer NOT NULL,
        media_type text NOT NULL,
        file_name text NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz NOT NULL,
        stream text,
        stream_id uuid,
        subject text,
        subject_id uuid,
        authority_id uuid,
        bound_at timestamptz,
        CONSTRAINT attachment_bound_whole CHECK (
          num_nulls(stream, stream_id, subject, subject_id, bound_at) = 5
          OR (num_nulls(stream, stream_id, subject, subject_id, bound_at) = 0 AND state = 'stored'))
      )`);
    await runner.query(`CREATE INDEX attachment_object ON attachment (sha256)`);
    await runner.query(`CREATE INDEX attachment_subject ON attachment (subject_id) WHERE subject_id IS NOT NULL`);
    await runner.query(`CREATE INDEX attachment_unbound ON attachment (uploaded_at) WHERE bound_at IS NULL`);
    await runner.query(`CREATE INDEX attachment_uploader ON attachment (uploaded_by, uploaded_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
