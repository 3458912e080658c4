import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DueDeadlines } from '../../src/regulation/index.js';
import { FeedLog } from '../../src/feed/feed-log.js';
import type { HistoryItem, IncidentView } from '../../src/incidents/index.js';
import { actsOf, type Acts } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { eventually } from '../support/eventually.js';
import { createExecutor, type Person } from '../support/factories.js';
import { type Cast, cast } from '../support/incidents.js';

let t: TestApp;
let c: Cast;
let acts: Acts;
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
  acts = actsOf(c);
});
afterAll(() => t.close());
beforeEach(() => t.clock.set(khv('2020-06-17 10:00')));

const at = async (local: string) => {
  t.clock.set(khv(`2020-06-17 ${local}`));
  await t.get(DueDeadlines).fireDue();
};
const historyOf = async ({ id }: IncidentView, person: Person = c.curator): Promise<HistoryItem[]> =>
  ((await c.as(person).get(`/incidents/${id}/history`)).body as { items: HistoryItem[] }).items;
const marks = (items: HistoryItem[], event = 'deadline.passed') =>
  Object.fromEntries(items.filter((item) => item.event === event).map(({ mark, title }) => [mark?.obligation, [mark?.weight, title.split(':')[0]]]));

describe('names in the history', () => {
  test('a curator reads who did what; an executor reads the curators and the own colleagues, nobody of another authority', async () => {
    const rival = await createExecutor(t, { authorityCode: 'min-obr', surname: 'Чужакова', name: 'Вера', patronymic: 'Ильинична' });
    let incident = await c.route(await c.record(), c.health, rival);
    incident = await acts.approve(await acts.draft(incident, c.health), c.health);
    // Her return makes everything ready: a consequence for the whole incident, drawn by her act.
    await acts.giveBack(incident, rival);
    const who = (items: HistoryItem[]) => Object.fromEntries(items.map(({ event, actor }) => [event, actor]));
    const whole = who(await historyOf(incident));
    expect(whole['incident.record']).toEqual({ userId: c.curator.userId, role: 'curator', name: 'Кураторова Анна' });
    expect(whole['assignment.submit-draft']).toEqual({ userId: c.health.userId, role: 'executor', name: 'Исполнителева Анна' });
    expect(whole['assignment.return']).toEqual({ userId: rival.userId, role: 'executor', name: 'Чужакова Вера Ильинична' });
    expect(whole['incident.parts-ready']).toEqual({ userId: rival.userId, role: 'executor', name: 'Чужакова Вера Ильинична' });
    const items = await historyOf(incident, c.health);
    const own = who(items);
    expect(own['incident.record']).toEqual(whole['incident.record']);
    expect(own['assignment.submit-draft']).toEqual(whole['assignment.submit-draft']);
    expect(own['incident.parts-ready']).toEqual({ userId: null, role: 'executor', name: null });
    expect(own['assignment.return']).toBeUndefined();
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`Чужакова|${rival.userId}`));
  });

  test('the product itself has no name', async () => {
    const incident = await c.record();
    await at('11:30');
    expect((await historyOf(incident)).find(({ event }) => event === 'deadline.passed')?.actor).toEqual({ userId: null, role: null, name: null });
  });
});

describe('marks that broke nothing are told apart from breaches', () => {
  test('while nobody knows which of M-6 and M-7 applies their passing is undecided; routing decides it', async () => {
    let incident = await c.record();
    await at('11:30');
    expect(marks(await historyOf(incident))).toEqual({
      'incident.route': ['undecided', 'Истёк один из двух сроков, которые идут до направления'],
      'incident.route-several': ['undecided', 'Истёк один из двух сроков, которые идут до направления'],
    });
    expect(incident.deadlines.map(({ weight }) => weight)).toEqual(['undecided', 'undecided']);
    incident = await c.route(incident, c.health);
    expect(marks(await historyOf(incident))).toEqual({
      'incident.route': ['real', 'Срок истёк'],
      'incident.route-several': ['superseded', 'Истёк срок, который не понадобился'],
    });
    expect(Object.fromEntries(incident.deadlines.map(({ obligation, state, weight }) => [obligation, [state, weight]]))).toMatchObject({
      'incident.route': ['met-late', 'real'], 'incident.route-several': ['cancelled', 'superseded'],
    });
  });

  test('the hour to return weighs something only for who returns', async () => {
    let [kept, returned] = [await c.route(await c.record(), c.health), await c.route(await c.record(), c.forests)];
    await at('11:30');
    const passed = 'Истёк срок, обязательный не всегда';
    expect(marks(await historyOf(kept))).toEqual({ 'assignment.return': ['conditional', passed] });
    expect(marks(await historyOf(kept, c.health))).toEqual({ 'assignment.return': ['conditional', passed] });
    kept = await acts.draft(kept, c.health);
    expect(marks(await historyOf(kept))).toEqual({ 'assignment.return': ['superseded', 'Истёк срок, который не понадобился'] });
    returned = await acts.giveBack(returned, c.forests);
    expect(marks(await historyOf(returned))).toEqual({ 'assignment.return': ['real', 'Срок истёк'] });
  });

  test('warnings carry it too, and the feed as they come, so that nobody is alarmed by what may never be owed', async () => {
    const incident = await c.route(await c.record(), c.health);
    const from = await t.get(FeedLog).head();
    await at('10:50');
    // The feed waits for transactions under way, also those of other databases of the server.
    await eventually(async () => {
      const told = (await t.get(FeedLog).after({ txid: from.txid, id: from.id }, 500)).map(({ data }) => JSON.parse(data) as Record<string, unknown>);
      expect(told.filter(({ streamId }) => streamId === incident.id).map(({ type, clause, weight }) => [type, clause, weight])).toEqual([
        ['deadline.half', 'M-8.1', 'conditional'], ['deadline.soon', 'M-8.1', 'conditional'],
      ]);
    });
    await at('17:05');
    expect(marks(await historyOf(incident))['reply.draft']).toEqual(['real', 'Срок истёк']);
  });
});
