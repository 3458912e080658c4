import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One post answers one incident. */
export class PublicationPost1700000000851 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE publication ADD COLUMN post_key text`);
    // Answers given before are known by their whole link; only the application can tell the key of one.
    await runner.query(`UPDATE publication SET post_key = url`);
    await runner.query(`ALTER TABLE publication ALTER COLUMN post_key SET NOT NULL`);
    await runner.query(`CREATE INDEX publication_post ON publication (network, post_key)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
