import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE authority (
    id uuid PRIMARY KEY,
    code text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    kind text NOT NULL,
    role text,
    oktmo text,
    evidence text[] NOT NULL DEFAULT '{}',
    note text,
    schedule_id uuid,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE UNIQUE INDEX authority_code ON authority (code)`,
  // Two bodies of one name in force at once are one body entered twice.
  `CREATE UNIQUE INDEX authority_name_in_force ON authority (name) WHERE valid_to IS NULL`,
  // The decree gives each of its parts to one body (D-2.2, D-2, D-3.1).
  `CREATE UNIQUE INDEX authority_role ON authority (role) WHERE role IS NOT NULL`,

  `CREATE TABLE authority_name (
    id uuid PRIMARY KEY,
    authority_id uuid NOT NULL CONSTRAINT authority_name_authority REFERENCES authority (id),
    name text NOT NULL,
    short_name text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz
  )`,
  `CREATE INDEX authority_name_history ON authority_name (authority_id, valid_from)`,
  `CREATE UNIQUE INDEX authority_name_current ON authority_name (authority_id) WHERE valid_to IS NULL`,

  `CREATE TABLE contact (
    id uuid PRIMARY KEY,
    duty text NOT NULL,
    authority_id uuid NOT NULL CONSTRAINT contact_authority REFERENCES authority (id),
    user_id uuid,
    surname text NOT NULL,
    name text NOT NULL,
    patronymic text,
    position text NOT NULL,
    phone text NOT NULL,
    email text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE UNIQUE INDEX contact_email ON contact (authority_id, duty, email) WHERE valid_to IS NULL`,
  `CREATE UNIQUE INDEX contact_user ON contact (user_id, duty) WHERE valid_to IS NULL AND user_id IS NOT NULL`,
  `CREATE INDEX contact_list ON contact (duty, authority_id)`,

  `CREATE TABLE deputy (
    id uuid PRIMARY KEY,
    contact_id uuid NOT NULL CONSTRAINT deputy_contact REFERENCES contact (id),
    deputy_contact_id uuid NOT NULL CONSTRAINT deputy_deputy_contact REFERENCES contact (id),
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL
  )`,
  `CREATE INDEX deputy_of ON deputy (contact_id, valid_to)`,
  `CREATE INDEX deputy_by ON deputy (deputy_contact_id, valid_to)`,

  `CREATE TABLE topic_edition (
    id uuid PRIMARY KEY,
    code text NOT NULL,
    description text NOT NULL,
    valid_from timestamptz NOT NULL
  )`,
  `CREATE UNIQUE INDEX topic_edition_code ON topic_edition (code)`,
  `CREATE TABLE topic_group (
    id uuid PRIMARY KEY,
    edition_id uuid NOT NULL CONSTRAINT topic_group_edition REFERENCES topic_edition (id),
    code text NOT NULL,
    name text NOT NULL,
    likely_authority_ids uuid[] NOT NULL DEFAULT '{}'
  )`,
  `CREATE UNIQUE INDEX topic_group_code ON topic_group (edition_id, code)`,
  `CREATE TABLE topic (
    id uuid PRIMARY KEY,
    group_id uuid NOT NULL CONSTRAINT topic_group REFERENCES topic_group (id),
    code text NOT NULL,
    name text NOT NULL,
    starred boolean NOT NULL
  )`,
  `CREATE UNIQUE INDEX topic_code ON topic (group_id, code)`,

  `CREATE TABLE location (
    id uuid PRIMARY KEY,
    oktmo text NOT NULL,
    city_oktmo text,
    name text NOT NULL,
    level text NOT NULL,
    parent_id uuid CONSTRAINT location_parent REFERENCES location (id),
    fias_id uuid,
    lat double precision,
    lon double precision,
    population integer,
    search_text text NOT NULL
  )`,
  `CREATE UNIQUE INDEX location_oktmo ON location (oktmo)`,
  `CREATE INDEX location_parent_of ON location (parent_id)`,
];

/** Authorities with their former names, contacts and deputies, topics, locations. */
export class Directory1700000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
