import type pg from 'pg';
import { newId, newSecret, sha256 } from '../../src/platform/ids/index.js';
import { withClient } from './server.js';

/** Somebody signed in, and who they are in the directory. */
export interface BenchPerson {
  readonly token: string;
  readonly userId: string;
  readonly contactId: string;
  readonly authorityId: string;
}

/** Everybody of a bench installation: one curator, and executors of each of the 29 bodies. */
export interface BenchPeople {
  readonly curator: BenchPerson;
  /** Two of each authority, the busier first. */
  readonly executors: readonly (readonly [BenchPerson, BenchPerson])[];
}

/** Signs a curator and 58 executors in straight away, without paying for passwords. */
export const createPeople = (url: string): Promise<BenchPeople> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string; role: string | null }>(
      `SELECT id, role FROM authority WHERE kind <> 'municipality' ORDER BY code`,
    );
    const curators = rows.find(({ role }) => role === 'curator');
    if (!curators) throw new Error('The directory has no body of the curator');
    const curator = await createPerson(client, 'curator', curators.id, 0);
    const executors: [BenchPerson, BenchPerson][] = [];
    for (const [i, { id }] of rows.entries()) {
      executors.push([await createPerson(client, 'executor', id, 2 * i + 1), await createPerson(client, 'executor', id, 2 * i + 2)]);
    }
    return { curator, executors };
  });

async function createPerson(client: pg.Client, role: 'curator' | 'executor', authorityId: string, number: number): Promise<BenchPerson> {
  const [userId, contactId, token] = [newId(), newId(), newSecret()];
  const email = `bench-${number}@bench.invalid`;
  await client.query(
    `INSERT INTO user_account (id, email, password_hash, surname, name, roles, authority_id, password_changed_at, created_at)
     VALUES ($1, $2, '!', $3, 'Анна', $4, $5, now(), now())`,
    [userId, email, `Мерова${number}`, [role], role === 'executor' ? authorityId : null],
  );
  await client.query(
    `INSERT INTO session (id, user_id, token_hash, created_at, last_used_at, expires_at)
     VALUES ($1, $2, $3, now(), '2199-01-01', '2199-01-01')`,
    [newId(), userId, sha256(token)],
  );
  await client.query(
    `INSERT INTO contact (id, duty, authority_id, user_id, surname, name, position, phone, email, valid_from, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, 'Анна', 'консультант', '+74212000000', $6, '2020-01-01', '2020-01-01')`,
    [contactId, role, authorityId, userId, `Мерова${number}`, email],
  );
  return { token, userId, contactId, authorityId };
}
