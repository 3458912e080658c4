import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createExecutor } from '../support/factories.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { assignmentOf, type Cast, cast, draftOf, expectView, openTerms } from '../support/incidents.js';

let t: TestApp;
let c: Cast;
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
});
afterAll(() => t.close());

const advance = (minutes: number) => t.clock.advance(minutes * 60_000);

describe('one executor with an account', () => {
  test('record → route → draft → approve → publish: every term met, the incident closed (M-6, M-10, M-12.1, M-13.1)', async () => {
    let incident = await c.record();
    expect(incident).toMatchObject({ status: 'recorded', allowedActions: expect.arrayContaining(['route', 'decline', 'merge']) });
    expect(openTerms(incident)).toEqual(['incident.route', 'incident.route-several']);

    incident = await c.route(incident, c.health);
    expect(incident.status).toBe('routed');
    expect(openTerms(incident)).toEqual(['assignment.return', 'reply.draft']);

    advance(30);
    const assignment = assignmentOf(incident, c.health);
    incident = expectView(await c.as(c.health).post(`/assignments/${assignment.id}/drafts`, { kind: 'final', text: 'Терапевт выйдет 1 июля.' }), 201);
    expect(assignmentOf(incident, c.health).status).toBe('in-review');
    expect(openTerms(incident)).toEqual(['reply.review']);

    const draft = draftOf(incident, c.health);
    incident = expectView(await c.as(c.curator).post(`/drafts/${draft.id}/approve`));
    expect(openTerms(incident)).toEqual(['reply.publish']);

    incident = expectView(await c.as(c.health).post(`/assignments/${assignment.id}/publish`, { url: c.link('vk') }));
    expect(incident.status).toBe('closed');
    expect(openTerms(incident)).toEqual([]);
    expect(incident.publications).toMatchObject([{ kind: 'final', text: 'Терапевт выйдет 1 июля.', publisher: 'executor', draftId: draft.id }]);
    expect(incident.deadlines.filter(({ state }) => state === 'met').map(({ obligation }) => obligation).toSorted()).toEqual([
      'incident.route', 'reply.draft', 'reply.publish', 'reply.review',
    ]);
  });

  test('remarks → revised and published without a second approval (M-12.2)', async () => {
    let incident = await c.route(await c.record(), c.health);
    const { id } = assignmentOf(incident, c.health);
    incident = expectView(await c.as(c.health).post(`/assignments/${id}/drafts`, { kind: 'final', text: 'Черновик' }), 201);
    incident = expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/request-changes`, { remarks: 'Добавьте дату' }));
    expect(openTerms(incident)).toEqual(['reply.revise']);
    expect((await c.as(c.health).post(`/assignments/${id}/revise-and-publish`, { text: 'С датой' })).body.code).toBe('publication.url-needed');
    incident = expectView(await c.as(c.health).post(`/assignments/${id}/revise-and-publish`, { text: 'С датой', url: c.link('vk') }));
    expect(incident.status).toBe('closed');
    expect(incident.publications[0]?.text).toBe('С датой');
    expect(assignmentOf(incident, c.health).drafts.map(({ status }) => status)).toEqual(['changes-requested', 'revised']);
  });

  test('interim → final within seven working days (M-11)', async () => {
    let incident = await c.route(await c.record(), c.health);
    const { id } = assignmentOf(incident, c.health);
    incident = expectView(await c.as(c.health).post(`/assignments/${id}/drafts`, { kind: 'interim', text: 'Выясняем' }), 201);
    expect(openTerms(incident)).toEqual(['reply.final', 'reply.review']);
    expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/approve`));
    incident = expectView(await c.as(c.health).post(`/assignments/${id}/publish`, { url: c.link('vk') }));
    expect(incident.status).toBe('interim-answered');
    expect(openTerms(incident)).toEqual(['reply.final']);
    expect((await c.as(c.health).post(`/assignments/${id}/drafts`, { kind: 'interim', text: 'Ещё выясняем' })).body.code).toBe('draft.interim-already');
    incident = expectView(await c.as(c.health).post(`/assignments/${id}/drafts`, { kind: 'final', text: 'Выяснили' }), 201);
    expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/approve`));
    incident = expectView(await c.as(c.health).post(`/assignments/${id}/publish`, { url: c.link('vk') }));
    expect(incident.status).toBe('closed');
    expect(incident.publications.map(({ kind }) => kind)).toEqual(['interim', 'final']);
    expect(openTerms(incident)).toEqual([]);
  });

  test('return → reroute, never to the one who returned it (M-8)', async () => {
    let incident = await c.route(await c.record(), c.health);
    incident = expectView(await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/return`, { reason: 'Это вопрос лесов' }));
    incident = await c.view(incident.id);
    expect(incident.status).toBe('returned');
    expect(openTerms(incident)).toEqual(['assignment.reroute']);
    await expect(c.route(incident, c.health)).rejects.toThrow('route.executor-returned');
    incident = await c.route(incident, c.forests);
    expect(openTerms(incident)).toEqual(['assignment.return', 'reply.draft']);
    expect(incident.assignments.map(({ status }) => status)).toEqual(['rerouted', 'assigned']);
  });
});

describe('an authority without an account (M-13.2)', () => {
  test('one term from the draft to publication; remarks start it anew', async () => {
    let incident = await c.route(await c.record('ok'), c.finance);
    const { id } = assignmentOf(incident, c.finance);
    incident = expectView(await c.as(c.finance).post(`/assignments/${id}/drafts`, { kind: 'final', text: 'Ответ' }), 201);
    expect(openTerms(incident)).toEqual(['reply.publish-for-executor']);
    incident = expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.finance).id}/request-changes`, { remarks: 'Короче' }));
    expect(openTerms(incident)).toEqual(['reply.revise']);
    expect((await c.as(c.finance).post(`/assignments/${id}/revise-and-publish`, { text: 'Кратко', url: c.link('ok') })).body.code).toBe('publication.url-not-expected');
    incident = expectView(await c.as(c.finance).post(`/assignments/${id}/revise-and-publish`, { text: 'Кратко' }));
    expect(openTerms(incident)).toEqual(['reply.publish-for-executor']);
    incident = expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.finance).id}/publish-for-executor`, { url: c.link('ok') }));
    expect(incident).toMatchObject({ status: 'closed', publications: [{ publisher: 'curator', text: 'Кратко' }] });
  });

  test('on Twitter the curator publishes whoever answers', async () => {
    let incident = await c.route(await c.record('twitter'), c.health);
    incident = expectView(await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/drafts`, { kind: 'final', text: 'Ответ' }), 201);
    expect(openTerms(incident)).toEqual(['reply.publish-for-executor']);
    const answer = await c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/publish-for-executor`, { url: c.link('vk') });
    expect(answer.body.code).toBe('incident.url-network');
    incident = expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/publish-for-executor`, { url: c.link('twitter') }));
    expect(incident.status).toBe('closed');
    expect(draftOf(incident, c.health).status).toBe('approved');
  });
});

describe('several executors (M-7, M-13.3)', () => {
  test('one returns, one is interim: an interim consolidated answer, then a final one', async () => {
    let incident = await c.route(await c.record(), c.health, c.forests, c.finance);
    expect(incident.mode).toBe('several');
    expectView(await c.as(c.finance).post(`/assignments/${assignmentOf(incident, c.finance).id}/return`, { reason: 'Не к нам' }));
    for (const [person, kind] of [[c.health, 'interim'], [c.forests, 'final']] as const) {
      expectView(await c.as(person).post(`/assignments/${assignmentOf(incident, person).id}/drafts`, { kind, text: `Часть: ${kind}` }), 201);
    }
    incident = await c.view(incident.id);
    expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/approve`));
    incident = expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.forests).id}/request-changes`, { remarks: 'Яснее' }));
    expect(incident.status).toBe('routed');
    expectView(await c.as(c.forests).post(`/assignments/${assignmentOf(incident, c.forests).id}/revise-and-publish`, { text: 'Ясно' }));
    incident = await c.view(incident.id);
    expect(incident.status).toBe('consolidation');
    expect(openTerms(incident)).toEqual(['assignment.reroute', 'reply.consolidate', 'reply.final']);

    incident = expectView(await c.as(c.curator).post(`/incidents/${incident.id}/consolidated-reply`, { text: 'Сводный', url: c.link('vk') }));
    expect(incident).toMatchObject({ status: 'interim-answered', publications: [{ kind: 'interim', draftId: null }] });
    expect(openTerms(incident)).toEqual(['assignment.reroute', 'reply.final']);

    expectView(await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/drafts`, { kind: 'final', text: 'Готово' }), 201);
    incident = await c.view(incident.id);
    incident = expectView(await c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/approve`));
    expect(incident.status).toBe('consolidation');
    incident = expectView(await c.as(c.curator).post(`/incidents/${incident.id}/consolidated-reply`, { text: 'Сводный окончательный', url: c.link('vk') }));
    expect(incident.status).toBe('closed');
    expect(openTerms(incident)).toEqual([]);
    expect(incident.assignments.map(({ status }) => status).toSorted()).toEqual(['published', 'published', 'rerouted']);
  });
});

test('work is handed over whole or not at all: never to one who works on it already or has returned it (M-5, rule 12)', async () => {
  const colleague = await createExecutor(t, { authorityCode: 'min-zdrav' });
  const handOver = () => c.as(c.curator).post(`/executors/${c.health.contactId}/hand-over`, { to: colleague.contactId });
  await handOver();
  const both = await c.route(await c.record(), c.health, colleague);
  expect((await handOver()).body).toMatchObject({ status: 409, code: 'executor.cannot-take-over', numbers: String(both.number) });
  expectView(await c.as(c.curator).post(`/assignments/${assignmentOf(both, colleague).id}/withdraw`, { reason: 'Одного довольно' }));
  expect((await handOver()).body).toEqual({ handedOver: 1 });
  const incident = await c.view(both.id);
  expect(incident.assignments.find(({ status }) => status === 'assigned')?.executor?.id).toBe(colleague.contactId);
  expect(incident.deadlines.filter(({ state, bearer }) => state === 'open' && bearer.contactId === c.health.contactId)).toEqual([]);
});

describe('screening', () => {
  test('declined with a ground, it stays on record (M-3, M-4)', async () => {
    const incident = await c.record();
    const declined = expectView(await c.as(c.curator).post(`/incidents/${incident.id}/decline`, { ground: 'obscene-or-insulting', comment: 'Мат' }));
    expect(declined).toMatchObject({ status: 'declined', declined: { ground: 'obscene-or-insulting', comment: 'Мат' }, allowedActions: [] });
    expect(openTerms(declined)).toEqual([]);
    expect((await c.as(c.curator).post(`/incidents/${incident.id}/decline`, { ground: 'no-question' })).body).toMatchObject({ status: 409, code: 'incident.action-not-allowed' });
  });

  test('merged into another, both say so', async () => {
    const [one, two] = [await c.record(), await c.record('ok')];
    const merged = expectView(await c.as(c.curator).post(`/incidents/${two.id}/merge`, { into: one.id }));
    expect(merged).toMatchObject({ status: 'merged', mergedInto: one.id });
    expect((await c.view(one.id)).mergedPosts).toMatchObject([{ id: two.id, network: 'ok' }]);
    const [three, four] = [await c.record(), await c.record()];
    expectView(await c.as(c.curator).post(`/incidents/${four.id}/merge`, { into: three.id }));
    expectView(await c.as(c.curator).post(`/incidents/${three.id}/merge`, { into: one.id }));
    expect((await c.view(one.id)).mergedPosts.map(({ id }) => id).toSorted()).toEqual([two.id, three.id, four.id].toSorted());
    expect((await c.as(c.curator).post(`/incidents/${one.id}/merge`, { into: two.id })).body.code).toBe('incident.merge-target-closed');
    expect((await c.as(c.curator).post(`/incidents/${one.id}/merge`, { into: one.id })).body.code).toBe('incident.merge-itself');
  });

  test.each([
    ['vk', 'https://vk.com/id99'],
    ['ok', 'https://ok.ru/profile/123?from=x'],
    ['facebook', 'https://www.facebook.com/maria.v'],
    ['instagram', 'https://www.instagram.com/maria27/'],
    ['twitter', 'https://twitter.com/maria27'],
  ] as const)('the address of a person is no message: their next one would pass for it (%s)', async (network, url) => {
    const message = { network, url, author: { name: 'Мария' }, text: 'Нет света', postedAt: t.clock.now().toISOString() };
    const refused = await c.as(c.curator).post('/incidents', message);
    expect([refused.status, refused.body.code]).toEqual([400, 'incident.url-not-post']);
  });

  test('a message to a community, whose link names no post, is recorded', async () => {
    const incident = await c.record('vk', { url: 'https://vk.com/gim190112233?sel=77' });
    expect(incident.status).toBe('recorded');
  });

  test('the same post is never recorded twice, whatever its link looks like', async () => {
    const incident = await c.record('vk', { url: 'https://vk.com/wall-77_88' });
    const again = await c.as(c.curator).post('/incidents', {
      network: 'vk', url: 'https://m.vk.com/wall-77_88?from=feed', author: { name: 'А' }, text: 'Б', postedAt: '2020-06-17T09:00:00+10:00',
    });
    expect(again.body).toMatchObject({ status: 409, code: 'incident.duplicate', incidentId: incident.id, number: incident.number });
  });
});

test('history replays to the present state and says how long each step took (M-14)', async () => {
  let incident = await c.route(await c.record(), c.health);
  advance(40);
  incident = expectView(await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/drafts`, { kind: 'final', text: 'Ответ' }), 201);
  const { items } = (await c.as(c.curator).get(`/incidents/${incident.id}/history`)).body;
  expect(items.map(({ event }: { event: string }) => event)).toEqual([
    'incident.record', 'incident.route', 'assignment.assign', 'deadline.half', 'assignment.submit-draft',
  ]);
  expect(items.at(-1)).toMatchObject({ from: 'assigned', to: 'in-review', clause: 'M-10', bearer: 'executor', channel: 'api', tookWorkingMs: 40 * 60_000 });
});
