import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkingTimes } from '../../src/calendar/index.js';
import { Database } from '../../src/platform/database/index.js';
import type { Count, Figures, TermRow } from '../../src/reporting/figures/figures.types.js';
import { DayTotals } from '../../src/reporting/live/day-totals.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type ContactPerson, createPerson, seedIds } from '../support/factories.js';
import { type Around, type Asked, expectedFigures } from '../support/reports/expected.js';
import { type Past, pasts } from '../support/reports/history.js';
import { link } from '../support/incidents.js';
import { createOfficials, RandomLives } from '../support/reports/random-lives.js';
import { Seeded } from '../support/reports/seeded.js';
import { expectedBehind } from '../support/reports/traced.js';
import { expectedWhatIf, type Supposed } from '../support/reports/supposed.js';

const JUNE = { from: Date.parse('2021-06-01T00:00:00+10:00'), to: Date.parse('2021-07-01T00:00:00+10:00') };
const MAY = { from: Date.parse('2021-05-01T00:00:00+10:00'), to: JUNE.from };
const JUNE_2020 = { from: Date.parse('2020-06-01T00:00:00+10:00'), to: Date.parse('2020-07-01T00:00:00+10:00') };
const FORMED = '2021-07-03T12:00:00+10:00';

const N = Number(process.env['N'] ?? 3000);

let t: TestApp;
let curator: ContactPerson;
/** Processes of one installation, each with a clock of its own: what happens in one is not waited for in the others. */
let others: TestApp[];
let all: Past[];
let around: Around;
/** The figures as they were formed on 3 July, before anything else happened. */
let formed: Figures;

beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-10T08:00:00+10:00' });
  const officials = await createOfficials(t);
  curator = officials.curator;
  others = [];
  while (others.length < 2) others.push(await startTestApp({ databaseUrl: t.databaseUrl, now: '2020-06-10T08:00:00+10:00' }));
  const towns = [t, ...others].map((app, i) => new RandomLives(app, new Seeded(77 + i), officials));
  const until = (moment: string) => Promise.all(towns.map((town) => town.until(moment)));
  for (const [i, town] of towns.entries()) {
    const write = (count: number, from: string, to: string) => town.write(Math.ceil(count / towns.length), from, to);
    write(30, '2020-06-12T00:00:00+10:00', '2020-06-29T00:00:00+10:00');
    write(N / 10, '2021-05-20T00:00:00+10:00', '2021-05-31T23:40:00+10:00');
    write(N, '2021-06-01T00:10:00+10:00', '2021-06-30T23:40:00+10:00');
    // The last and the first instants on both sides of both borders.
    if (i === 0) for (const moment of ['2021-05-31T23:59:59.999+10:00', '2021-06-01T00:00:00.000+10:00', '2021-06-30T23:59:59.999+10:00', '2021-07-01T00:00:00.000+10:00']) town.writeAt(moment);
    write(N / 30, '2021-07-01T00:10:00+10:00', '2021-07-05T00:00:00+10:00');
  }
  await until(FORMED);
  formed = await preview({ month: '2021-06' });
  await until('2021-07-16T18:00:00+10:00');
  all = await pasts(t);
  const topics = await t.get(Database).rows<{ id: string; group: string }>(`SELECT id, group_id AS "group" FROM topic`);
  around = { groupOf: new Map(topics.map(({ id, group }) => [id, group])), workingTime: await t.get(WorkingTimes).of(null) };
}, 900_000);
afterAll(async () => {
  for (const other of others ?? []) await other.close();
  await t?.close();
});

type Query = Record<string, string>;

async function preview(query: Query, by: { auth: { authorization: string } } = curator): Promise<Figures> {
  const answer = await t.http.get('/api/v1/reports/preview').query(query).set(by.auth);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return (answer.body as { figures: Figures }).figures;
}

const expected = (asOf: string, filter: Omit<Partial<Asked>, 'from' | 'to' | 'asOf'> = {}) => {
  const more = { asOf: Date.parse(asOf), ...filter };
  return expectedFigures(all, { ...JUNE, ...more }, { before: { ...MAY, ...more }, yearBefore: { ...JUNE_2020, ...more } }, around);
};

const tally = (counts: readonly Count[], which: 'count' | 'before' | 'yearBefore') => Object.fromEntries(counts.filter((one) => one[which] > 0).map((one) => [one.key, one[which]]));

/** Those a row is shown for: under a filter of an earlier month names may be there that are not in this one. */
const known = (counts: readonly Count[], from: Record<string, number>) => Object.fromEntries(Object.entries(from).filter(([key]) => counts.some((one) => one.key === key)));

function row({ kept, late, overdue, cancelled, took, lateBy }: TermRow) {
  return { kept, late, overdue, cancelled, took, lateBy };
}

function check(figures: Figures, wanted: ReturnType<typeof expected>): void {
  expect(figures.totals).toEqual(wanted.totals);
  expect(figures.before).toEqual(wanted.before);
  expect(figures.yearBefore).toEqual(wanted.yearBefore);
  for (const part of ['states', 'networks', 'topics', 'topicGroups', 'locations', 'grounds'] as const) {
    expect([part, tally(figures[part], 'count')]).toEqual([part, wanted.now[part]]);
    expect([part, tally(figures[part], 'before')]).toEqual([part, wanted.previous[part]]);
    expect([part, tally(figures[part], 'yearBefore')]).toEqual([part, known(figures[part], wanted.yearAgo[part])]);
  }
  expect({ ...figures.waiting, oldest: figures.waiting.oldest && Date.parse(figures.waiting.oldest) }).toEqual(wanted.waiting);
  expect(Object.fromEntries(figures.answers.map(({ kind, publisher, count }) => [`${kind}|${publisher}`, count]))).toEqual(wanted.answers);
  const real = [...wanted.terms].filter(([, { kept, late, overdue, cancelled }]) => kept + late + overdue + cancelled > 0);
  expect(figures.terms.map((one) => [one.obligation, row(one)]).toSorted()).toEqual(real.toSorted());
  const borne = [...wanted.bearers].filter(([, { kept, late, overdue, cancelled }]) => kept + late + overdue + cancelled > 0);
  expect(figures.bearers.map((one) => [`${one.obligation}|${one.authority?.id}`, row(one)]).toSorted()).toEqual(borne.toSorted());
  expect(figures.spent).toEqual(wanted.spent);
  expect(figures.slowest.map(({ number, recordedAt, closedAt, workingMs, executorMs, curatorMs }) => ({
    number, recordedAt: Date.parse(recordedAt), closedAt: Date.parse(closedAt), workingMs, executor: executorMs, curator: curatorMs,
  }))).toEqual(wanted.slowest);
  expect(figures.style.answers).toBe(wanted.answered);
  expect(figures.style.withFindings).toBe(wanted.withFindings);
  expect(Object.fromEntries(figures.style.rules.map(({ rule, answers, findings }) => [rule, { answers, findings }]))).toEqual(wanted.style);
  for (const { examples, rule } of figures.style.rules) for (const { number, fragment } of examples) {
    const texts = all.find((past) => past.number === number)?.publications.map(({ text }) => text) ?? [];
    expect([rule, fragment, texts.some((text) => text.includes(fragment.replace(/…$/, '')))]).toEqual([rule, fragment, true]);
  }
  const executorRows = (id: string) => [...wanted.bearers].filter(([key]) => key.endsWith(`|${id}`) && !/route|review|consolidate|for-executor/.test(key)).map(([, one]) => one);
  for (const { id, received, closed, underWay, kept, broken, draft } of figures.authorities) {
    const ended = ['closed', 'declined', 'merged'].reduce((sum, state) => sum + (wanted.now.authorityStates[`${id}|${state}`] ?? 0), 0);
    expect({ id, received, closed, underWay, kept, broken, draft }).toEqual({
      underWay: (wanted.now.authorities[id] ?? 0) - ended,
      id, received: wanted.now.authorities[id] ?? 0, closed: wanted.now.authorityStates[`${id}|closed`] ?? 0,
      kept: executorRows(id).reduce((sum, one) => sum + one.kept, 0), broken: executorRows(id).reduce((sum, one) => sum + one.late + one.overdue, 0),
      draft: wanted.bearers.get(`reply.draft|${id}`)?.took ?? { count: 0, median: null, p90: null, max: null, total: 0 },
    });
  }
  expect(figures.authorities.reduce((sum, { received }) => sum + received, 0)).toBe(Object.values(wanted.now.authorities).reduce((a, b) => a + b, 0));
}

const filters: [string, Omit<Partial<Asked>, 'from' | 'to' | 'asOf'>][] = [
  ['a network', { network: 'vk' }],
  ['an authority', { authorityId: seedIds.authority('min-zdrav') }],
  ['a place', { locationId: seedIds.location('08701000') }],
  ['an authority and a network', { authorityId: seedIds.authority('min-fin'), network: 'ok' }],
];

describe('every figure equals a second computation', () => {
  test('the month is as varied as life: every state, ground, way of answering and outcome is in it', () => {
    const { totals, now, answers, terms } = expected(FORMED);
    expect(totals.received).toBeGreaterThanOrEqual(3000);
    expect(Object.keys(now.states).toSorted()).toEqual(expect.arrayContaining(['closed', 'declined', 'interim-answered', 'merged', 'recorded', 'returned', 'routed']));
    expect(Object.keys(now.grounds)).toHaveLength(4);
    expect(Object.keys(answers).toSorted()).toEqual(['final|consolidated', 'final|curator', 'final|executor', 'interim|consolidated', 'interim|curator', 'interim|executor']);
    expect([...terms.keys()].toSorted()).toEqual(expect.arrayContaining(['assignment.reroute', 'assignment.return', 'reply.consolidate', 'reply.final', 'reply.revise']));
  });

  test('as of the day it was formed', () => check(formed, expected(FORMED)));
  test('as of that day, asked for two weeks later', async () => check(await preview({ month: '2021-06', asOf: FORMED }), expected(FORMED)));
  test('as of now', async () => check(await preview({ month: '2021-06' }), expected('2021-07-16T18:00:00+10:00')));
  test('as of a moment within the month', async () => {
    const asOf = '2021-06-18T15:20:00+10:00';
    check(await preview({ month: '2021-06', asOf }), expected(asOf));
  });

  test.each(filters)('narrowed to %s', async (_, filter) => check(await preview({ month: '2021-06', asOf: FORMED, ...filter } as Query), expected(FORMED, filter)));

  test('narrowed to a group of topics', async () => {
    const topicGroupId = around.groupOf.get(seedIds.topic('g01-t01')) as string;
    check(await preview({ month: '2021-06', asOf: FORMED, topicGroupId }), expected(FORMED, { topicGroupId }));
  });

  test('the borders: of four messages at midnight two belong to June', () => {
    const border = (moment: string) => all.filter(({ recordedAt }) => recordedAt === Date.parse(moment)).length;
    expect(border('2021-06-01T00:00:00.000+10:00')).toBeGreaterThan(0);
    expect(border('2021-06-30T23:59:59.999+10:00')).toBe(1);
    expect(formed.totals.received).toBe(all.filter(({ recordedAt }) => recordedAt >= JUNE.from && recordedAt < JUNE.to).length);
  });
});

describe('every number of the document leads to its messages', () => {
  test.each([['of everybody', {}], ['of one authority', { authorityId: seedIds.authority('min-zdrav') }]] as [string, { authorityId?: string }][])('%s: those, no others, and as often', async (_, filter) => {
    const { text } = await t.http.get('/api/v1/reports/preview.html').query({ month: '2021-06', asOf: FORMED, ...filter }).set(curator.auth).expect(200);
    const links = [...text.matchAll(/<a href="(\/api\/v1\/reports\/incidents\?[^"]*)">([\d\u00a0]+)<\/a>/g)]
      .map(([, href = '', number = '']) => ({ href: href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='), number: Number(number.replaceAll('\u00a0', '')) }));
    const seen: Record<string, number> = {};
    for (const { href, number } of links) {
      const query = Object.fromEntries(new URL(href, 'http://here').searchParams) as Record<'figure' | 'from' | 'to' | 'asOf', string> & { key?: string };
      // Enough of each kind, of this month and of the compared ones.
      seen[query.figure] = (seen[query.figure] ?? 0) + 1;
      if ((seen[query.figure] ?? 0) > 6) continue;
      const behind: Record<number, number> = {};
      for (let cursor = ''; ; ) {
        const { body } = await t.http.get(`${href}&limit=200${cursor}`).set(curator.auth).expect(200);
        for (const item of (body as { items: { number: number; times: number }[] }).items) behind[item.number] = (behind[item.number] ?? 0) + item.times;
        if (body.nextCursor === null) break;
        cursor = `&cursor=${body.nextCursor}`;
      }
      const asked = { from: Date.parse(query.from), to: Date.parse(query.to), asOf: Date.parse(query.asOf), ...filter };
      expect([href, behind]).toEqual([href, expectedBehind(all, asked, around, query)]);
      expect([href, Object.values(behind).reduce((sum, times) => sum + times, 0)]).toEqual([href, number]);
    }
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['received', 'state', 'underWay', 'ground', 'network', 'topicGroup', 'topic', 'location', 'authority', 'answer', 'kept', 'broken', 'late', 'overdue', 'keptBy', 'brokenBy', 'closed', 'waiting', 'style'].filter((figure) => !(filter.authorityId && figure === 'ground'))));
  });
});

describe('what if', () => {
  interface Row { obligation: string; authority: { id: string } | null; terms: number; late: number; wouldBeLate: number; newlyLate: number; noLongerLate: number }
  const ask = async (query: Query, by: { auth: { authorization: string } } = curator) => (await t.http.get('/api/v1/reports/what-if').query({ month: '2021-06', ...query }).set(by.auth)).body as { rows: Row[]; totals: Omit<Row, 'obligation' | 'authority'> };
  const tallies = (rows: readonly Row[]) => Object.fromEntries(rows.map(({ obligation, authority, terms, late, wouldBeLate, newlyLate, noLongerLate }) => [`${obligation}|${authority?.id ?? '-'}`, { terms, late, wouldBeLate, newlyLate, noLongerLate }]));
  const suppose = (supposed: Partial<Supposed>, authorityId?: string) => expectedWhatIf(all, { ...JUNE, asOf: t.clock.now().getTime(), ...(authorityId ? { authorityId } : {}) }, { hours: {}, lunch: true, ...supposed }, around);

  const cases: [string, Query, Partial<Supposed>][] = [
    ['nothing were otherwise', {}, {}],
    ['a draft were due in four hours', { terms: 'reply.draft:4wh' }, { hours: { 'reply.draft': { kind: 'working-hours', amount: 4 } } }],
    ['nobody had lunch', { lunch: 'none' }, { lunch: false }],
    ['a draft had four hours without lunch, reviews half an hour, routing two hours', { terms: 'reply.draft:4wh,reply.review:0.5wh,incident.route:2h', lunch: 'none' }, {
      hours: { 'reply.draft': { kind: 'working-hours', amount: 4 }, 'reply.review': { kind: 'working-hours', amount: 0.5 }, 'incident.route': { kind: 'clock-hours', amount: 2 } }, lunch: false,
    }],
  ];
  test.each(cases)('%s', async (_, query, supposed) => {
    const { rows, totals } = await ask(query);
    expect(tallies(rows)).toEqual(suppose(supposed));
    expect(totals.terms).toBeGreaterThan(5000);
    if (Object.keys(query).length === 0) expect([totals.newlyLate, totals.noLongerLate]).toEqual([0, 0]);
    else expect(totals.newlyLate).toBeGreaterThan(20);
  });

  test('an executor learns it of the own terms alone', async () => {
    const executor = await createPerson(t, { role: 'executor', authorityCode: 'min-fin' });
    const { rows } = await ask({ terms: 'reply.draft:4wh' }, executor);
    expect(tallies(rows)).toEqual(suppose({ hours: { 'reply.draft': { kind: 'working-hours', amount: 4 } } }, seedIds.authority('min-fin')));
    await t.http.get('/api/v1/reports/what-if').query({ month: '2021-06', authorityId: seedIds.authority('min-zdrav') }).set(executor.auth).expect(404);
  });

  test.each(['reply.draft', 'reply.draft:0wh', 'reply.nothing:4wh', 'plan.submit:4wh', 'reply.final:1.5wd', 'reply.draft:4wh,'])('what is no term is refused: %s', async (terms) => {
    await t.http.get('/api/v1/reports/what-if').query({ month: '2021-06', terms }).set(curator.auth).expect(400);
  });
});

describe('live figures', () => {
  const period = { from: '2021-06-01T00:00:00+10:00', to: '2021-07-01T00:00:00+10:00' };
  const summary = async (query: Query = {}, by: { auth: { authorization: string } } = curator) => (await t.http.get('/api/v1/reports/summary').query({ ...period, ...query }).set(by.auth)).body as Summary;
  interface Linked { count: number; href: string }
  interface Summary {
    received: Linked; waiting: Linked; authorities: (Linked & { key: string })[]; states: (Linked & { key: string })[]; topics: (Linked & { key: string })[];
    answers: Linked[]; terms: { obligation: string; authority: { id: string } | null; kept: Linked; late: Linked; overdue: Linked; cancelled: Linked; running: Linked }[];
  }

  const checkSummary = (live: Summary, wanted: ReturnType<typeof expected>) => {
    const by = (list: (Linked & { key: string })[]) => Object.fromEntries(list.map(({ key, count }) => [key, count]));
    expect(live.received.count).toBe(wanted.totals.received);
    expect(by(live.states)).toEqual(wanted.now.states);
    expect(by(live.topics)).toEqual(wanted.now.topics);
    expect(by(live.authorities)).toEqual(wanted.now.authorities);
    expect(live.waiting.count).toBe(wanted.waiting.count);
    expect(live.terms.reduce((sum, { kept }) => sum + kept.count, 0)).toBe(wanted.totals.kept);
    expect(live.terms.reduce((sum, { late, overdue }) => sum + late.count + overdue.count, 0)).toBe(wanted.totals.broken);
  };

  test('are the same counted from the facts, from kept totals, and from totals that acts have touched since', async () => {
    const totals = t.get(DayTotals);
    const wanted = expected('2021-07-16T18:00:00+10:00');
    checkSummary(await summary(), wanted);
    await totals.roll();
    expect((await t.get(Database).rows(`SELECT 1 FROM report_day WHERE day BETWEEN '2021-06-01' AND '2021-06-30' AND scope = ''`))).toHaveLength(30);
    checkSummary(await summary(), wanted);
    const topicId = seedIds.topic('g01-t01');
    const narrowed = [...filters.map(([, filter]) => filter), { topicId }, { topicGroupId: around.groupOf.get(topicId) as string }, { network: 'vk', topicId }];
    for (const filter of narrowed) checkSummary(await summary(filter as Query), expected('2021-07-16T18:00:00+10:00', filter));
    // What names two things is in no totals, and an identifier of one kind is none of another.
    const scopes = (await t.get(Database).rows<{ kind: string }>(`SELECT DISTINCT split_part(scope, '=', 1) AS kind FROM report_day`)).map(({ kind }) => kind);
    expect(scopes.toSorted()).toEqual(['', 'authorityId', 'locationId', 'network', 'topicId']);
    expect((await summary({ authorityId: topicId })).received.count).toBe(0);
    // A message of June is declined now: its day is counted anew before the totals have heard of it.
    const recorded = wanted.now.states['recorded'] ?? 0;
    const [open] = await t.get(Database).rows<{ id: string }>(`SELECT id FROM incident WHERE status = 'recorded' AND recorded_at >= $1 AND recorded_at < $2 LIMIT 1`, [new Date(JUNE.from), new Date(JUNE.to)]);
    await t.http.post(`/api/v1/incidents/${open?.id}/decline`).set(curator.auth).send({ ground: 'no-question' }).expect(200);
    const states = async () => Object.fromEntries((await summary()).states.map(({ key, count }) => [key, count]));
    const after = { ...wanted.now.states, recorded: recorded - 1, declined: (wanted.now.states['declined'] ?? 0) + 1 };
    expect(await states()).toEqual(after);
    await totals.roll();
    expect(await states()).toEqual(after);
  });

  test('every number leads to exactly its messages', async () => {
    const live = await summary();
    // The terms of a message that has just come still run.
    const message = { network: 'vk', url: link('vk'), author: { name: 'Автор' }, text: 'Когда починят дорогу?', postedAt: t.clock.now().toISOString() };
    await t.http.post('/api/v1/incidents').set(curator.auth).send(message).expect(201);
    const running = (await summary({ from: period.to, to: '2021-08-01T00:00:00+10:00' })).terms.map((term) => term.running).filter(({ count }) => count > 0);
    expect(running.length).toBeGreaterThan(0);
    const linked = [...running, live.received, live.waiting, ...live.states, ...live.authorities, ...live.topics, ...live.answers, ...live.terms.flatMap(({ kept, late, overdue, cancelled }) => [kept, late, overdue, cancelled])];
    let followed = 0;
    for (const { count, href } of linked.filter((one) => one.count > 0).slice(0, 90)) {
      let [sum, cursor] = [0, ''];
      do {
        const page: { body: { items: { times: number }[]; nextCursor: string | null } } = await t.http.get(`${href}&limit=200${cursor}`).set(curator.auth).expect(200);
        sum += page.body.items.reduce((all_, { times }) => all_ + times, 0);
        cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
      } while (cursor !== '');
      expect([href, sum]).toEqual([href, count]);
      followed += 1;
    }
    expect(followed).toBeGreaterThan(30);
  });

  test('an executor sees the own part and no other', async () => {
    const executor = await createPerson(t, { role: 'executor', authorityCode: 'min-fin' });
    const own = await preview({ month: '2021-06', asOf: FORMED }, executor);
    check(own, expected(FORMED, { authorityId: seedIds.authority('min-fin') }));
    expect(own.authorities.map(({ id }) => id)).toEqual([seedIds.authority('min-fin')]);
    for (const path of ['summary', 'preview', 'incidents']) {
      const query = { ...period, authorityId: seedIds.authority('min-zdrav'), ...(path === 'incidents' ? { figure: 'received' } : {}) };
      await t.http.get(`/api/v1/reports/${path}`).query(query).set(executor.auth).expect(404);
    }
  });
});
