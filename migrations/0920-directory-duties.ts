import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE acknowledgement (
    subject_id uuid NOT NULL,
    user_id uuid NOT NULL,
    subject text NOT NULL,
    authority_id uuid,
    at timestamptz NOT NULL,
    PRIMARY KEY (subject_id, user_id)
  )`,
  `CREATE INDEX acknowledgement_of_authority ON acknowledgement (subject_id, authority_id)`,
  `CREATE TABLE reminder (
    subject_id uuid NOT NULL,
    topic text NOT NULL,
    basis timestamptz NOT NULL,
    nth integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (subject_id, topic, basis, nth)
  )`,
  `ALTER TABLE contact ADD confirmed_at timestamptz`,
  `UPDATE contact SET confirmed_at = valid_from`,
  `ALTER TABLE contact ALTER confirmed_at SET NOT NULL`,
  `CREATE TABLE directory_beginning (
    id uuid PRIMARY KEY,
    started_at timestamptz NOT NULL,
    declared_by uuid,
    declared_at timestamptz NOT NULL
  )`,
  `CREATE TABLE directory_member (
    authority_id uuid PRIMARY KEY CONSTRAINT directory_member_authority REFERENCES authority (id),
    since timestamptz NOT NULL,
    duties text[] NOT NULL
  )`,
  // Executive authorities are bound by the decree; a municipality entered by hand was entered because it joined (D-6).
  `INSERT INTO directory_member (authority_id, since, duties)
   SELECT id, valid_from, '{executor,account-manager}' FROM authority
   WHERE kind <> 'municipality' OR evidence = '{}' OR EXISTS (SELECT 1 FROM contact c WHERE c.authority_id = authority.id)`,
  `CREATE TABLE directory_notice (
    id uuid PRIMARY KEY,
    contact_id uuid NOT NULL CONSTRAINT directory_notice_contact REFERENCES contact (id),
    kind text NOT NULL,
    contact jsonb NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE INDEX directory_notice_list ON directory_notice (at, id)`,
];

/** Contacts that are owed, confirmed and reminded of; notices of curators' contacts; acknowledgements by name. */
export class DirectoryDuties1700000000920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
