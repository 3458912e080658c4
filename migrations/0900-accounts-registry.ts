import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accountKey } from '../src/networks/account-link.js';
import type { Network } from '../src/networks/network.js';

/** Accounts become entries of the registry: submitted, accepted, changed by proposals, public with their past. */
export class AccountsRegistry1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account
        ALTER COLUMN authority_id DROP NOT NULL,
        ALTER COLUMN valid_from DROP NOT NULL,
        DROP COLUMN confirmed,
        ADD COLUMN status text,
        ADD COLUMN address_key text,
        ADD COLUMN manager_id uuid,
        ADD COLUMN asked_at timestamptz,
        ADD COLUMN confirmed_at timestamptz,
        ADD COLUMN warning text,
        ADD COLUMN observed jsonb`);
    const rows = (await runner.query(`SELECT id, network, url FROM account`)) as { id: string; network: Network; url: string }[];
    const taken = new Set<string>();
    const keys = rows.map(({ network, url }) => {
      const key = accountKey(network, url) ?? url;
      // Two entries of one address were two once: they stay, for somebody to look at.
      const free = taken.has(`${network} ${key}`) ? url : key;
      taken.add(`${network} ${key}`);
      return free;
    });
    await runner.query(
      `UPDATE account SET address_key = k.key, status = CASE WHEN valid_to IS NULL THEN 'accepted' ELSE 'deleted' END
       FROM unnest($1::uuid[], $2::text[]) AS k(id, key) WHERE account.id = k.id`,
      [rows.map(({ id }) => id), keys],
    );
    await runner.query(`ALTER TABLE account ALTER COLUMN status SET NOT NULL, ALTER COLUMN address_key SET NOT NULL`);
    // the Government's own accounts belong to no authority, and are one in a network too.
    await runner.query(`CREATE UNIQUE INDEX account_government ON account (network) WHERE authority_id IS NULL AND valid_to IS NULL`);
    await runner.query(`DROP INDEX account_url`);
    await runner.query(`CREATE UNIQUE INDEX account_address ON account (network, address_key) WHERE valid_to IS NULL`);
    await runner.query(`
      CREATE TABLE account_edition (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        url text NOT NULL,
        name text NOT NULL,
        external_id text,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX account_edition_open ON account_edition (account_id) WHERE valid_to IS NULL`);
    await runner.query(`CREATE INDEX account_edition_history ON account_edition (account_id, valid_from)`);
    await runner.query(`
      INSERT INTO account_edition (id, account_id, url, name, external_id, valid_from, valid_to)
      SELECT gen_random_uuid(), id, url, name, external_id, valid_from, valid_to FROM account`);
    await runner.query(`
      CREATE TABLE account_proposal (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        kind text NOT NULL,
        url text NOT NULL,
        name text NOT NULL,
        external_id text,
        manager_id uuid,
        note text,
        occurred_at timestamptz NOT NULL,
        submitted_at timestamptz NOT NULL,
        opened_link boolean NOT NULL DEFAULT false
      )`);
    await runner.query(`CREATE INDEX account_proposal_of ON account_proposal (account_id, submitted_at)`);
    await runner.query(`
      CREATE TABLE account_link (
        account_id uuid PRIMARY KEY,
        page_url text NOT NULL,
        confirmed_at timestamptz NOT NULL,
        confirmed_by uuid,
        next_check_at timestamptz,
        checked_at timestamptz,
        outcome text,
        reason text,
        found text,
        failures integer NOT NULL DEFAULT 0
      )`);
    await runner.query(`CREATE INDEX account_link_due ON account_link (next_check_at) WHERE next_check_at IS NOT NULL`);
    await runner.query(`CREATE TABLE registry_revision (id smallint PRIMARY KEY, value bigint NOT NULL, changed_at timestamptz NOT NULL)`);
    await runner.query(`INSERT INTO registry_revision VALUES (1, 1, coalesce((SELECT max(coalesce(valid_to, valid_from)) FROM account), '2020-03-17T00:00:00+10:00'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
