import { expect, test } from '@jest/globals';
import { Timekeeper } from '../../src/platform/jobs/timekeeper.js';
import { timetable, type TaskName } from '../../src/platform/schedule.js';
import { startTestApp } from '../support/app.js';

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
