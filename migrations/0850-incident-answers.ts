import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An incident knows since when its author has an interim answer (M-11). */
export class IncidentAnswers1700000000850 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE incident ADD COLUMN interim_answered_at timestamptz`);
    await runner.query(`
      UPDATE incident i SET interim_answered_at = p.at
      FROM (SELECT incident_id, min(published_at) AS at FROM publication WHERE kind = 'interim' GROUP BY incident_id) p
      WHERE p.incident_id = i.id`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
