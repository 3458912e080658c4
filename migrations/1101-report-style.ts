import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers are never removed: a key that says so costs every reading of their style a look at them. */
export class ReportStyle1700000001101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE report_style DROP CONSTRAINT report_style_publication`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
