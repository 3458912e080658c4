import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Official accounts of authorities. */
export class Accounts1700000000450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        authority_id uuid NOT NULL,
        network text NOT NULL,
        url text NOT NULL,
        name text NOT NULL,
        external_id text,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz,
        confirmed boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1
      )`);
    // one account of an authority in a network.
    await runner.query(`CREATE UNIQUE INDEX account_one ON account (authority_id, network) WHERE valid_to IS NULL`);
    // An address belongs to one authority.
    await runner.query(`CREATE UNIQUE INDEX account_url ON account (url) WHERE valid_to IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
