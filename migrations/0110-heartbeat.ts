import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signs of life that readiness looks at. */
export class Heartbeat1700000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE heartbeat (
        name text PRIMARY KEY,
        at timestamptz NOT NULL
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
