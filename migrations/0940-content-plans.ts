import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Weekly content plans: regulation A, clauses 2.2 and 5 to 8. */
export class ContentPlans1700000000940 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE content_plan (
        id uuid PRIMARY KEY,
        authority_id uuid,
        week text NOT NULL CONSTRAINT content_plan_week CHECK (week ~ '^\\d{4}-W\\d{2}$'),
        status text NOT NULL,
        state_since timestamptz NOT NULL,
        owed_from timestamptz,
        received_at timestamptz,
        late boolean NOT NULL DEFAULT false,
        fewer_reason text,
        notice_comment text,
        notice_at timestamptz,
        current_version_id uuid,
        approved_version_id uuid,
        created_by uuid,
        created_at timestamptz NOT NULL,
        version integer NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX content_plan_one ON content_plan (authority_id, week)`);
    await runner.query(`CREATE UNIQUE INDEX content_plan_one_of_government ON content_plan (week) WHERE authority_id IS NULL`);
    await runner.query(`CREATE INDEX content_plan_by_week ON content_plan (week, id)`);
    await runner.query(`CREATE INDEX content_plan_of_authority ON content_plan (authority_id, week, id)`);
    await runner.query(`CREATE INDEX content_plan_by_status ON content_plan (status, week, id)`);
    await runner.query(`
      CREATE TABLE content_plan_item (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT content_plan_item_plan REFERENCES content_plan (id),
        date date NOT NULL,
        time text NOT NULL,
        account_ids uuid[] NOT NULL CONSTRAINT content_plan_item_accounts CHECK (cardinality(account_ids) > 0),
        theme text,
        text text,
        format text NOT NULL,
        news_peg text,
        created_at timestamptz NOT NULL,
        CONSTRAINT content_plan_item_said CHECK (theme IS NOT NULL OR text IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX content_plan_item_of ON content_plan_item (plan_id, date, time)`);
    await runner.query(`
      CREATE TABLE content_plan_version (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT content_plan_version_plan REFERENCES content_plan (id),
        number integer NOT NULL,
        items jsonb NOT NULL,
        fewer_reason text,
        submitted_by uuid,
        submitted_at timestamptz NOT NULL,
        item_remarks jsonb NOT NULL DEFAULT '[]'
      )`);
    await runner.query(`CREATE UNIQUE INDEX content_plan_version_number ON content_plan_version (plan_id, number)`);
    await runner.query(`
      CREATE TABLE content_plan_outcome (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT content_plan_outcome_plan REFERENCES content_plan (id),
        item_id uuid NOT NULL,
        account_id uuid NOT NULL,
        url text,
        reason text,
        recorded_by uuid,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT content_plan_outcome_either CHECK (num_nulls(url, reason) = 1)
      )`);
    await runner.query(`CREATE UNIQUE INDEX content_plan_outcome_one ON content_plan_outcome (item_id, account_id)`);
    await runner.query(`CREATE INDEX content_plan_outcome_of ON content_plan_outcome (plan_id)`);
    await runner.query(`
      CREATE TABLE content_plan_calendar_link (
        user_id uuid PRIMARY KEY,
        secret_hash text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX content_plan_calendar_link_secret ON content_plan_calendar_link (secret_hash)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
