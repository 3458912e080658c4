import { expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { Timekeeper } from '../../src/platform/jobs/timekeeper.js';
import { timetable, type TaskName } from '../../src/platform/schedule.js';
import { startTestApp } from '../support/app.js';
import { logIsCertain } from '../support/letters.js';

test('all tasks of the timetable may fall due at one moment, however few connections there are', async () => {
  const t = await startTestApp({ env: { DATABASE_POOL: '4' } });
  try {
    const timekeeper = t.get(Timekeeper);
    const names = Object.keys(timetable) as TaskName[];
    expect(names.length).toBeGreaterThan(4);
    const done: string[] = [];
    // Twice: what still runs or waits is not begun again.
    await Promise.all([...names, ...names].map((name) => timekeeper.now(name).then(() => done.push(name))));
    expect(new Set(done)).toEqual(new Set(names));
  } finally {
    await t.close();
  }
});

test('a long backlog lets the other tasks have their turn between its steps', async () => {
  const t = await startTestApp({ env: { DATABASE_POOL: '4' } });
  try {
    const logLength = 4 * 4000;
    await t.get(Database).transaction(() => t.get(Database).change(
      `INSERT INTO event (type, stream, stream_id, channel, at) SELECT 'incident.read', 'incident', gen_random_uuid(), 'system', now() FROM generate_series(1, $1)`, [logLength],
    ));
    await logIsCertain(t);
    const timekeeper = t.get(Timekeeper);
    const order: string[] = [];
    await Promise.all((['notifications.round', 'deadlines.sweep'] as const).map((name) => timekeeper.now(name).then(() => order.push(name))));
    expect(order).toEqual(['deadlines.sweep', 'notifications.round']);
    const left = await t.get(Database).row<{ unread: number }>(`SELECT count(*)::int AS unread FROM event e JOIN notification_cursor c ON c.name = 'letters' WHERE (e.txid, e.id) > (c.txid, c.id)`);
    expect(left).toEqual({ unread: 0 });
  } finally {
    await t.close();
  }
});
