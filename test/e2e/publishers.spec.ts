import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FollowAccounts, type IncidentView } from '../../src/incidents/index.js';
import { setAccount } from '../support/accounts.js';
import { actsOf, type Acts } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { assignmentOf, type Cast, cast, openTerms } from '../support/incidents.js';
import { termOf } from '../support/obliged.js';

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

const at = (local: string) => t.clock.set(khv(`2020-06-17 ${local}`));
const iso = (local: string) => `2020-06-17T${local}:00+10:00`;
const lose = () => setAccount(t, c.health, 'ok', false);
const find = () => setAccount(t, c.health, 'ok', true);
const follow = () => t.get(FollowAccounts).execute();
const part = (incident: IncidentView) => assignmentOf(incident, c.health);
const drafted = async (kind: 'interim' | 'final' = 'final') => acts.draft(await c.route(await c.record('ok'), c.health), c.health, kind);
const titles = async ({ id }: IncidentView) =>
  ((await c.as(c.curator).get(`/incidents/${id}/history`)).body as { items: { event: string; clause: string; channel: string }[] }).items
    .filter(({ event }) => event.startsWith('assignment.account'))
    .map(({ event, clause, channel }) => [event, clause, channel]);

describe('the account is closed after the draft was sent: the answer still reaches the citizen', () => {
  beforeEach(find);

  test('under review: the curator has the hour of M-13.2 from then on instead of the hour to review', async () => {
    let incident = await drafted();
    at('10:40');
    await lose();
    await follow();
    incident = await c.view(incident.id);
    expect(part(incident)).toMatchObject({ status: 'in-review', publisher: 'curator' });
    expect(termOf(incident, 'reply.review')).toMatchObject({ state: 'cancelled', cancelReason: 'account-lost' });
    expect(termOf(incident, 'reply.publish-for-executor')).toMatchObject({ state: 'open', startedAt: iso('10:40'), dueAt: iso('11:40') });
    expect(await titles(incident)).toEqual([['assignment.account-lost', 'M-13.2', 'system']]);
    incident = await acts.publishFor(incident, c.health);
    expect(incident).toMatchObject({ status: 'closed', publications: [{ publisher: 'curator', text: 'Ответ: final' }] });
    expect(openTerms(incident)).toEqual([]);
  });

  test('approved: handed over to the curator; the executor cannot publish any more', async () => {
    let incident = await acts.approve(await drafted('interim'), c.health);
    at('10:20');
    await lose();
    // Before the timetable has come round to it: an act on it finds things as they are.
    await expect(acts.publish(incident, c.health)).rejects.toThrow('incident.action-not-allowed');
    await follow();
    incident = await c.view(incident.id);
    expect(part(incident)).toMatchObject({ status: 'handed-over', publisher: 'curator', allowedActions: ['publish-for-executor', 'withdraw'] });
    expect(termOf(incident, 'reply.publish')).toMatchObject({ state: 'cancelled', cancelReason: 'account-lost' });
    expect(openTerms(incident)).toEqual(['reply.final', 'reply.publish-for-executor']);
    incident = await acts.publishFor(incident, c.health);
    expect(incident).toMatchObject({ status: 'interim-answered', publications: [{ kind: 'interim', publisher: 'curator' }] });
    // An act with nobody's help from the timetable: the final answer is settled anew.
    incident = await acts.approve(await acts.draft(incident, c.health), c.health);
    expect(part(incident)).toMatchObject({ status: 'handed-over', publisher: 'curator' });
  });

  test('under remarks: the executor revises in the same hour and hands the text over without a link', async () => {
    let incident = await acts.requestChanges(await drafted(), c.health);
    await lose();
    await follow();
    incident = await c.view(incident.id);
    expect(part(incident)).toMatchObject({ status: 'changes-requested', publisher: 'curator' });
    expect(termOf(incident, 'reply.revise')).toMatchObject({ state: 'open', dueAt: iso('11:00') });
    at('10:30');
    incident = await acts.revise(incident, c.health);
    expect(openTerms(incident)).toEqual(['reply.publish-for-executor']);
    expect(await acts.publishFor(incident, c.health)).toMatchObject({ status: 'closed', publications: [{ text: 'Доработано' }] });
  });

  test('an approval a moment after the closing hands the text over, without waiting for the timetable', async () => {
    const incident = await drafted();
    await lose();
    expect(part(await acts.approve(incident, c.health))).toMatchObject({ status: 'handed-over', publisher: 'curator' });
    await follow();
    expect(await titles(incident)).toEqual([['assignment.account-lost', 'M-13.2', 'api']]);
  });

  describe('an act of the curator that ends the hour of M-13.2 it has only just begun leaves none open', () => {
    test('publishing', async () => {
      const incident = await acts.approve(await drafted(), c.health);
      at('10:20');
      await lose();
      const closed = await acts.publishFor(incident, c.health);
      expect(closed).toMatchObject({ status: 'closed', publications: [{ publisher: 'curator' }] });
      expect(openTerms(closed)).toEqual([]);
      expect(termOf(closed, 'reply.publish')).toMatchObject({ state: 'cancelled', cancelReason: 'account-lost' });
      expect(termOf(closed, 'reply.publish-for-executor')).toMatchObject({ state: 'met', startedAt: iso('10:20') });
    });

    test('remarks; the hour starts anew with the revised text', async () => {
      const incident = await drafted();
      await lose();
      const remarked = await acts.requestChanges(incident, c.health);
      expect(openTerms(remarked)).toEqual(['reply.revise']);
      at('10:30');
      const revised = await acts.revise(remarked, c.health);
      expect(openTerms(revised)).toEqual(['reply.publish-for-executor']);
      expect(openTerms(await acts.publishFor(revised, c.health))).toEqual([]);
    });

    test('withdrawing', async () => {
      const incident = await acts.approve(await drafted('interim'), c.health);
      await lose();
      expect(openTerms(await acts.withdraw(incident, c.health))).toEqual(['assignment.reroute']);
    });
  });
});

describe('an account is opened after the draft was sent', () => {
  beforeEach(lose);

  test('what has come to the curator stays with the curator, with its term', async () => {
    const incident = await acts.approve(await drafted(), c.health);
    await find();
    await follow();
    const after = await c.view(incident.id);
    expect(after.version).toBe(incident.version);
    expect(part(after)).toMatchObject({ status: 'handed-over', publisher: 'curator' });
    expect(await acts.publishFor(after, c.health)).toMatchObject({ status: 'closed' });
  });

  test('a text under revision is published by the executor, who can now', async () => {
    let incident = await acts.requestChanges(await drafted(), c.health);
    await find();
    await follow();
    incident = await c.view(incident.id);
    expect(part(incident)).toMatchObject({ publisher: 'executor' });
    expect(openTerms(incident)).toEqual(['reply.revise']);
    expect(await acts.revise(incident, c.health)).toMatchObject({ status: 'closed', publications: [{ publisher: 'executor' }] });
  });
});

test('what is published together does not depend on accounts', async () => {
  await find();
  const incident = await acts.draft(await c.route(await c.record('ok'), c.health, c.forests), c.health);
  await lose();
  await follow();
  expect((await c.view(incident.id)).version).toBe(incident.version);
  await find();
});
