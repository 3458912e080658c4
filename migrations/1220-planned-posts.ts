import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Planned posts that go out at their time: how each goes out, and where it stands. */
export class PlannedPosts1700000001220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE content_plan_item ADD COLUMN way text NOT NULL DEFAULT 'by-hand'`);
    await runner.query(`
      CREATE TABLE content_plan_post (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT content_plan_post_plan REFERENCES content_plan (id),
        item_id uuid NOT NULL,
        account_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        state text NOT NULL,
        reason text
      )`);
    await runner.query(`CREATE UNIQUE INDEX content_plan_post_one ON content_plan_post (item_id, account_id)`);
    await runner.query(`CREATE INDEX content_plan_post_of ON content_plan_post (plan_id)`);
    await runner.query(`CREATE INDEX content_plan_post_due ON content_plan_post (due_at, id) WHERE state = 'waiting'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
