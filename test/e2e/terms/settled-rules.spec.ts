import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IncidentView } from '../../../src/incidents/index.js';
import { actsOf, type Acts } from '../../support/acts.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { createExecutor } from '../../support/factories.js';
import { khv } from '../../support/deadlines.js';
import { assignmentOf, type Cast, cast, openTerms } from '../../support/incidents.js';
import { termOf } from '../../support/obliged.js';

let t: TestApp;
let c: Cast;
let acts: Acts;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-15T09:00:00+10:00' });
  c = await cast(t);
  acts = actsOf(c);
});
afterAll(() => t.close());

const at = (local: string) => t.clock.set(khv(`2020-06-${local}`));
const iso = (local: string): string => `2020-06-${local.replace(' ', 'T')}:00+10:00`;
const ends = (incident: IncidentView, ...keys: Parameters<typeof termOf>[1][]) =>
  Object.fromEntries(keys.map((key) => [key, [termOf(incident, key).state, termOf(incident, key).cancelReason]]));
/** Every term of an obligation in an incident, in the order they began. */
const terms = (incident: IncidentView, obligation: string) =>
  incident.deadlines.filter((term) => term.obligation === obligation).toSorted((a, b) => a.id.localeCompare(b.id));

test('rule 6: long after every term the answer is still taken, each late step marked', async () => {
  at('17 10:00');
  let incident = await c.record();
  at('18 10:00');
  incident = await c.route(incident, c.health);
  at('22 10:00');
  incident = await acts.draft(incident, c.health);
  at('23 10:00');
  incident = await acts.approve(incident, c.health);
  at('29 10:00');
  incident = await acts.publish(incident, c.health);
  expect(incident.status).toBe('closed');
  expect(incident.deadlines.filter(({ state }) => state === 'met-late').map(({ obligation, dueAt, metAt }) => [obligation, dueAt, metAt])).toEqual([
    ['incident.route', iso('17 11:00'), iso('18 10:00')],
    ['reply.draft', iso('18 17:00'), iso('22 10:00')],
    ['reply.review', iso('22 11:00'), iso('23 10:00')],
    ['reply.publish', iso('23 11:00'), iso('29 10:00')],
  ]);
});

describe('rule 9: before routing both M-6 and M-7 run', () => {
  const both = ['incident.route', 'incident.route-several'] as const;

  test('routing to one meets M-6 and cancels M-7', async () => {
    expect(ends(await c.route(await c.record(), c.health), ...both)).toEqual({
      'incident.route': ['met', null], 'incident.route-several': ['cancelled', 'routed-to-one'],
    });
  });

  test('routing to several meets M-7 and cancels M-6; everybody receives it at the same moment', async () => {
    at('17 10:20');
    const incident = await c.route(await c.record(), c.health, c.forests, c.finance);
    expect(ends(incident, ...both)).toEqual({ 'incident.route': ['cancelled', 'routed-to-several'], 'incident.route-several': ['met', null] });
    expect(incident.assignments.map(({ assignedAt }) => assignedAt)).toEqual([iso('17 10:20'), iso('17 10:20'), iso('17 10:20')]);
    const drafts = terms(incident, 'reply.draft');
    expect(drafts).toHaveLength(3);
    for (const term of drafts) expect(term).toMatchObject({ startedAt: iso('17 10:20'), dueAt: iso('17 17:20') });
  });

  test('declining and merging cancel both', async () => {
    const [one, two] = [await c.record(), await c.record()];
    await c.as(c.curator).post(`/incidents/${one.id}/decline`, { ground: 'threat-to-officials' });
    expect(ends(await c.view(one.id), ...both)).toEqual({ 'incident.route': ['cancelled', 'declined'], 'incident.route-several': ['cancelled', 'declined'] });
    await c.as(c.curator).post(`/incidents/${two.id}/merge`, { into: (await c.record()).id });
    expect(ends(await c.view(two.id), ...both)).toEqual({ 'incident.route': ['cancelled', 'merged'], 'incident.route-several': ['cancelled', 'merged'] });
  });
});

test('rule 10: without an account the curator has one hour from the draft; after remarks it starts anew with the revised text', async () => {
  at('17 09:00');
  let incident = await c.route(await c.record('ok'), c.forests);
  at('17 10:00');
  incident = await acts.draft(incident, c.forests);
  expect(openTerms(incident)).toEqual(['reply.publish-for-executor']);
  at('17 10:50');
  incident = await acts.requestChanges(incident, c.forests);
  expect(openTerms(incident)).toEqual(['reply.revise']);
  at('17 11:30');
  incident = await acts.revise(incident, c.forests);
  expect(assignmentOf(incident, c.forests)).toMatchObject({ status: 'handed-over', publisher: 'curator' });
  at('17 12:40');
  incident = await acts.publishFor(incident, c.forests);
  expect(terms(incident, 'reply.publish-for-executor').map(({ state, startedAt, dueAt }) => [state, startedAt, dueAt])).toEqual([
    ['met', iso('17 10:00'), iso('17 11:00')],
    ['met-late', iso('17 11:30'), iso('17 12:30')],
  ]);
  expect(terms(incident, 'reply.revise')).toMatchObject([{ state: 'met', dueAt: iso('17 11:50'), metAt: iso('17 11:30') }]);
  expect(terms(incident, 'reply.review')).toEqual([]);
});

test('rule 10: approval does not stop the curator’s one term, publication does', async () => {
  at('17 10:00');
  let incident = await acts.draft(await c.route(await c.record('twitter'), c.health), c.health);
  at('17 10:30');
  incident = await acts.approve(incident, c.health);
  expect(incident.deadlines.filter(({ state }) => state === 'open')).toMatchObject([{ obligation: 'reply.publish-for-executor', dueAt: iso('17 11:00') }]);
  incident = await acts.publishFor(incident, c.health);
  expect(termOf(incident, 'reply.publish-for-executor')).toMatchObject({ state: 'met', metAt: iso('17 10:30') });
});

describe('rule 11: several executors', () => {
  test('the hour to consolidate runs from the last approved or revised part, the returned and withdrawn ones not waited for', async () => {
    at('17 09:00');
    let incident = await c.route(await c.record(), c.health, c.forests, c.finance);
    at('17 09:10');
    await acts.giveBack(incident, c.finance);
    at('17 10:00');
    incident = await acts.draft(incident, c.health);
    at('17 10:10');
    incident = await acts.approve(incident, c.health);
    expect(openTerms(incident)).not.toContain('reply.consolidate');
    at('17 10:20');
    incident = await acts.draft(incident, c.forests);
    at('17 10:30');
    incident = await acts.requestChanges(incident, c.forests);
    at('17 12:15');
    incident = await acts.revise(incident, c.forests);
    expect(incident.status).toBe('consolidation');
    expect(termOf(incident, 'reply.consolidate')).toMatchObject({ startedAt: iso('17 12:15'), dueAt: iso('17 14:15') });
    incident = await acts.consolidate(incident);
    expect(incident).toMatchObject({ status: 'closed', publications: [{ kind: 'final', publisher: 'curator' }] });
    // M-8.2 of the returned part ends with the incident.
    expect(termOf(incident, 'assignment.reroute')).toMatchObject({ state: 'cancelled', cancelReason: 'incident-ended' });
  });

  test('withdrawing the last part that was waited for starts the hour', async () => {
    at('17 09:00');
    let incident = await c.route(await c.record(), c.health, c.forests);
    incident = await acts.approve(await acts.draft(incident, c.health), c.health);
    at('17 11:00');
    incident = await acts.withdraw(incident, c.forests);
    expect(incident.status).toBe('consolidation');
    expect(termOf(incident, 'reply.consolidate')).toMatchObject({ startedAt: iso('17 11:00'), dueAt: iso('17 12:00') });
  });

  test('what the curator took from one of several another takes, once, while the rest go on; the hour starts anew with the new part', async () => {
    at('17 09:00');
    let incident = await c.route(await c.record(), c.health, c.forests);
    incident = await acts.approve(await acts.draft(incident, c.health), c.health);
    at('17 11:00');
    incident = await acts.withdraw(incident, c.forests);
    expect(incident).toMatchObject({ status: 'consolidation', allowedActions: ['route', 'consolidated-reply'] });
    at('17 11:30');
    incident = await c.route(incident, c.finance);
    expect(incident).toMatchObject({ status: 'routed', mode: 'several', allowedActions: [] });
    expect(termOf(incident, 'reply.consolidate')).toMatchObject({ state: 'cancelled', cancelReason: 'rerouted' });
    expect(openTerms(incident)).toEqual(['assignment.return', 'reply.draft']);
    await expect(c.route(incident, c.forests)).rejects.toThrow('incident.action-not-allowed');
    at('17 12:00');
    incident = await acts.approve(await acts.draft(incident, c.finance), c.finance);
    expect(termOf(incident, 'reply.consolidate')).toMatchObject({ state: 'open', startedAt: iso('17 12:00'), dueAt: iso('17 13:00') });
    expect(await acts.consolidate(incident)).toMatchObject({ status: 'closed', publications: [{ kind: 'final' }] });
  });

  test('one interim part makes the answer interim; the seven days run for that executor, then a final answer follows', async () => {
    at('17 09:00');
    let incident = await c.route(await c.record(), c.health, c.forests);
    incident = await acts.approve(await acts.draft(incident, c.health), c.health);
    incident = await acts.approve(await acts.draft(incident, c.forests, 'interim'), c.forests);
    incident = await acts.consolidate(incident);
    expect(incident).toMatchObject({ status: 'interim-answered', publications: [{ kind: 'interim' }] });
    expect(incident.deadlines.filter(({ state }) => state === 'open')).toMatchObject([
      { obligation: 'reply.final', dueAt: iso('29 18:00'), bearer: { contactId: c.forests.contactId } },
    ]);
    at('22 10:00');
    incident = await acts.approve(await acts.draft(incident, c.forests), c.forests);
    expect(termOf(incident, 'reply.consolidate')).toMatchObject({ state: 'open', dueAt: iso('22 11:00') });
    incident = await acts.consolidate(incident);
    expect(incident).toMatchObject({ status: 'closed', publications: [{ kind: 'interim' }, { kind: 'final' }] });
    expect(termOf(incident, 'reply.final').state).toBe('met');
    expect(openTerms(incident)).toEqual([]);
  });
});

describe('after an interim answer the incident is interim-answered, whatever becomes of its parts', () => {
  const interim = async () => {
    at('17 10:00');
    let incident = await acts.giveBack(await c.route(await c.record(), c.health, c.forests, c.finance), c.finance);
    incident = await acts.approve(await acts.draft(incident, c.health), c.health);
    return acts.consolidate(await acts.approve(await acts.draft(incident, c.forests, 'interim'), c.forests));
  };

  test('another executor takes the returned part, and returns it: it stands where it stood', async () => {
    at('15 09:00');
    const spare = await createExecutor(t, { authorityCode: 'min-zhkh' });
    let incident = await interim();
    expect(incident.status).toBe('interim-answered');
    incident = await c.route(incident, spare);
    expect(incident.status).toBe('interim-answered');
    incident = await acts.giveBack(incident, spare);
    expect(incident.status).toBe('interim-answered');
    // The last one works on: with his final part everything is ready.
    incident = await acts.approve(await acts.draft(incident, c.forests), c.forests);
    expect(incident.status).toBe('consolidation');
    expect(await acts.consolidate(incident)).toMatchObject({ status: 'closed', publications: [{ kind: 'interim' }, { kind: 'final' }] });
  });

  test('with nobody left it cannot be declined or merged, for an answer is promised; the next executor may answer interim again', async () => {
    at('17 10:00');
    let incident = await acts.publish(await acts.approve(await acts.draft(await c.route(await c.record(), c.health), c.health, 'interim'), c.health), c.health);
    incident = await acts.withdraw(incident, c.health);
    expect(incident).toMatchObject({ status: 'returned', allowedActions: ['route'], interimAnsweredAt: iso('17 10:00') });
    for (const [act, body] of [['decline', { ground: 'no-question' }], ['merge', { into: (await c.record()).id }]] as const) {
      expect((await c.as(c.curator).post(`/incidents/${incident.id}/${act}`, body)).body).toMatchObject({ status: 409, code: 'incident.action-not-allowed' });
    }
    incident = await c.route(incident, c.forests);
    expect(incident.status).toBe('interim-answered');
    incident = await acts.publish(await acts.approve(await acts.draft(incident, c.forests, 'interim'), c.forests), c.forests);
    expect(incident.status).toBe('interim-answered');
    incident = await acts.publish(await acts.approve(await acts.draft(incident, c.forests), c.forests), c.forests);
    expect(incident).toMatchObject({ status: 'closed', publications: [{ kind: 'interim' }, { kind: 'interim' }, { kind: 'final' }] });
  });
});

describe('rule 12: return, reroute, withdraw', () => {
  test('a return ends the six hours; the new assignment has terms of its own', async () => {
    at('17 10:00');
    let incident = await c.route(await c.record(), c.health);
    at('17 10:40');
    incident = await acts.giveBack(incident, c.health);
    expect(ends(incident, 'assignment.return', 'reply.draft')).toEqual({ 'assignment.return': ['met', null], 'reply.draft': ['cancelled', 'returned'] });
    at('17 11:20');
    incident = await c.route(incident, c.forests);
    expect(termOf(incident, 'assignment.reroute')).toMatchObject({ state: 'met', dueAt: iso('17 11:40'), metAt: iso('17 11:20') });
    expect(incident.deadlines.filter(({ state }) => state === 'open').map(({ obligation, dueAt }) => [obligation, dueAt])).toEqual([
      ['assignment.return', iso('17 12:20')],
      ['reply.draft', iso('18 09:20')],
    ]);
    await expect(c.route(await acts.giveBack(incident, c.forests), c.health)).rejects.toThrow('route.executor-returned');
  });

  test('once a draft is sent nothing can be returned, and the hour to return is cancelled', async () => {
    const incident = await acts.draft(await c.route(await c.record(), c.health), c.health, 'interim');
    expect(termOf(incident, 'assignment.return')).toMatchObject({ state: 'cancelled', cancelReason: 'draft-sent' });
    await expect(acts.giveBack(incident, c.health)).rejects.toThrow('incident.action-not-allowed');
  });

  test('withdrawing, with a reason, cancels every term of the assignment', async () => {
    at('17 10:00');
    let incident = await acts.approve(await acts.draft(await c.route(await c.record(), c.health), c.health, 'interim'), c.health);
    expect(openTerms(incident)).toEqual(['reply.final', 'reply.publish']);
    incident = await acts.withdraw(incident, c.health);
    expect(incident).toMatchObject({ status: 'returned', assignments: [{ status: 'withdrawn', endReason: 'Направлено по ошибке' }] });
    // Nobody is left: the curator has an hour to find another, as after a return (M-8.2).
    expect(openTerms(incident)).toEqual(['assignment.reroute']);
    expect(ends(incident, 'reply.final', 'reply.publish')).toEqual({ 'reply.final': ['cancelled', 'withdrawn'], 'reply.publish': ['cancelled', 'withdrawn'] });
  });
});

test('rule 13: the seven days count from the first sending of the interim draft, whatever its review did', async () => {
  at('17 16:00');
  let incident = await acts.draft(await c.route(await c.record(), c.health), c.health, 'interim');
  at('18 09:30');
  incident = await acts.requestChanges(incident, c.health);
  at('18 15:00');
  incident = await acts.revise(incident, c.health);
  expect(incident.status).toBe('interim-answered');
  expect(terms(incident, 'reply.final')).toMatchObject([{ state: 'open', startedAt: iso('17 16:00'), dueAt: iso('29 18:00') }]);
  at('29 17:59');
  incident = await acts.publish(await acts.approve(await acts.draft(incident, c.health), c.health), c.health);
  expect(terms(incident, 'reply.final')).toMatchObject([{ state: 'met', metAt: iso('29 17:59') }]);
});
