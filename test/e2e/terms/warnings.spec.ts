import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isoOffset } from '../../../src/platform/http/index.js';
import { DueDeadlines } from '../../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { type Cast, cast } from '../../support/incidents.js';
import { type IncidentObligation, incidentObligations, obliged, termOf } from '../../support/obliged.js';

let t: TestApp;
let c: Cast;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-01T09:00:00+10:00' });
  c = await cast(t);
});
afterAll(() => t.close());

/** Worked out by hand: where the term starts, its half, 15 minutes of its own time before the end, the due moment. */
type Marks = readonly [string, string, string, string];
const morning = '2020-06-17 10:00:14';
const beforeLunch = '2020-06-17 12:30:14';
const clockHour: Marks[] = [
  [morning, '2020-06-17 10:30:14', '2020-06-17 10:45:14', '2020-06-17 11:00:14'],
  [beforeLunch, '2020-06-17 13:00:14', '2020-06-17 13:15:14', '2020-06-17 13:30:14'],
];
const hour: Marks[] = [
  [morning, '2020-06-17 10:30:14', '2020-06-17 10:45:14', '2020-06-17 11:00:14'],
  [beforeLunch, '2020-06-17 14:00:14', '2020-06-17 14:15:14', '2020-06-17 14:30:14'],
  // Over the holiday of 12 June after its shortened eve.
  ['2020-06-11 16:20:14', '2020-06-11 16:50:14', '2020-06-15 09:05:14', '2020-06-15 09:20:14'],
];
const sixHours: Marks[] = [
  [morning, '2020-06-17 14:00:14', '2020-06-17 16:45:14', '2020-06-17 17:00:14'],
  [beforeLunch, '2020-06-17 16:30:14', '2020-06-18 10:15:14', '2020-06-18 10:30:14'],
];
const sevenDays: Marks[] = [
  // 6 h 59 min 46 s of the first day and seven whole days: 62 h 59 min 46 s.
  [morning, '2020-06-23 09:30:07', '2020-06-29 17:45:00', '2020-06-29 18:00:00'],
  // 4 h 29 min 46 s of the first day and seven whole days: 60 h 29 min 46 s.
  [beforeLunch, '2020-06-23 10:45:07', '2020-06-29 17:45:00', '2020-06-29 18:00:00'],
];
const marksOf = (key: IncidentObligation): Marks[] =>
  key === 'incident.route' ? clockHour : key === 'reply.draft' ? sixHours : key === 'reply.final' ? sevenDays : hour;

interface HistoryItem {
  event: string;
  at: string;
  clause: string;
  bearer: string;
  channel: string;
  details: Record<string, unknown>;
}

async function marks(incidentId: string, key: IncidentObligation): Promise<HistoryItem[]> {
  const { items } = (await c.as(c.curator).get(`/incidents/${incidentId}/history`)).body as { items: HistoryItem[] };
  return items.filter(({ event, details }) => event.startsWith('deadline.') && details['obligation'] === key);
}

async function fireAt(moment: Date): Promise<void> {
  t.clock.set(moment);
  await t.get(DueDeadlines).fireDue();
}

const iso = (local: string): string => `${local.replace(' ', 'T')}+10:00`;
const secondBefore = (local: string): Date => new Date(khv(local).getTime() - 1000);
const cells = incidentObligations.flatMap(([clause, key, bearer]) => marksOf(key).map((row) => [clause, key, bearer, row[0], row] as const));

test.each(cells)('%s: %s of the %s from %s warns at half, 15 minutes before the end, and passes, each once', async (clause, key, bearer, start, row) => {
  t.clock.set(khv(start));
  const { id } = await obliged(c)[key].begin();
  for (const [index, moment] of row.slice(1).entries()) {
    await fireAt(secondBefore(moment));
    expect(await marks(id, key)).toHaveLength(index);
    await fireAt(khv(moment));
    await t.get(DueDeadlines).fireDue();
    expect((await marks(id, key)).map(({ event, at }) => [event, at]).slice(index)).toEqual([
      [`deadline.${['half', 'soon', 'passed'][index]}`, iso(moment)],
    ]);
  }
  for (const mark of await marks(id, key)) expect(mark).toMatchObject({ clause, bearer, channel: 'system', details: { dueAt: expect.anything() } });
  expect(termOf(await c.view(id), key)).toMatchObject({
    // M-8.1 is owed only if the matter is not the authority's, which nobody knows yet.
    state: key === 'assignment.return' ? 'open' : 'overdue',
    passedAt: iso(row[3]),
    metAt: null,
  });
});

describe('ends', () => {
  test.each(incidentObligations)('%s: %s met one second before it is due, by the %s', async (_clause, key, _bearer) => {
    t.clock.set(khv(morning));
    const incident = await obliged(c)[key].begin();
    const due = marksOf(key)[0]?.[3] ?? '';
    t.clock.set(secondBefore(due));
    const met = termOf(await obliged(c)[key].meet(incident), key);
    expect(met).toMatchObject({ state: 'met', metAt: isoOffset(secondBefore(due)), passedAt: null });
    await fireAt(khv(due));
    expect((await marks(incident.id, key)).map(({ event }) => event)).toEqual(['deadline.half', 'deadline.soon']);
  });

  test.each(incidentObligations)('settled rule 6: a late %s: %s by the %s is accepted and marked late, its passing recorded once', async (_clause, key, _bearer) => {
    t.clock.set(khv(morning));
    const incident = await obliged(c)[key].begin();
    const due = marksOf(key)[0]?.[3] ?? '';
    t.clock.set(khv(due));
    const late = termOf(await obliged(c)[key].meet(incident), key);
    expect(late).toMatchObject({ state: 'met-late', metAt: iso(due), passedAt: iso(due) });
    await fireAt(new Date(khv(due).getTime() + 86_400_000));
    expect((await marks(incident.id, key)).map(({ event }) => event)).toEqual(['deadline.half', 'deadline.soon', 'deadline.passed']);
  });
});
