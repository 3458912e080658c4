import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pace of requests to the networks, shared by every process. */
export class Networks1700000001200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE network_pace (key text PRIMARY KEY, next_at timestamptz NOT NULL)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
