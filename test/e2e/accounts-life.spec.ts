import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AccountRefs, Accounts } from '../../src/accounts/index.js';
import { AskStale } from '../../src/accounts/ask-stale.js';
import { DueDeadlines } from '../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { type ContactPerson, createExecutor, seedIds } from '../support/factories.js';
import { type Entry, handle, type Registry, registry, term } from '../support/registry.js';

let t: TestApp;
let r: Registry;
beforeAll(async () => {
  t = await startTestApp();
  r = await registry(t);
});
afterAll(() => t.close());
beforeEach(() => at('2020-06-17 10:00'));

const at = (local: string) => t.clock.set(khv(local));
const iso = (local: string) => `${local.replace(' ', 'T')}:00+10:00`;
const networks = ['vk', 'ok', 'facebook', 'instagram'] as const;
let taken = 0;
const codes = ['min-fin', 'min-zhkh', 'min-zdrav', 'min-obr', 'min-kult', 'min-soc', 'min-sport', 'min-trans', 'min-stroy', 'min-econ'];
const executors = new Map<string, ContactPerson>();

/** An executor and a network in which their authority has nothing yet. */
async function place(): Promise<{ who: ContactPerson; network: (typeof networks)[number] }> {
  const code = codes[Math.floor(taken / 4)] ?? 'min-fin';
  const network = networks[taken % 4] ?? 'vk';
  taken += 1;
  const who = executors.get(code) ?? (code === 'min-fin' ? r.finance : await createExecutor(t, { authorityCode: code }));
  executors.set(code, who);
  return { who, network };
}
const submitted = async (more: object = {}) => {
  const { who, network } = await place();
  return { who, entry: await r.submit(who, { network, ...more }) };
};
const accepted = async (more: object = {}) => {
  const { who, entry } = await submitted(more);
  return { who, entry: await r.does(r.committee, entry.id, 'accept') };
};
const states = (entry: Entry) => entry.deadlines.map(({ obligation, state }) => `${obligation} ${state}`).toSorted();
const history = async (id: string) => ((await r.get(r.committee, `/${id}/history`)).body as { items: { event: string; clause: string; from: string; to: string; title: string }[] }).items;

describe('A-3.2: the authority tells the committee within five working days', () => {
  test('of a new account: sent in time, met by the sending; public only when the committee accepts', async () => {
    const { who, entry } = await submitted({ occurredAt: iso('2020-06-15 12:00') });
    expect(entry).toMatchObject({ status: 'submitted', validFrom: null, allowedActions: ['withdraw', 'confirm-link'] });
    expect(term(entry, 'account.register')).toMatchObject({ clause: 'A-3.2', state: 'met', startedAt: iso('2020-06-15 12:00'), dueAt: iso('2020-06-22 18:00'), metAt: iso('2020-06-17 10:00') });
    expect(await t.get(Accounts).has(who.authorityId, entry['network'] as 'vk')).toBe(false);
    at('2020-06-18 10:00');
    const done = await r.does(r.committee, entry.id, 'accept');
    expect(done).toMatchObject({ status: 'accepted', validFrom: iso('2020-06-18 10:00'), proposal: { kind: 'create', status: 'approved' } });
    expect(await t.get(Accounts).has(who.authorityId, entry['network'] as 'vk')).toBe(true);
    expect((await history(entry.id)).map(({ event, clause, from, to }) => [event, clause, from, to])).toEqual([
      ['account.submit', 'A-3.2', null, 'submitted'], ['account.accept', 'A-2.4', 'submitted', 'accepted'],
    ]);
  });

  test('of a new account after the term: accepted and marked late', async () => {
    const { entry } = await submitted({ occurredAt: iso('2020-06-04 10:00') });
    expect(term(entry, 'account.register')).toMatchObject({ state: 'met-late', dueAt: iso('2020-06-11 17:00') });
  });

  test.each([
    ['plain, over a day off by decree', '2020-06-17 10:00', '2020-06-25 18:00'],
    ['over a holiday', '2020-06-05 10:00', '2020-06-15 18:00'],
    ['ending on the shortened eve of a holiday', '2020-06-04 10:00', '2020-06-11 17:00'],
    ['from a Saturday', '2020-06-13 12:00', '2020-06-19 18:00'],
    ['at night', '2020-06-15 23:59', '2020-06-22 18:00'],
  ])('both terms end at the close of the fifth working day: %s', async (_, start, due) => {
    at(start);
    const { entry } = await submitted();
    for (const key of ['account.register', 'account.link']) expect([key, term(entry, key).dueAt]).toEqual([key, iso(due)]);
  });

  test('what is sent back starts the term anew; sent again it is met; then accepted', async () => {
    const { who, entry } = await submitted();
    at('2020-06-18 09:30');
    const back = await r.does(r.committee, entry.id, 'send-back', { remarks: 'Укажите полное наименование' });
    expect(back).toMatchObject({ status: 'sent-back', proposal: { status: 'changes-requested', remarks: 'Укажите полное наименование' } });
    expect(states(back)).toEqual(['account.link open', 'account.register met', 'account.register open']);
    expect(term(back, 'account.register')).toMatchObject({ startedAt: iso('2020-06-18 09:30'), dueAt: iso('2020-06-26 18:00') });
    expect((await r.view(entry.id, who)).allowedActions).toEqual(['resubmit', 'withdraw', 'confirm-link']);
    at('2020-06-26 18:00');
    await t.get(DueDeadlines).fireDue();
    const again = await r.does(who, entry.id, 'resubmit', { name: 'Министерство, полностью' });
    expect(again).toMatchObject({ status: 'submitted', name: 'Министерство, полностью', proposal: { status: 'in-review', kind: 'create' } });
    expect(term(again, 'account.register')).toMatchObject({ state: 'met-late' });
    expect(await r.does(r.committee, entry.id, 'accept')).toMatchObject({ status: 'accepted', name: 'Министерство, полностью' });
    expect((await history(entry.id)).map(({ event }) => event)).toContain('deadline.passed');
  });

  test.each([
    ['rename', { name: 'Новое имя' }], ['move', { url: 'https://vk.com/khv_moved' }], ['delete', null],
  ] as const)('of a %s: the accepted state stays until the committee accepts; both terms run', async (kind, change) => {
    const { who, entry } = await accepted(kind === 'move' ? {} : {});
    await r.does(who, entry.id, 'confirm-link', { pageUrl: 'https://example.org/' });
    at('2020-06-22 11:00');
    const url = kind === 'move' ? { url: handle(entry['network'] as string) } : {};
    const sent = await r.does(who, entry.id, change ? 'propose' : 'propose-deletion', { ...change, ...url, occurredAt: iso('2020-06-19 09:00') });
    expect(sent).toMatchObject({ status: 'change-submitted', url: entry.url, name: entry.name, proposal: { kind, ...change, ...url, status: 'in-review' } });
    expect(term(sent, 'account.register')).toMatchObject({ state: 'met', startedAt: iso('2020-06-19 09:00'), dueAt: iso('2020-06-29 18:00') });
    expect(term(sent, 'account.link')).toMatchObject({ state: 'open', startedAt: iso('2020-06-19 09:00'), dueAt: iso('2020-06-29 18:00') });
    expect(await t.get(Accounts).has(who.authorityId, entry['network'] as 'vk')).toBe(true);
    const done = await r.does(r.committee, entry.id, 'accept');
    expect(done).toMatchObject(kind === 'delete' ? { status: 'deleted', validTo: iso('2020-06-22 11:00') } : { status: 'accepted', ...change, ...url });
    expect(await t.get(Accounts).has(who.authorityId, entry['network'] as 'vk')).toBe(kind !== 'delete');
    // of a deleted account the link is to go, and the authority says so.
    expect(states(await r.does(who, entry.id, 'confirm-link', { pageUrl: 'https://example.org/' }))).toEqual(['account.link met', 'account.link met', 'account.register met', 'account.register met']);
  });

  test('a change that is sent back leaves the accepted state public, and can be withdrawn', async () => {
    const { who, entry } = await accepted();
    await r.does(who, entry.id, 'confirm-link', { pageUrl: 'https://example.org/' });
    await r.does(who, entry.id, 'propose', { name: 'Другое имя' });
    const back = await r.does(r.committee, entry.id, 'send-back', { remarks: 'Имя не то' });
    expect(back).toMatchObject({ status: 'change-sent-back', name: entry.name });
    expect(states(back).filter((state) => state.endsWith('open'))).toEqual(['account.link open', 'account.register open']);
    const left = await r.does(who, entry.id, 'withdraw');
    expect(left).toMatchObject({ status: 'accepted', name: entry.name });
    // Nothing has changed after all: nothing is owed.
    expect(states(left).filter((state) => state.endsWith('open'))).toEqual([]);
    expect(term(left, 'account.link')).toMatchObject({ state: 'cancelled', cancelReason: 'withdrawn' });
  });

  test('details without a term of their own are a proposal too, and owe nothing', async () => {
    const { who, entry } = await accepted();
    const sent = await r.does(who, entry.id, 'propose', { externalId: '77' });
    expect([sent['proposal'], states(sent)]).toMatchObject([{ kind: 'details' }, ['account.link open', 'account.register met']]);
    expect(await r.does(r.committee, entry.id, 'accept')).toMatchObject({ externalId: '77' });
    expect((await r.act(who, entry.id, 'propose', { externalId: '77' })).body.code).toBe('account.nothing-changed');
  });

  test('what is withdrawn before it is accepted leaves its place free, and nothing owed', async () => {
    const { who, entry } = await submitted();
    const gone = await r.does(who, entry.id, 'withdraw');
    expect(gone).toMatchObject({ status: 'withdrawn', allowedActions: [] });
    expect(states(gone)).toEqual(['account.link cancelled', 'account.register met']);
    expect(await r.submit(who, { network: entry['network'] })).toMatchObject({ status: 'submitted' });
  });
});

test('A-3.2, A-3.3: another name of the authority starts both terms of each of its accounts', async () => {
  const { who, entry } = await accepted();
  const other = await accepted();
  await r.does(who, entry.id, 'confirm-link', { pageUrl: 'https://example.org/' });
  at('2020-06-22 15:00');
  const rename = (body: object) => t.http.patch(`/api/v1/authorities/${who.authorityId}`).set(r.admin.auth).send(body).expect(200);
  await rename({ shortName: 'Коротко' });
  expect(states(await r.view(entry.id)).filter((state) => state.endsWith('open'))).toEqual([]);
  await rename({ name: `Министерство под новым именем ${taken}` });
  const owed = await r.view(entry.id);
  for (const key of ['account.register', 'account.link']) {
    expect(term(owed, key)).toMatchObject({ state: 'open', startedAt: iso('2020-06-22 15:00'), dueAt: iso('2020-06-30 18:00') });
  }
  // The other has not confirmed its first link yet: the earlier moment stands for both.
  if (other.who.authorityId === who.authorityId) expect(term(await r.view(other.entry.id), 'account.link').startedAt).toBe(iso('2020-06-17 10:00'));
  expect(states(await r.does(who, entry.id, 'propose', { name: 'Под новым именем' }))).toContain('account.link open');
  expect(term(await r.view(entry.id), 'account.register')).toMatchObject({ state: 'met', startedAt: iso('2020-06-22 15:00') });
  expect((await history(entry.id)).map(({ event, title }) => [event, title])).toContainEqual(['account.authority-renamed', 'Изменилось наименование органа']);
  if (other.who.authorityId === who.authorityId) {
    // The account's own name holds nothing of the old one: right as it is.
    expect(term(await r.does(who, other.entry.id, 'confirm-current'), 'account.register').state).toBe('met');
  }
});

test('A-3.3: the link is confirmed with its page, in time or late, and never with a page of a network', async () => {
  const { who, entry } = await accepted();
  at('2020-06-25 17:59');
  expect((await r.act(who, entry.id, 'confirm-link', { pageUrl: 'https://vk.com/page' })).body.code).toBe('account.page-unfit');
  expect((await r.act(r.committee, entry.id, 'confirm-link', { pageUrl: 'https://example.org/' })).body.code).toBe('account.action-not-allowed');
  const done = await r.does(who, entry.id, 'confirm-link', { pageUrl: 'https://example.org/kontakty' });
  expect(term(done, 'account.link')).toMatchObject({ clause: 'A-3.3', state: 'met', dueAt: iso('2020-06-25 18:00') });
  expect(done['link']).toMatchObject({ pageUrl: 'https://example.org/kontakty', outcome: null });
  const late = await accepted();
  at('2020-07-07 18:00');
  expect(term(await r.does(late.who, late.entry.id, 'confirm-link', { pageUrl: 'https://example.org/' }), 'account.link').state).toBe('met-late');
});

test("A-2.1: the Government's own accounts are the committee's: entered, mended, linked and ended by it, without terms", async () => {
  const body = { authorityId: null, network: 'vk', url: handle(), name: 'Правительство края' };
  const made = (await t.http.post('/api/v1/accounts').set(r.committee.auth).send(body).expect(201)).body as Entry;
  expect(made).toMatchObject({ authority: null, status: 'accepted', deadlines: [], allowedActions: ['correct', 'strike', 'confirm-link', 'observe'] });
  expect((await t.http.post('/api/v1/accounts').set(r.committee.auth).send({ ...body, url: handle() }).expect(409)).body).toMatchObject({ code: 'account.duplicate', existingId: made.id });
  await t.http.patch(`/api/v1/accounts/${made.id}`).set(r.committee.auth).send({ name: 'Правительство Хабаровского края' }).expect(200);
  expect(await r.does(r.committee, made.id, 'confirm-link', { pageUrl: 'https://example.org/' })).toMatchObject({ link: { pageUrl: 'https://example.org/' }, deadlines: [] });
  for (const act of ['propose', 'propose-deletion', 'withdraw']) expect([act, (await r.act(r.finance, made.id, act, act === 'propose' ? { name: 'x' } : {})).status]).toEqual([act, 404]);
  expect(await t.get(AccountRefs).ofOwner(null)).toMatchObject([{ id: made.id, authorityId: null }]);
  await t.http.delete(`/api/v1/accounts/${made.id}`).set(r.committee.auth).set('if-match', '"1"').expect(412);
  await t.http.delete(`/api/v1/accounts/${made.id}`).set(r.committee.auth).expect(204);
});

test('A-2.4: two clerks of the committee decide at once: one wins, the other sees it', async () => {
  for (let round = 0; round < 6; round += 1) {
    const { entry } = await submitted();
    const version = round % 2 ? entry.version : undefined;
    const answers = await Promise.all([
      r.act(r.committee, entry.id, 'accept', {}, version),
      r.act(r.clerk, entry.id, 'send-back', { remarks: 'Не то' }, version),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, version === undefined ? 409 : 412]);
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status).map((answer) => answer.body);
    expect(['accepted', 'sent-back']).toContain(won.status);
    if (version === undefined) expect(lost).toMatchObject({ code: 'account.action-not-allowed', state: won.status });
    else expect(lost.current).toMatchObject({ id: entry.id, status: won.status, version: won.version });
    expect((await r.view(entry.id)).status).toBe(won.status);
  }
});

describe("the network's own number shows a new name from another's account", () => {
  test('the same number under another address: the authority owes the change', async () => {
    const { entry } = await accepted({ externalId: '1001' });
    const seen = await r.does(r.committee, entry.id, 'observe', { url: handle(entry['network'] as string), externalId: '1001' });
    expect(seen).toMatchObject({ warning: 'renamed', url: entry.url });
    expect(states(seen)).toContain('account.register open');
    expect((await r.get(r.committee, '?warning=renamed&limit=200')).text).toContain(entry.id);
    // Looked again: it is as it was.
    expect(await r.does(r.committee, entry.id, 'observe', { url: entry.url, externalId: '1001' })).toMatchObject({ warning: null, observed: null });
  });

  test('another number under the same address: somebody may have taken it over; the committee sees it', async () => {
    const { who, entry } = await accepted({ externalId: '2001' });
    expect(await r.does(r.committee, entry.id, 'observe', { url: entry.url, externalId: '666' })).toMatchObject({ warning: 'hijacked', observed: { externalId: '666' } });
    expect((await r.get(r.committee, '?warning=hijacked&limit=200')).text).toContain(entry.id);
    expect((await history(entry.id)).at(-1)).toMatchObject({ event: 'account.observe', details: { warning: 'hijacked', knownId: '2001' } });
    expect((await r.act(r.committee, entry.id, 'observe', { url: handle(entry['network'] as string), externalId: '666' })).body.code).toBe('account.observed-stranger');
    // The authority moves to a new account: what was seen of the old one is past.
    await r.does(who, entry.id, 'propose', { url: handle(entry['network'] as string), externalId: '2002' });
    expect(await r.does(r.committee, entry.id, 'accept')).toMatchObject({ warning: null, externalId: '2002' });
  });

  test('a number proposed for the same address is a warning before anybody looks', async () => {
    const { who, entry } = await accepted({ externalId: '3001' });
    expect(await r.does(who, entry.id, 'propose', { externalId: '3002' })).toMatchObject({ warning: 'hijacked', status: 'change-submitted' });
  });
});

test('twice a year it is asked whether the entry is still right; the answer keeps the date', async () => {
  const { who, entry } = await accepted();
  const ask = () => t.get(AskStale).execute();
  at('2020-12-15 10:00');
  await ask();
  expect((await r.view(entry.id)).askedAt).toBeNull();
  expect((await r.act(who, entry.id, 'confirm-current')).body.code).toBe('account.action-not-allowed');
  at('2020-12-17 10:00');
  await ask();
  await ask();
  expect(await r.view(entry.id, who)).toMatchObject({ askedAt: iso('2020-12-17 10:00'), allowedActions: ['propose', 'confirm-current', 'confirm-link'] });
  for (const person of [r.committee, who]) expect((await r.get(person, '?asked=true&limit=200')).text).toContain(entry.id);
  at('2020-12-18 10:00');
  expect(await r.does(who, entry.id, 'confirm-current')).toMatchObject({ askedAt: null, confirmedAt: iso('2020-12-18 10:00') });
  at('2021-06-17 10:00');
  await ask();
  expect((await r.view(entry.id)).askedAt).toBeNull();
  at('2021-06-18 10:00');
  await ask();
  // To say what has changed is an answer too.
  expect(await r.does(who, entry.id, 'propose', { name: 'Сменилось' })).toMatchObject({ askedAt: null });
  expect((await history(entry.id)).filter(({ event }) => event === 'account.ask')).toHaveLength(2);
});

test('a question nobody answers is asked again half a year later', async () => {
  const { entry } = await accepted();
  const askedAt = async (local: string) => {
    at(local);
    await t.get(AskStale).execute();
    return (await r.view(entry.id)).askedAt;
  };
  expect([await askedAt('2020-12-17 10:00'), await askedAt('2021-06-16 10:00'), await askedAt('2021-06-17 10:00')]).toEqual([
    iso('2020-12-17 10:00'), iso('2020-12-17 10:00'), iso('2021-06-17 10:00'),
  ]);
});

test('A-2.4: when an authority ends, the committee is asked about what it leaves in the registry, once', async () => {
  const body = (await t.http.post('/api/v1/authorities').set(r.admin.auth).send({ name: 'Комитет на время', kind: 'committee' }).expect(201)).body as { id: string };
  const enter = async (network: string) =>
    (await t.http.post('/api/v1/accounts').set(r.committee.auth).send({ authorityId: body.id, network, url: handle(network), name: 'На время' }).expect(201)).body as Entry;
  const [one, other] = [await enter('vk'), await enter('ok')];
  await t.http.patch(`/api/v1/authorities/${body.id}`).set(r.admin.auth).send({ validTo: iso('2020-07-01 00:00') }).expect(200);
  const ask = async (local: string) => {
    at(local);
    await t.get(AskStale).execute();
  };
  const asks = async (id: string) => (await history(id)).filter(({ event }) => event === 'account.ask').length;
  await ask('2020-06-30 23:59');
  expect([await asks(one.id), await asks(other.id)]).toEqual([0, 0]);
  await ask('2020-07-01 09:30');
  await ask('2020-07-02 09:30');
  expect([await asks(one.id), await asks(other.id)]).toEqual([1, 1]);
  expect((await r.view(one.id)).allowedActions).toEqual(['correct', 'strike', 'confirm-current', 'observe']);
  // Kept on purpose, or struck out: either answers.
  await r.does(r.committee, one.id, 'confirm-current');
  await t.http.delete(`/api/v1/accounts/${other.id}`).set(r.committee.auth).expect(204);
  await ask('2020-07-03 09:30');
  expect([await asks(one.id), await asks(other.id)]).toEqual([1, 1]);
});

test('nobody of another authority sees the history', async () => {
  const { entry } = await accepted();
  const stranger = seedIds.authority('upr-lesami') === entry['authorityId'] ? r.finance : r.forests;
  expect((await r.get(stranger, `/${entry.id}/history`)).status).toBe(404);
  expect((await r.get(stranger, `/${entry.id}`)).status).toBe(200);
});
