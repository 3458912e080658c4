import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE document (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    publisher text NOT NULL,
    authority_id uuid,
    title text NOT NULL,
    search_text text NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE INDEX document_list ON document (created_at, id)`,
  `CREATE TABLE document_edition (
    id uuid PRIMARY KEY,
    document_id uuid NOT NULL CONSTRAINT document_edition_document REFERENCES document (id),
    number integer NOT NULL,
    state text NOT NULL,
    text text,
    note text,
    created_by uuid,
    created_at timestamptz NOT NULL,
    issued_by uuid,
    issued_at timestamptz,
    superseded_at timestamptz
  )`,
  `CREATE UNIQUE INDEX document_edition_number ON document_edition (document_id, number)`,
  // One draft at a time, and one edition in force, whatever the code does.
  `CREATE UNIQUE INDEX document_edition_draft ON document_edition (document_id) WHERE state = 'draft'`,
  `CREATE UNIQUE INDEX document_edition_in_force ON document_edition (document_id) WHERE state = 'issued'`,
];

/** Security documents and methodical materials with their editions. */
export class Documents1700000000921 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
