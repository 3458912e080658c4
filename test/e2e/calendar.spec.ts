import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { createPerson, type Person } from '../support/factories.js';

let t: TestApp;
let admin: Person;
let curator: Person;
beforeAll(async () => {
  t = await startTestApp();
  admin = await createPerson(t, { role: 'admin' });
  curator = await createPerson(t, { role: 'curator' });
});
afterAll(() => t.close());

const get = (path: string, who = curator) => t.http.get(`/api/v1${path}`).set(who.auth);
const put = (path: string, body: object, who = admin) => t.http.put(`/api/v1${path}`).set(who.auth).send(body);
const post = (path: string, body: object, who = admin) => t.http.post(`/api/v1${path}`).set(who.auth).send(body);
const patch = (path: string, body: object, who = admin) => t.http.patch(`/api/v1${path}`).set(who.auth).send(body);

const preview = async (body: object) => (await post('/calendar/preview', body, curator).expect(200)).body;

describe('production calendars', () => {
  it('lists the years shipped, and shows one', async () => {
    const { items } = (await get('/calendar/years').expect(200)).body;
    expect(items.map((year: { year: number }) => year.year)).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
    expect(items.at(-1)).toMatchObject({ status: 'provisional', version: 1 });
    const { body } = await get('/calendar/years/2020').expect(200);
    expect(body.calendar.shortenedDays).toContain('2020-06-11');
    await get('/calendar/years/2035').expect(404);
  });

  it('takes a correction from an administrator alone, on the version they saw', async () => {
    const { body } = await get('/calendar/years/2026').expect(200);
    const { year: _, sources, totals: __, ...days } = body.calendar;
    const correction = { ...days, source: sources.join(), shortenedDays: [...days.shortenedDays, '2026-12-30'] };
    await put('/calendar/years/2026', correction, curator).expect(403);
    await put('/calendar/years/2026', { ...correction, colour: 'red' }).expect(400);
    await put('/calendar/years/2026', correction).set('if-match', '"9"').expect(412);
    const answer = await put('/calendar/years/2026', correction).set('if-match', '"1"').expect(200);
    expect(answer.headers['etag']).toBe('"2"');
    expect(answer.body.calendar.shortenedDays).toContain('2026-12-30');
    expect((await put('/calendar/years/2026', { ...correction, workingWeekends: [{ date: '2025-01-04' }] }).expect(400)).body.code).toBe('calendar.invalid');
  });
});

describe('exceptions of single days', () => {
  it('are seeded with 31 December 2020, set, changed and taken away', async () => {
    expect((await get('/calendar/overrides').expect(200)).body.items).toMatchObject([{ date: '2020-12-31', kind: 'non-working' }]);
    const hours = { kind: 'intervals', intervals: [['10:00', '12:00']], reason: 'Отключение воды' };
    await put('/calendar/overrides/2020-07-15', hours, curator).expect(403);
    await put('/calendar/overrides/2020-07-15', hours).expect(200);
    expect(await preview({ from: '2020-07-15T09:00:00+10:00', workingHours: 3 })).toMatchObject({
      dueAt: '2020-07-16T10:00:00+10:00',
      days: [{ date: '2020-07-15', reason: 'override', intervals: [['10:00', '12:00']] }, { date: '2020-07-16', reason: 'weekly' }],
    });
    await put('/calendar/overrides/2020-07-15', { kind: 'non-working', reason: 'Траур' }).set('if-match', '"1"').expect(200);
    expect((await preview({ from: '2020-07-15T09:00:00+10:00', workingHours: 3 })).dueAt).toBe('2020-07-16T12:00:00+10:00');
    await t.http.delete('/api/v1/calendar/overrides/2020-07-15').set(curator.auth).expect(403);
    await t.http.delete('/api/v1/calendar/overrides/2020-07-15').set(admin.auth).expect(204);
    await t.http.delete('/api/v1/calendar/overrides/2020-07-15').set(admin.auth).expect(404);
    await put('/calendar/overrides/2020-02-30', hours).expect(400);
    await put('/calendar/overrides/2020-07-15', { ...hours, intervals: [['12:00', '10:00']] }).expect(400);
  });
});

describe('what a term would give', () => {
  it('counts hours and days, over a holiday and a weekend', async () => {
    expect(await preview({ from: '2020-06-11T16:00:00+10:00', workingHours: 6 })).toMatchObject({
      from: '2020-06-11T16:00:00+10:00', dueAt: '2020-06-15T15:00:00+10:00', timeZone: 'Asia/Vladivostok', workingMs: 21_600_000,
      days: [{ reason: 'shortened' }, { reason: 'holiday', intervals: [] }, { reason: 'weekly', intervals: [] }, { intervals: [] }, { reason: 'weekly' }],
    });
    expect((await preview({ from: '2020-06-11T23:00:00Z', workingDays: 1 })).dueAt).toBe('2020-06-15T18:00:00+10:00');
  });

  it('wants exactly one amount and a schedule that exists', async () => {
    const from = '2020-06-11T16:00:00+10:00';
    await post('/calendar/preview', { from }, curator).expect(400);
    await post('/calendar/preview', { from, workingHours: 1, workingDays: 1 }, curator).expect(400);
    await post('/calendar/preview', { from, workingHours: 1, scheduleId: '01890a5d-ac96-774b-bcce-b302099a0000' }, curator).expect(404);
    expect((await post('/calendar/preview', { from: '2199-12-30T16:00:00Z', workingDays: 90 }, curator).expect(400)).body.code).toBe('term.uncountable');
    await t.http.post('/api/v1/calendar/preview').send({ from, workingHours: 1 }).expect(401);
  });
});

describe('schedules', () => {
  const fourDays = {
    name: 'Четыре дня', timeZone: 'Asia/Vladivostok',
    editions: [{ validFrom: '2018-01-01', weekly: { mon: [['08:00', '18:00']], tue: [['08:00', '18:00']], wed: [['08:00', '18:00']], thu: [['08:00', '18:00']] } }],
  };

  it('start with a default one; an administrator adds others and changes them by version', async () => {
    expect((await get('/schedules').expect(200)).body.items).toMatchObject([{ isDefault: true, timeZone: 'Asia/Vladivostok' }]);
    await post('/schedules', fourDays, curator).expect(403);
    const made = (await post('/schedules', fourDays).expect(201)).body;
    expect(made).toMatchObject({ isDefault: false, version: 1, editions: [{ validFrom: '2018-01-01', validTo: null, workingWeekend: null }] });
    expect((await preview({ from: '2020-06-18T17:00:00+10:00', workingHours: 2, scheduleId: made.id })).dueAt).toBe('2020-06-22T09:00:00+10:00');
    const editions = [{ ...fourDays.editions[0], validTo: '2020-06-19' }, { validFrom: '2020-06-20', weekly: { mon: [['10:00', '15:00']] } }];
    await patch(`/schedules/${made.id}`, { editions }, curator).expect(403);
    const changed = await patch(`/schedules/${made.id}`, { editions }).set('if-match', '"1"').expect(200);
    expect(changed.body.editions).toHaveLength(2);
    expect((await preview({ from: '2020-06-18T17:00:00+10:00', workingHours: 2, scheduleId: made.id })).dueAt).toBe('2020-06-22T11:00:00+10:00');
    const stale = await patch(`/schedules/${made.id}`, { name: 'x' }).set('if-match', '"1"').expect(412);
    expect(stale.body.current).toMatchObject({ id: made.id, version: 2 });
  });

  it.each([
    ['one that ends', [{ ...fourDays.editions[0], validTo: '2021-01-01' }]],
    ['one without hours', [{ validFrom: '2018-01-01', weekly: { mon: [] } }]],
    ['hours that run backwards', [{ validFrom: '2018-01-01', weekly: { mon: [['18:00', '09:00']] } }]],
    ['two editions from one day', [fourDays.editions[0], fourDays.editions[0]]],
  ])('refuse %s', async (_, editions) => {
    expect((await post('/schedules', { ...fourDays, editions }).expect(400)).body.code).toBe('schedule.invalid');
  });

  it('refuses intervals of a day that overlap, in whatever order, and takes those that touch', async () => {
    const day = (...mon: [string, string][]) => ({ ...fourDays, editions: [{ validFrom: '2020-01-01', weekly: { mon } }] });
    for (const mon of [[['09:00', '13:00'], ['12:59', '18:00']], [['14:00', '18:00'], ['09:00', '15:00']], [['09:00', '18:00'], ['10:00', '11:00']]] as [string, string][][]) {
      expect((await post('/schedules', day(...mon)).expect(400)).body.errors).toMatchObject([{ message: 'Промежутки не должны пересекаться' }]);
    }
    await post('/schedules', day(['13:00', '18:00'], ['09:00', '13:00'])).expect(201);
  });
});
