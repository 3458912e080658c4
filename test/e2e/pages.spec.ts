import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { actsOf } from '../support/acts.js';
import { assignmentOf, type Cast, cast } from '../support/incidents.js';
import { createExecutor } from '../support/factories.js';
import { createMember } from '../support/people.js';

let t: TestApp;
let c: Cast;
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
});
afterAll(() => t.close());

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test("a letter's link asks a browser to sign in and leads on to the message as a page", async () => {
  const curator = await createMember(t, { roles: ['curator'] });
  const { id } = await c.record('vk', { text: 'Яма <b>во дворе</b>\nкогда заделают?' });
  const page = `/api/v1/incidents/${id}/print`;
  const asked = await t.http.get(page).set(browser).expect(303);
  const login = String(asked.headers['location']);
  expect(login).toBe(`/login?next=${encodeURIComponent(page)}`);
  // A program is told as ever.
  expect((await t.http.get(page).expect(401)).body).toMatchObject({ code: 'auth.required' });

  const form = await t.http.get(login).set(browser).expect(200);
  expect(form.text).toContain(`action="${login}"`);
  const wrong = await t.http.post(login).field('email', curator.email).field('password', 'не тот').expect(401);
  expect(wrong.text).toMatch(/role="alert">[А-Я]/);
  expect(wrong.text).not.toContain('не тот');
  expect(wrong.headers['set-cookie']).toBeUndefined();
  const right = await t.http.post(login).field('email', curator.email).field('password', curator.password).expect(303);
  expect(right.headers['location']).toBe(page);
  const cookie = String(right.headers['set-cookie']).split(';')[0] as string;

  const shown = await t.http.get(page).set({ ...browser, cookie }).expect(200);
  expect(shown.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(shown.text).toContain('Яма &lt;b&gt;во дворе&lt;/b&gt;<br>когда заделают?');
  expect(shown.text).toMatch(/Сообщение зафиксировано, .+ <span class="quiet small">\(М, п. 6\)/);
});

test('who was given a password sets one of their own on the way to what they came for', async () => {
  const member = await createMember(t, { roles: ['curator'], mustChangePassword: true });
  const page = `/api/v1/incidents/${(await c.record()).id}/print`;
  const entered = await t.http.post(`/login?next=${encodeURIComponent(page)}`).field('email', member.email).field('password', member.password).expect(303);
  const cookie = String(entered.headers['set-cookie']).split(';')[0] as string;
  const asked = await t.http.get(page).set({ ...browser, cookie }).expect(303);
  const address = String(asked.headers['location']);
  expect(address).toBe(`/login/password?next=${encodeURIComponent(page)}`);
  // A program is told as ever.
  expect((await t.http.get(page).set({ cookie }).expect(403)).body).toMatchObject({ code: 'auth.password-change-required' });

  expect((await t.http.get(address).set({ ...browser, cookie }).expect(200)).text).toContain(`action="${address}"`);
  const change = (current: string, chosen: string) => t.http.post(address).set({ cookie }).field('current', current).field('chosen', chosen);
  const weak = await change(member.password, 'короткий').expect(422);
  expect(weak.text).toMatch(/role="alert">[А-Я]/);
  await change('не тот', 'долгая дорога через тайгу').expect(403);
  await change(member.password, 'долгая дорога через тайгу').set('sec-fetch-site', 'cross-site').expect(403);
  const done = await change(member.password, 'долгая дорога через тайгу').expect(303);
  expect(done.headers['location']).toBe(page);
  await t.http.get(page).set({ ...browser, cookie }).expect(200);
});

test("another authority's message is no page", async () => {
  const { id } = await c.route(await c.record(), c.health);
  const rival = await createExecutor(t, { authorityCode: 'min-obr' });
  expect((await t.http.get(`/api/v1/incidents/${id}/print`).set(c.health.auth).expect(200)).text).toContain('ждёт проекта ответа');
  await t.http.get(`/api/v1/incidents/${id}/print`).set(rival.auth).expect(404);
});

test('an answer that waits for a hand is on the page, with the reason; a term is said by its day', async () => {
  const acts = actsOf(c);
  const approved = await acts.approve(await acts.draft(await c.route(await c.record(), c.health), c.health), c.health);
  expect((await c.as(c.health).post(`/assignments/${assignmentOf(approved, c.health).id}/publish`, { through: 'network' })).status).toBe(200);
  const { text } = await t.http.get(`/api/v1/incidents/${approved.id}/print`).set(c.health.auth).expect(200);
  expect(text).toContain('Публикация через сеть: ждёт публикации вручную. Публикация в этой сети через систему выключена');
  expect(text).toMatch(/\(М, п\. 13, абз\. 1\): <strong>срок — (?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье), /);
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])('signing in never leads to another site: %s', async (next) => {
  const member = await createMember(t, { roles: ['curator'] });
  const answer = await t.http.post(`/login?next=${encodeURIComponent(next)}`).field('email', member.email).field('password', member.password).expect(303);
  expect(answer.headers['location']).toBe('/');
});

test('another site cannot sign its visitor in', async () => {
  const member = await createMember(t, { roles: ['curator'] });
  const answer = await t.http.post('/login').set('sec-fetch-site', 'cross-site').field('email', member.email).field('password', member.password);
  expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
});
