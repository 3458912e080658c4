import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that ended after a past moment were open then: reports as of it look for them. */
export class EndedMessages1700000001110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX incident_ended ON incident (state_since) WHERE status IN ('declined', 'merged', 'closed')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
