import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addWeeks, type PlanView } from '../../../src/content-plans/index.js';
import { ChangeUser, systemActor } from '../../../src/identity/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { createPerson } from '../../support/factories.js';
import { expectPlan, openDue, type PlanCast, planCast, post } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
let approved: PlanView;
let sent: PlanView;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-15T10:00:00+10:00' });
  c = await planCast(t);
  await openDue(t);
  approved = await c.fill(c.health, await c.plan(c.health, '2020-W26'), 5, { text: 'Приходите: <b>врачи</b> ответят на вопросы, запись по телефону.', newsPeg: 'День медика' });
  approved = await c.act(c.clerk, await c.act(c.health, approved, 'submit'), 'approve');
  sent = await c.act(c.forests, await c.fill(c.forests, await c.plan(c.forests, '2020-W26'), 2), 'submit', { fewerReason: 'Мало' });
});
afterAll(() => t.close());

describe('GET /content-plans', () => {
  const list = async (query: string, who = c.clerk) => (await c.send(who, 'get', `/content-plans${query}`)).body as { items: PlanView[]; nextCursor: string | null };

  test('goes page by page through all, each once, in order of weeks either way', async () => {
    for (const [sort, ordered] of [['-week', (weeks: string[]) => weeks.toSorted().toReversed()], ['week', (weeks: string[]) => weeks.toSorted()]] as const) {
      const seen: PlanView[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { items: PlanView[]; nextCursor: string | null } = await list(`?limit=7&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`);
        seen.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(30);
      expect(seen.map(({ week }) => week)).toEqual(ordered(seen.map(({ week }) => week)));
    }
  });

  test('filters by week, authority, state, whose it is and lateness', async () => {
    expect((await list('?week=2020-W26&status=approved')).items).toMatchObject([{ id: approved.id, items: 5, minimum: 5, execution: { planned: 5 } }]);
    expect((await list(`?week=2020-W26&authorityId=${c.forests.authorityId}`)).items).toMatchObject([{ id: sent.id, status: 'submitted', allowedActions: ['approve', 'recommend'] }]);
    expect((await list('?late=true')).items).toEqual([]);
    expect((await list('?government=true')).items).toEqual([]);
    expect((await list('?from=2020-W27&to=2020-W27')).items.every(({ week }) => week === '2020-W27')).toBe(true);
  });

  test('shows an authority its own alone, whatever it asks for', async () => {
    const { items } = await list('?limit=200', c.health);
    expect(new Set(items.map(({ authority }) => authority?.id))).toEqual(new Set([c.health.authorityId]));
    expect((await list(`?authorityId=${c.forests.authorityId}`, c.health)).items).toEqual([]);
    const text = JSON.stringify(await list('', c.health));
    expect(text).not.toContain(sent.id);
  });

  test.each(['?week=2020-W54', '?week=2021-W53', '?week=26', '?cursor=abc', '?limit=0', '?colour=red', '?from=1999-W01'])('%s is refused', async (query) => {
    expect((await c.send(c.clerk, 'get', `/content-plans${query}`)).status).toBe(400);
  });
});

test.each(['2020-W54', '2021-W53', 'now', '2020-26'])('GET /content-plans/week/%s is refused', async (week) => {
  expect((await c.send(c.clerk, 'get', `/content-plans/week/${week}`)).status).toBe(400);
});

describe('calendars', () => {
  const unfolded = (text: string) => text.replaceAll('\r\n ', '');
  const feed = (url: string) => t.http.get(new URL(url).pathname);

  test('a plan is an iCalendar with stable UIDs, instants in UTC and the zone named', async () => {
    const first = await c.send(c.health, 'get', `/content-plans/${approved.id}/calendar`);
    expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const text = unfolded(first.text);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(5);
    expect(text).toContain('X-WR-TIMEZONE:Asia/Vladivostok');
    // Monday, 22 June 2020, 10:00 in Khabarovsk.
    expect(text).toContain('DTSTART:20200622T000000Z');
    expect(text).toContain(`UID:${approved.items[0]?.id}@otklik`);
    expect(text).toContain('STATUS:CONFIRMED');
    const uids = (calendar: string) => [...unfolded(calendar).matchAll(/UID:(\S+)/g)].map(([, uid]) => uid).toSorted();
    let plan = await c.act(c.health, approved, 'amend', { reason: 'Перенос' });
    plan = expectPlan(await c.send(c.health, 'patch', `/content-plans/${plan.id}/items/${plan.items[0]?.id}`, { time: '12:00' }));
    const second = (await c.send(c.health, 'get', `/content-plans/${plan.id}/calendar`)).text;
    expect(uids(second)).toEqual(uids(first.text));
    expect(second).toContain('DTSTART:20200622T020000Z');
    approved = await c.act(c.clerk, await c.act(c.health, plan, 'submit'), 'approve');
  });

  test('a private address shows without signing in what its person may see; a new one or the end of the user ends it', async () => {
    const person = await createPerson(t, { role: 'executor', authorityCode: 'min-zdrav' });
    const made = await c.send(person, 'post', '/content-plans/calendar-link');
    expect(made.status).toBe(201);
    const { text } = await feed(made.body.url).expect(200);
    expect(text).toContain(approved.items[0]?.id);
    expect(text).not.toContain(sent.items[0]?.id);
    const committee = await c.send(c.clerk, 'post', '/content-plans/calendar-link');
    const { text: all } = await feed(committee.body.url).expect(200);
    expect([approved, sent].every((plan) => all.includes(plan.items[0]?.id ?? '?'))).toBe(true);
    // What is only being written is nobody's calendar: the approved version stays in force.
    const [gone, moved] = approved.items;
    let plan = await c.act(c.health, approved, 'amend', { reason: 'Пишем новое' });
    plan = expectPlan(await c.send(c.health, 'delete', `/content-plans/${plan.id}/items/${gone?.id}`));
    plan = expectPlan(await c.send(c.health, 'patch', `/content-plans/${plan.id}/items/${moved?.id}`, { time: '23:45' }));
    const during = unfolded((await feed(committee.body.url).expect(200)).text);
    const event = (id?: string) => during.split('BEGIN:VEVENT').find((part) => part.includes(`UID:${id}@`)) ?? '';
    expect([event(gone?.id).includes('STATUS:CONFIRMED'), /LOCATION:(ВКонтакте|Одноклассники|Facebook|Instagram): /.test(event(gone?.id)), event(moved?.id).includes('T134500Z')]).toEqual([true, true, false]);
    approved = await c.act(c.clerk, await c.act(c.health, plan, 'submit', { fewerReason: 'Одна отменилась' }), 'approve');
    const after = (await feed(committee.body.url).expect(200)).text;
    expect([after.includes(gone?.id ?? '?'), after.includes('T134500Z')]).toEqual([false, true]);
    const again = await c.send(person, 'post', '/content-plans/calendar-link');
    await feed(made.body.url).expect(404);
    await feed(again.body.url).expect(200);
    expect((await c.send(person, 'delete', '/content-plans/calendar-link')).status).toBe(204);
    await feed(again.body.url).expect(404);
    const last = await c.send(person, 'post', '/content-plans/calendar-link');
    await t.get(ChangeUser).execute(systemActor, person.userId, { disabled: true }, null);
    await feed(last.body.url).expect(404);
    await t.http.get('/api/v1/content-plans/calendar/short.ics').expect(400);
  });
});

describe('GET /content-plans/:id/print', () => {
  test('is a page without scripts or inline styles that escapes what people wrote', async () => {
    const answer = await c.send(c.health, 'get', `/content-plans/${approved.id}/print`);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).not.toMatch(/<script|<style|style=|onclick/i);
    expect(answer.text).toContain('&lt;b&gt;врачи&lt;/b&gt;');
    expect(answer.text).toContain('Понедельник'.toLowerCase());
    expect(answer.text.match(/class="plan-item/g)).toHaveLength(approved.items.length);
    for (const [, address] of answer.text.matchAll(/(?:href|src)="(\/assets[^"]+)"/g)) await t.http.get(address as string).expect(200);
  });

  test('shows recommendations, outcomes and an empty plan', async () => {
    let plan = await c.act(c.clerk, sent, 'recommend', { remarks: 'Больше фото', items: [{ itemId: sent.items[0]?.id, text: 'Назовите лесничество' }] });
    const [item] = plan.items;
    plan = expectPlan(await c.send(c.forests, 'post', `/content-plans/${plan.id}/items/${item?.id}/not-published`, { reason: 'Дождь' }));
    const page = (await c.send(c.forests, 'get', `/content-plans/${plan.id}/print`)).text;
    for (const words of ['Больше фото', 'Назовите лесничество', 'не вышла: Дождь']) expect(page).toContain(words);
    const empty = await c.plan(c.forests, addWeeks('2020-W26', 1));
    expect((await c.send(c.forests, 'get', `/content-plans/${empty.id}/print`)).text).toContain('пока нет публикаций');
  });
});

test('a plan takes no more posts than anybody could publish', async () => {
  const plan = await c.plan(c.health, '2020-W40');
  const [account] = await c.accountsOf(c.health);
  const add = (n: number) => c.send(c.health, 'post', `/content-plans/${plan.id}/items`, { ...post(plan, n % 14), accountIds: [account?.id] });
  await add(0);
  const db = t.get(Database);
  await db.separately(() => db.change(
    `INSERT INTO content_plan_item SELECT gen_random_uuid(), plan_id, date, time, account_ids, theme, text, format, news_peg, created_at
     FROM content_plan_item, generate_series(1, 208) WHERE plan_id = $1`, [plan.id]));
  expect((await add(1)).status).toBe(201);
  expect((await add(0)).body).toMatchObject({ status: 409, code: 'plan.too-many-items', max: 210 });
});
