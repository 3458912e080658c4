import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An attachment may be taken along to the next version of what it illustrates. */
export class AttachmentCopies1700000000852 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE attachment ADD COLUMN copied_from uuid`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
