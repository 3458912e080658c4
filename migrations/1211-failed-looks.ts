import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks for an answer that the network did not let us take: after so many a person looks. */
export class FailedLooks1700000001211 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE delivery ADD COLUMN failed_looks integer NOT NULL DEFAULT 0`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
