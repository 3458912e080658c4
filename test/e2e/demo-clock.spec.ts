import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AccountRefs } from '../../src/accounts/index.js';
import { ClockSteps } from '../../src/demo/clock/clock-steps.js';
import { DemoModule, DemoState } from '../../src/demo/index.js';
import { MovableClock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { JobQueue } from '../../src/platform/jobs/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Cast, cast } from '../support/incidents.js';
import { createPerson } from '../support/factories.js';
import { expectPlan } from '../support/plans.js';
import { signIn } from '../support/people.js';

/** Wednesday; the hours of work are 9 to 13 and 14 to 18. */
const WEDNESDAY = '2020-06-17T10:00:00+10:00';

let t: TestApp;
let c: Cast;
let directory: string;
const clock = MovableClock.frozen(WEDNESDAY);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otklik-demo-clock-'));
  const state = await DemoState.open(directory, new Date(WEDNESDAY));
  t = await startTestApp({ clock, extra: [DemoModule.with(clock, state)] });
  c = await cast(t);
});
afterAll(async () => {
  await t.close();
  await rm(directory, { recursive: true, force: true });
});

const move = (advance: unknown, by: { auth: { authorization: string } } = c.curator) =>
  t.http.post('/api/v1/demo/clock').set(by.auth).send({ advance });
const read = (by: { auth: { authorization: string } } = c.curator) => t.http.get('/api/v1/demo/clock').set(by.auth);
const marksOf = (id: string) =>
  t.get(Database).rows<{ type: string; obligation: string; at: Date; dueAt: string }>(
    `SELECT type, details->>'obligation' AS obligation, at, details->>'dueAt' AS "dueAt"
     FROM event WHERE stream_id = $1 AND type LIKE 'deadline.%' ORDER BY id`,
    [id],
  );

describe('who and what', () => {
  test('everybody signed in sees the time, in words too', async () => {
    const { body } = await read(c.health);
    expect(body).toEqual({ now: WEDNESDAY, text: 'среда, 17 июня 2020 года, 10:00', working: true });
  });

  test('curators and administrators move it; nobody else does', async () => {
    const admin = await signIn(t, { roles: ['admin'] });
    expect((await move('PT0S', admin)).status).toBe(200);
    expect((await move('PT0S', c.health)).body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    expect((await t.http.post('/api/v1/demo/clock').send({ advance: 'PT1H' })).status).toBe(401);
    expect((await read()).body.now).toBe(WEDNESDAY);
  });

  test.each([
    ['P1M', 'не имеют точной длины'],
    ['P1Y2D', 'не имеют точной длины'],
    ['-PT1H', 'только вперёд'],
    ['PT-5M', 'только вперёд'],
    ['P367D', 'не больше чем на 366 дней'],
    ['PT999999999H', 'не больше чем на 366 дней'],
    ['P', 'Ожидается длительность'],
    ['PT', 'Ожидается длительность'],
    ['1 час', 'Ожидается длительность'],
    ['', 'Ожидается длительность'],
  ])('%p is refused and moves nothing: %s', async (advance, why) => {
    const answer = await move(advance);
    expect(answer.body).toMatchObject({ status: 400, code: 'validation.failed', errors: [{ path: 'advance' }] });
    expect(answer.body.errors[0].message).toContain(why);
    expect((await read()).body.now).toBe(WEDNESDAY);
  });

  test.each([[{}], [{ advance: 3600 }], [{ advance: null }], [{ advance: 'PT1H', back: true }], [[]]])(
    '%j is refused',
    async (body) => {
      const answer = await t.http.post('/api/v1/demo/clock').set(c.curator.auth).send(body);
      expect(answer.body).toMatchObject({ status: 400, code: 'validation.failed' });
      expect((await read()).body.now).toBe(WEDNESDAY);
    },
  );

  test('PT0S moves nothing and fires nothing', async () => {
    const answer = await move('PT0S');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ from: WEDNESDAY, now: WEDNESDAY, fired: [] });
  });
});

describe('a jump over many terms', () => {
  test('each mark is recorded once, at its own moment, in the order of time, before the answer comes', async () => {
    const first = await c.record();
    expect((await move('PT10M')).body.fired).toEqual([]);
    const second = await c.record();
    const { body } = await move('PT3H');
    expect(body).toMatchObject({ from: '2020-06-17T10:10:00+10:00', now: '2020-06-17T13:10:00+10:00', working: false });
    const short = body.fired.map((mark: Record<string, unknown>) => [
      String(mark['at']).slice(11, 16),
      mark['mark'],
      mark['obligation'],
      (mark['incident'] as { number: number }).number,
    ]);
    const both = (at: string, mark: string, number: number) => [
      [at, mark, 'incident.route', number],
      [at, mark, 'incident.route-several', number],
    ];
    const inOrder = [
      ...both('10:30', 'half', first.number),
      ...both('10:40', 'half', second.number),
      ...both('10:45', 'soon', first.number),
      ...both('10:55', 'soon', second.number),
      ...both('11:00', 'passed', first.number),
      ...both('11:10', 'passed', second.number),
    ];
    // Two marks of one instant have no order between them.
    const sorted = (marks: unknown[][]) => marks.map((mark) => mark.join(' ')).toSorted();
    expect(sorted(short)).toEqual(sorted(inOrder));
    const times = body.fired.map(({ at }: { at: string }) => at);
    expect(times).toEqual(times.toSorted());

    const recorded = await marksOf(first.id);
    expect(recorded.map(({ type }) => type.slice(9))).toEqual(['half', 'half', 'soon', 'soon', 'passed', 'passed']);
    expect(recorded.at(-1)?.at.toISOString()).toBe(new Date(recorded.at(-1)?.dueAt ?? '').toISOString());
    expect((await move('PT1H')).body.fired).toEqual([]);
    expect(await marksOf(first.id)).toHaveLength(6);
  });

  test('what fired is said in Russian words and as data', async () => {
    clock.set('2020-06-18T10:00:00+10:00');
    const incident = await c.route(await c.record(), c.health);
    const { body } = await move('PT3H');
    const half = body.fired.find((mark: { obligation: string }) => mark.obligation === 'reply.draft');
    expect(half).toEqual({
      at: '2020-06-18T13:00:00+10:00',
      mark: 'half',
      obligation: 'reply.draft',
      title: 'Направить проект ответа на согласование',
      text:
        'Прошла половина срока: «Направить проект ответа на согласование», Исполнителева А., ' +
        'до чт 18.06 17:00, осталось 3 ч',
      clause: 'M-10',
      conditional: false,
      bearer: { role: 'executor', name: 'Исполнителева А.' },
      dueAt: '2020-06-18T17:00:00+10:00',
      remainingWorkingMs: 3 * 3_600_000,
      incident: { id: incident.id, number: incident.number },
    });
    const returning = body.fired.filter((mark: { obligation: string }) => mark.obligation === 'assignment.return');
    expect(
      returning.map(({ mark, conditional }: { mark: string; conditional: boolean }) => [mark, conditional]),
    ).toEqual([
      ['half', true],
      ['soon', true],
      ['passed', true],
    ]);
  });

  test('two moves asked for at once are made one after another', async () => {
    const from = clock.now().getTime();
    const incident = await c.record();
    const answers = await Promise.all([move('PT45M'), move('PT45M'), move('PT45M')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(clock.now().getTime()).toBe(from + 135 * 60_000);
    const passed = (await marksOf(incident.id)).filter(({ type }) => type === 'deadline.passed');
    expect(new Set(passed.map(({ obligation }) => obligation)).size).toBe(passed.length);
    const fired = answers
      .flatMap(({ body }) => body.fired)
      .filter((mark: { incident: { id: string } }) => mark.incident.id === incident.id);
    expect(fired).toHaveLength((await marksOf(incident.id)).length);
  });

  test('an Idempotency-Key moves the clock once', async () => {
    const from = clock.now().getTime();
    const send = () => move('PT20M').set('idempotency-key', 'once-only');
    const [one, two] = [await send(), await send()];
    expect(two.body).toEqual(one.body);
    expect(clock.now().getTime()).toBe(from + 20 * 60_000);
  });
});

describe('what a jump must not break', () => {
  test('a planned post is taken up at its own time, however far the clock goes', async () => {
    clock.set('2020-06-26T10:00:00+10:00');
    const committee = await createPerson(t, { role: 'committee' });
    const [account] = await t.get(AccountRefs).ofOwner(null);
    const plan = expectPlan(await c.as(committee).post('/content-plans', { week: '2020-W27' }), 201);
    const item = { date: '2020-06-30', time: '10:00', text: 'Губернатор едет в Аян', way: 'network', accountIds: [account?.id] };
    expectPlan(await c.as(committee).post(`/content-plans/${plan.id}/items`, item), 201);
    expectPlan(await c.as(committee).post(`/content-plans/${plan.id}/submit`, { fewerReason: 'Праздничная неделя' }));
    expect((await move('P5D')).status).toBe(200);
    const { items } = expectPlan(await c.as(committee).get(`/content-plans/${plan.id}`));
    // Nothing is connected here, so it waits for a person: since its own time, and not because that has passed.
    expect(items[0]?.posts).toMatchObject([{ state: 'handed', delivery: { reason: 'switched-off', createdAt: '2020-06-30T10:00:00+10:00' } }]);
  });

  test('nobody is signed out by it', async () => {
    const person = await signIn(t, { roles: ['curator'], lasting: false });
    expect((await move('P3D', person)).status).toBe(200);
    expect((await read(person)).status).toBe(200);
    clock.advance(3 * 3_600_000);
    expect((await read(person)).status).toBe(401);
  });

  test('wake-ups in the queue are laid anew by the new time', async () => {
    clock.set('2020-07-01T10:00:00+10:00');
    await c.record();
    const queue = t.get(JobQueue).queue('deadlines');
    await move('PT27M');
    const half = Date.parse('2020-07-01T10:30:00+10:00') / 1000;
    const waiting = await queue.getDelayed();
    expect(waiting.map(({ id }) => id)).toEqual([`wake-${half}`]);
    expect(waiting[0]?.opts.delay).toBe(3 * 60_000);
  });

  test('the readiness of the workers is not doubted', async () => {
    await t.get(JobQueue).queue('platform').drain();
    await move('P1D');
    expect(await t.get(JobQueue).queue('platform').getJob('canary')).toBeDefined();
  });

  test('a start broken off halfway goes on after what is recorded, not before it', async () => {
    const [last] = await t.get(Database).rows<{ at: Date }>(`SELECT max(at) AS at FROM event`);
    clock.set(WEDNESDAY);
    await t.get(ClockSteps).pastHistory();
    expect(clock.now()).toEqual(last?.at);
  });

  test('where the clock stands is kept for the next start', async () => {
    await move('PT1H');
    const kept = JSON.parse(await readFile(join(directory, 'demo.json'), 'utf8'));
    expect(Object.keys(kept).toSorted()).toEqual(['offsetMs', 'peopled', 'stories']);
    const next = await DemoState.open(directory, new Date(0));
    expect(next.clock().now().getTime()).toBeGreaterThanOrEqual(clock.now().getTime());
    expect(next.clock().now().getTime()).toBeLessThan(clock.now().getTime() + 3_600_000);
  });
});

test('outside the demo the route does not exist', async () => {
  const real = await startTestApp();
  try {
    const { auth } = await signIn(real, { roles: ['curator', 'admin'] });
    for (const answer of [
      await real.http.post('/api/v1/demo/clock').set(auth).send({ advance: 'PT1H' }),
      await real.http.get('/api/v1/demo/clock').set(auth),
    ]) {
      expect(answer.body).toMatchObject({ status: 404, code: 'route.not-found' });
    }
  } finally {
    await real.close();
  }
});
