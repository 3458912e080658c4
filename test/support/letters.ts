import { NotificationRounds } from '../../src/notifications/index.js';
import { Database } from '../../src/platform/database/index.js';
import type { TestApp } from './app.js';
import { eventually } from './eventually.js';

/** Makes letters of everything that has happened. */
export async function makeLetters(t: Pick<TestApp, 'get'>): Promise<void> {
  await logIsCertain(t);
  await t.get(NotificationRounds).execute();
}

/** Waits until everything that has happened may be read: the log is read up to the oldest transaction of the whole server, and other suites share it. */
export async function logIsCertain(t: Pick<TestApp, 'get'>): Promise<void> {
  const db = t.get(Database);
  const last = await db.row<{ txid: string | null }>(`SELECT max(txid)::text AS txid FROM event`);
  await eventually(async () => {
    const oldest = await db.row<{ certain: boolean }>(
      `SELECT $1::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS certain`, [last?.txid ?? '0'],
    );
    if (!oldest?.certain) throw new Error('An older transaction is still under way');
  }, 60_000);
}
