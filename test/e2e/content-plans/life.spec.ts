import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlanView } from '../../../src/content-plans/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { upload } from '../../support/attachments.js';
import { khv } from '../../support/deadlines.js';
import { createPerson } from '../../support/factories.js';
import { media } from '../../support/media.js';
import { expectPlan, openDue, openPlanTerms, type PlanCast, planCast, planTerm, post } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
/** Monday, 15 June 2020; the plan is for the week of the 22nd, due on Thursday the 18th at 17:00. */
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-15T10:00:00+10:00' });
  c = await planCast(t);
  await openDue(t);
});
afterAll(() => t.close());

const codeOf = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];

test('A-6, A-7: a plan is written, sent, recommended on, amended, sent again and approved; every version is kept', async () => {
  let plan = await c.plan(c.health, '2020-W26');
  expect(plan).toMatchObject({ week: '2020-W26', from: '2020-06-22', to: '2020-06-28', status: 'draft', minimum: 5, government: false, submitBy: '2020-06-18T17:00:00+10:00' });
  expect(plan.allowedActions.toSorted()).toEqual(['edit', 'no-news-pegs', 'submit']);
  plan = await c.fill(c.health, plan, 5);
  t.clock.set(khv('2020-06-16 11:00:00'));
  plan = await c.act(c.health, plan, 'submit');
  expect(plan).toMatchObject({ status: 'submitted', late: false, receivedAt: '2020-06-16T11:00:00+10:00', currentNumber: 1, approvedNumber: null, unsent: null });
  expect(planTerm(plan, 'plan.submit')).toMatchObject({ state: 'met', metAt: '2020-06-16T11:00:00+10:00', clause: 'A-6' });
  expect(openPlanTerms(plan)).toEqual(['plan.review']);
  expect(plan.allowedActions).toEqual(['record-outcome']);

  const [first, second] = plan.items;
  plan = await c.act(c.clerk, plan, 'recommend', { number: 1, remarks: 'Больше о людях', items: [{ itemId: second?.id, text: 'Добавьте фото' }] });
  expect(plan.status).toBe('recommended');
  expect(openPlanTerms(plan)).toEqual(['plan.revise']);
  expect(plan.versions).toMatchObject([{ number: 1, status: 'changes-requested', remarks: 'Больше о людях', itemRemarks: [{ itemId: second?.id, text: 'Добавьте фото' }] }]);
  expect(plan.items[1]?.remark).toBe('Добавьте фото');

  const items = `/content-plans/${plan.id}/items`;
  expectPlan(await c.send(c.health, 'delete', `${items}/${first?.id}`));
  expectPlan(await c.send(c.health, 'patch', `${items}/${second?.id}`, { time: '18:30', newsPeg: 'День медика' }));
  plan = expectPlan(await c.send(c.health, 'post', items, { ...post(plan, 8), accountIds: first?.accountIds }), 201);
  expect(plan.unsent).toMatchObject({ added: [{ theme: 'Публикация 9' }], removed: [{ id: first?.id }], changed: [{ itemId: second?.id }] });
  plan = await c.act(c.health, plan, 'submit');
  expect(plan).toMatchObject({ status: 'submitted', currentNumber: 2 });
  expect(openPlanTerms(plan)).toEqual(['plan.review']);

  const compared = await c.send(c.clerk, 'get', `/content-plans/${plan.id}/changes`);
  expect(compared.body).toMatchObject({ from: 1, to: 2 });
  expect(compared.body.changes.changed).toEqual([
    { itemId: second?.id, fields: [{ field: 'time', before: '16:00', after: '18:30' }, { field: 'newsPeg', before: null, after: 'День медика' }] },
  ]);
  const versionOne = await c.send(c.clerk, 'get', `/content-plans/${plan.id}/versions/1`);
  expect(versionOne.body.items).toHaveLength(5);
  expect(versionOne.body.items[0].id).toBe(first?.id);

  plan = await c.act(c.clerk, plan, 'approve', { number: 2 });
  expect(plan).toMatchObject({ status: 'approved', approvedNumber: 2 });
  expect(openPlanTerms(plan)).toEqual([]);
  const { items: history } = (await c.send(c.health, 'get', `/content-plans/${plan.id}/history`)).body as { items: { event: string; clause: string; title: string; actor: { role: string | null } }[] };
  expect(history.filter(({ event }) => !event.startsWith('deadline.')).map(({ event, clause, actor }) => [event, clause, actor.role])).toEqual([
    ['plan.open', 'A-6', null],
    ...Array.from({ length: 5 }, () => ['plan.item-added', 'A-6', 'executor']),
    ['plan.submit', 'A-6', 'executor'],
    ['plan.recommend', 'A-7.1', 'committee'],
    ['plan.item-removed', 'A-7.2', 'executor'],
    ['plan.item-changed', 'A-7.2', 'executor'],
    ['plan.item-added', 'A-7.2', 'executor'],
    ['plan.submit', 'A-7.2', 'executor'],
    ['plan.approve', 'A-7.1', 'committee'],
  ]);
  expect(history.every(({ title }) => /^[А-Я]/.test(title))).toBe(true);
});

test('an approved plan is amended and reviewed anew; what was approved stays in force meanwhile', async () => {
  let plan = await c.fill(c.forests, await c.plan(c.forests, '2020-W26'));
  plan = await c.act(c.clerk, await c.act(c.forests, plan, 'submit'), 'approve');
  plan = await c.act(c.forests, plan, 'amend', { reason: 'Перенесли субботник' });
  expect(plan).toMatchObject({ status: 'amended', approvedNumber: 1 });
  expectPlan(await c.send(c.forests, 'patch', `/content-plans/${plan.id}/items/${plan.items[0]?.id}`, { date: '2020-06-27' }));
  plan = await c.act(c.forests, plan, 'submit');
  expect(plan).toMatchObject({ status: 'submitted', currentNumber: 2, approvedNumber: 1 });
  expect(openPlanTerms(plan)).toEqual(['plan.review']);
  plan = await c.act(c.clerk, plan, 'approve');
  expect(plan).toMatchObject({ status: 'approved', approvedNumber: 2, late: false });
});

describe('A-5: how many posts', () => {
  test('A-5.3: fewer than five need a reason, which stands with the plan; enough need none', async () => {
    let plan = await c.fill(c.health, await c.plan(c.health, '2020-W27'), 3);
    const refused = await c.send(c.health, 'post', `/content-plans/${plan.id}/submit`);
    expect(refused.body).toMatchObject({ status: 409, code: 'plan.fewer-reason-needed', count: 3, minimum: 5 });
    expect((await c.view(plan.id)).version).toBe(plan.version);
    plan = await c.act(c.health, plan, 'submit', { fewerReason: 'Отпуска, мероприятий мало' });
    expect(plan).toMatchObject({ status: 'submitted', fewerReason: 'Отпуска, мероприятий мало', versions: [{ fewerReason: 'Отпуска, мероприятий мало' }] });
  });

  test('A-5.4: a notice that there are no news pegs ends the term; with posts it is refused; news may come yet', async () => {
    let plan = await c.plan(c.forests, '2020-W27');
    expect(codeOf(await c.send(c.forests, 'post', `/content-plans/${plan.id}/submit`))).toEqual([409, 'plan.empty']);
    plan = await c.fill(c.forests, plan, 1);
    expect(codeOf(await c.send(c.forests, 'post', `/content-plans/${plan.id}/no-news-pegs`, {}))).toEqual([409, 'plan.not-empty']);
    expectPlan(await c.send(c.forests, 'delete', `/content-plans/${plan.id}/items/${plan.items[0]?.id}`));
    plan = await c.act(c.forests, plan, 'no-news-pegs', { comment: 'Пожароопасный сезон окончен' });
    expect(plan).toMatchObject({ status: 'no-news-pegs', late: false, notice: { comment: 'Пожароопасный сезон окончен' } });
    expect(planTerm(plan, 'plan.submit')).toMatchObject({ state: 'met' });
    expect(openPlanTerms(plan)).toEqual([]);
    // Opened by mistake: the notice is given again.
    plan = await c.act(c.forests, plan, 'amend', { reason: 'Показалось' });
    expect(plan.allowedActions).toContain('no-news-pegs');
    plan = await c.act(c.forests, plan, 'no-news-pegs', { comment: 'Всё-таки нет' });
    expect(plan).toMatchObject({ status: 'no-news-pegs', late: false, notice: { comment: 'Всё-таки нет' } });
    plan = await c.fill(c.forests, await c.act(c.forests, plan, 'amend', { reason: 'Приехали волонтёры' }), 1);
    plan = await c.act(c.forests, plan, 'submit', { fewerReason: 'Одна новость за неделю' });
    expect(openPlanTerms(plan)).toEqual(['plan.review']);
    // A plan has come: nothing says any more that there is none.
    expect(plan.notice).toBeNull();
    expect((await c.send(c.clerk, 'get', `/content-plans/${plan.id}/print`)).text).not.toContain('поводов нет');
    // What was approved comes to nothing: nothing is in force any more.
    plan = await c.act(c.forests, await c.act(c.clerk, plan, 'approve'), 'amend', { reason: 'Отменили' });
    expectPlan(await c.send(c.forests, 'delete', `/content-plans/${plan.id}/items/${plan.items[0]?.id}`));
    plan = await c.act(c.forests, plan, 'no-news-pegs');
    expect(plan).toMatchObject({ status: 'no-news-pegs', approvedNumber: null, items: [], unsent: null });
    expect(await t.get(Database).rows('SELECT 1 FROM content_plan_post WHERE plan_id = $1', [plan.id])).toEqual([]);
  });

  test('A-2.2, A-5.1: the Government’s plan is the committee’s: ten posts, nobody approves it, no term for sending', async () => {
    let plan = await c.plan(c.clerk, '2020-W26');
    expect(plan).toMatchObject({ government: true, authority: null, minimum: 10, submitBy: null });
    plan = await c.fill(c.clerk, plan, 9);
    expect((await c.send(c.clerk, 'post', `/content-plans/${plan.id}/submit`)).body).toMatchObject({ code: 'plan.fewer-reason-needed', minimum: 10 });
    plan = await c.fill(c.clerk, plan, 1, { time: '12:00' });
    plan = await c.act(c.colleague, plan, 'submit');
    expect(plan).toMatchObject({ status: 'approved', approvedNumber: 1, late: false, deadlines: [], versions: [{ number: 1, status: 'settled' }] });
    const past = (await c.send(c.clerk, 'get', `/content-plans/${plan.id}/history`)).body.items as { event: string; title: string }[];
    expect(past.find(({ event }) => event === 'plan.submit')?.title).toBe('План Правительства утверждён Комитетом');
    plan = await c.act(c.clerk, plan, 'amend', { reason: 'Визит' });
    plan = await c.act(c.clerk, plan, 'submit');
    expect(plan).toMatchObject({ status: 'approved', approvedNumber: 2 });
    expect(codeOf(await c.send(c.clerk, 'post', `/content-plans/${plan.id}/approve`))).toEqual([409, 'plan.action-not-allowed']);
    expect((await c.send(c.health, 'get', `/content-plans/${plan.id}`)).status).toBe(404);
    expect(codeOf(await c.send(c.colleague, 'post', '/content-plans', { week: '2020-W26' }))).toEqual([409, 'plan.duplicate']);
  });
});

test('who works both for the committee and for its own body opens either plan', async () => {
  const both = await createPerson(t, { role: 'committee', authorityCode: 'kom-inform-politiki' });
  const db = t.get(Database);
  await db.separately(() => db.change(`UPDATE user_account SET roles = '{committee,executor}' WHERE id = $1`, [both.userId]));
  expect(expectPlan(await c.send(both, 'post', '/content-plans', { week: '2020-W31' }), 201)).toMatchObject({ government: false });
  expect(expectPlan(await c.send(both, 'post', '/content-plans', { week: '2020-W31', government: true }), 201)).toMatchObject({ government: true, authority: null });
  expect(codeOf(await c.send(c.health, 'post', '/content-plans', { week: '2020-W31', government: true }))).toEqual([409, 'plan.action-not-allowed']);
});

describe('posts', () => {
  let plan: PlanView;
  beforeAll(async () => {
    plan = await c.plan(c.health, '2020-W28');
  });
  const items = () => `/content-plans/${plan.id}/items`;

  test('warn of conflicts, of the past and of what is out of the week; the last is refused when sent', async () => {
    const [vk, ok] = await c.accountsOf(c.health);
    const base = { ...post(plan, 0), accountIds: [vk?.id] };
    await c.send(c.health, 'post', items(), base);
    await c.send(c.health, 'post', items(), { ...base, time: '10:29' });
    await c.send(c.health, 'post', items(), { ...base, time: '10:15', accountIds: [ok?.id] });
    await c.send(c.health, 'post', items(), { ...base, date: '2020-06-01' });
    plan = expectPlan(await c.send(c.health, 'post', items(), { ...base, time: '11:00' }), 201);
    const at = (id: string | null) => plan.items.find((item) => item.id === id);
    expect(plan.warnings.map(({ code, itemId, otherItemId }) => [code, at(itemId)?.date, at(itemId)?.time, at(otherItemId)?.time])).toEqual([
      ['out-of-week', '2020-06-01', '10:00', undefined],
      ['past', '2020-06-01', '10:00', undefined],
      ['time-conflict', '2020-07-06', '10:29', '10:00'],
    ]);
    const refused = await c.send(c.health, 'post', `/content-plans/${plan.id}/submit`);
    expect(refused.body).toMatchObject({ status: 409, code: 'plan.item-out-of-week', count: 1, week: '2020-W28' });
    plan = expectPlan(await c.send(c.health, 'delete', `${items()}/${plan.items[0]?.id}`));
  });

  test('A-9: the style of a text is remarked on and stops nothing', async () => {
    const text = 'В целях обеспечения реализации мероприятий осуществляется проведение работ по благоустройству.';
    const [vk] = await c.accountsOf(c.health);
    const answer = expectPlan(await c.send(c.health, 'post', items(), { ...post(plan, 4), accountIds: [vk?.id], text }), 201);
    const item = answer.items.find((one) => one.text === text);
    expect(item?.style.length).toBeGreaterThan(0);
    expect(item?.style.every(({ clause }) => clause === 'A-9')).toBe(true);
    plan = expectPlan(await c.send(c.health, 'delete', `${items()}/${item?.id}`));
  });

  test('are repeated, moved, and copied from last week once, each on its weekday', async () => {
    const original = plan.items[0];
    plan = expectPlan(await c.send(c.health, 'post', `${items()}/${original?.id}/duplicate`, { date: '2020-07-08' }), 201);
    expect(plan.items.at(-1)).toMatchObject({ date: '2020-07-08', time: original?.time, theme: original?.theme, accountIds: original?.accountIds });
    const next = await c.plan(c.health, '2020-W29');
    const copied = await c.act(c.health, next, 'copy-last-week');
    expect(copied.items.map(({ date, time, theme }) => [date, time, theme])).toEqual(
      plan.items.map(({ date, time, theme }) => [new Date(Date.parse(date) + 7 * 86_400_000).toISOString().slice(0, 10), time, theme]),
    );
    expect(codeOf(await c.send(c.health, 'post', `/content-plans/${next.id}/copy-last-week`))).toEqual([409, 'plan.nothing-to-copy']);
  });

  test('carry attachments, seen by the authority and the committee and by nobody else', async () => {
    const { body } = await upload(t, c.health.auth, media.jpeg());
    plan = expectPlan(await c.send(c.health, 'patch', `${items()}/${plan.items[0]?.id}`, { attachments: [body.id] }));
    expect(plan.items[0]?.attachments).toMatchObject([{ id: body.id, subject: 'plan-item' }]);
    const seen = async (who: typeof c.health | typeof c.clerk) => (await c.send(who, 'get', `/attachments/${body.id}/content`)).status;
    expect([await seen(c.health), await seen(c.clerk), await seen(c.forests)]).toEqual([200, 200, 404]);
  });

  test('take only accounts of their own authority', async () => {
    const [theirs] = await c.accountsOf(c.forests);
    expect(codeOf(await c.send(c.health, 'post', items(), { ...post(plan, 1), accountIds: [theirs?.id] }))).toEqual([400, 'plan.account-unfit']);
  });

  test.each([
    ['no theme and no text', { theme: undefined }],
    ['a date that is none', { date: '2020-02-30' }],
    ['a time that is none', { time: '24:00' }],
    ['no account', { accountIds: [] }],
    ['a format nobody knows', { format: 'opera' }],
    ['an unknown key', { colour: 'red' }],
  ])('are refused with %s, and nothing changes', async (_, spoiled) => {
    const [vk] = await c.accountsOf(c.health);
    const before = await c.view(plan.id);
    const answer = await c.send(c.health, 'post', items(), { ...post(plan, 1), accountIds: [vk?.id], ...spoiled });
    expect(codeOf(answer)).toEqual([400, 'validation.failed']);
    expect((await c.view(plan.id)).version).toBe(before.version);
  });

  test('a change on an outdated view is refused with the present state', async () => {
    const answer = await c.send(c.health, 'delete', `${items()}/${plan.items[0]?.id}`, undefined, { 'if-match': '"1"' });
    expect(answer.body).toMatchObject({ status: 412, code: 'precondition.failed', current: { id: plan.id, version: plan.version } });
  });
});

describe('what became of it', () => {
  test('each post gets its link in each account, in that account’s network, or why it did not come out', async () => {
    let plan = (await c.send(c.health, 'get', '/content-plans?week=2020-W26')).body.items[0] as PlanView;
    plan = await c.view(plan.id, c.health);
    const [item, other] = plan.items;
    const path = `/content-plans/${plan.id}/items/${item?.id}`;
    const accountId = item?.accountIds[0];
    const network = item?.accounts[0]?.network;
    const url = { vk: 'https://vk.com/wall-1_99', ok: 'https://ok.ru/group/1/topic/99', facebook: 'https://www.facebook.com/a/posts/99', instagram: 'https://www.instagram.com/p/A99/' }[network ?? 'vk'];
    expect(codeOf(await c.send(c.health, 'post', `${path}/published`, { accountId, url: 'https://example.org/1' }))).toEqual([400, 'plan.url-network']);
    const [foreign] = await c.accountsOf(c.forests);
    expect(codeOf(await c.send(c.health, 'post', `${path}/published`, { accountId: foreign?.id, url }))).toEqual([400, 'plan.item-account']);
    plan = expectPlan(await c.send(c.health, 'post', `${path}/published`, { accountId, url }));
    plan = expectPlan(await c.send(c.health, 'post', `/content-plans/${plan.id}/items/${other?.id}/not-published`, { reason: 'Отменили из-за дождя' }));
    expect(plan.execution).toEqual({ planned: 5, published: 1, notPublished: 1, open: 3 });
    expect(plan.items[0]?.outcomes).toMatchObject([{ accountId, url, reason: null }]);
    expect(plan.items[1]?.outcomes).toMatchObject([{ url: null, reason: 'Отменили из-за дождя' }]);
    // Said again, it is corrected; one post of the network is not two of the plan.
    const otherwise = (link: string) => c.send(c.health, 'post', `/content-plans/${plan.id}/items/${other?.id}/published`, { accountId: other?.accountIds[0], url: link });
    expect(codeOf(await otherwise(`${url}?utm_source=mail`))).toEqual([409, 'plan.url-taken']);
    plan = expectPlan(await otherwise(url.replace('99', '98')));
    plan = expectPlan(await c.send(c.health, 'post', `${path}/published`, { accountId, url }));
    expect(plan.execution).toMatchObject({ published: 2, notPublished: 0 });
    expect(codeOf(await c.send(c.clerk, 'post', `${path}/published`, { accountId, url }))).toEqual([409, 'plan.action-not-allowed']);
    plan = await c.act(c.health, plan, 'amend', { reason: 'Ещё новость' });
    expect(codeOf(await c.send(c.health, 'delete', path))).toEqual([409, 'plan.item-has-outcome']);
  });
});
