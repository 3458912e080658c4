import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncidentView } from '../../../src/incidents/index.js';
import { networks, type Network } from '../../../src/networks/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { CheckCredentials } from '../../../src/publishing/credentials/check-credentials.js';
import { VerifyDeliveries } from '../../../src/publishing/verify-deliveries.js';
import { actsOf } from '../../support/acts.js';
import { eventually } from '../../support/eventually.js';
import { assignmentOf, draftOf } from '../../support/incidents.js';
import { Ledger } from '../../support/ledger.js';
import { vkError } from '../../support/networks/index.js';
import { type Asked, type Connected, connected } from '../../support/networks/town.js';

let world: Connected;

beforeAll(async () => {
  world = await connected();
});
afterAll(async () => {
  expect(world.fakes.violations()).toEqual([]);
  await world.close();
});

/** A message of the network, routed and answered by an approved draft (on Twitter: handed over to the curator). */
async function approved(network: Network, text = 'Здравствуйте! Починим до 1 июля.'): Promise<{ incident: IncidentView; asked: Asked }> {
  const { c } = world;
  const asked = await world.ask(network, 'Когда починят дорогу?');
  const recorded = await c.record(network, { url: asked.url, text: asked.text });
  const routed = await c.route(recorded, c.health);
  const drafted = await c.as(c.health).post(`/assignments/${assignmentOf(routed, c.health).id}/drafts`, { kind: 'final', text });
  expect(drafted.status).toBe(201);
  return { incident: await actsOf(c).approve(await c.view(recorded.id), c.health), asked };
}

/** Whoever publishes orders it from the network. */
async function order(incident: IncidentView) {
  const { c } = world;
  return incident.network === 'twitter'
    ? c.as(c.curator).post(`/drafts/${draftOf(incident, c.health).id}/publish-for-executor`, { through: 'network' })
    : c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/publish`, { through: 'network' });
}

/** What tells a published incident, without its own ids and links. */
const endOf = ({ status, assignments, publications, deadlines }: IncidentView) => ({
  status,
  assignments: assignments.map((assignment) => assignment.status),
  publications: publications.map(({ kind, text, publisher }) => ({ kind, text, publisher })),
  deadlines: deadlines.map(({ obligation, state }) => `${obligation} ${state}`).toSorted(),
});

describe('M-13: an approved answer through the network’s interface', () => {
  it.each(networks)('%s: ends as by hand does, and stands there once', async (network) => {
    const { c } = world;
    const { incident, asked } = await approved(network);
    const ordered = await order(incident);
    expect([ordered.status, ordered.body.deliveries]).toMatchObject([200, [{ state: 'pending', network, link: asked.url }]]);
    expect((await c.view(incident.id)).status).toBe('routed');
    await world.send();
    const done = await c.view(incident.id);
    expect(done.deliveries).toMatchObject([{ state: 'published', reason: null }]);
    expect(asked.answers()).toEqual(['Здравствуйте! Починим до 1 июля.']);
    expect(done.publications).toMatchObject([{ way: 'network', url: done.deliveries[0]?.url }]);

    const byHand = await approved(network);
    const url = done.deliveries[0]?.url?.replace(/\d+\/?$/, (id) => `9${id}`) ?? '';
    const path = network === 'twitter' ? `/drafts/${draftOf(byHand.incident, c.health).id}/publish-for-executor` : `/assignments/${assignmentOf(byHand.incident, c.health).id}/publish`;
    expect((await c.as(network === 'twitter' ? c.curator : c.health).post(path, { url })).status).toBe(200);
    expect(endOf(done)).toEqual(endOf(await c.view(byHand.incident.id)));
  });

  it('M-12.2: a revised answer becomes a version only once it is out', async () => {
    const { c } = world;
    const asked = await world.ask('vk', 'Когда включат воду?');
    const acts = actsOf(c);
    const incident = await acts.requestChanges(await acts.draft(await c.route(await c.record('vk', { url: asked.url }), c.health), c.health), c.health);
    const id = assignmentOf(incident, c.health).id;
    const ordered = await c.as(c.health).post(`/assignments/${id}/revise-and-publish`, { text: 'Включим 2 июля.', through: 'network' });
    expect(ordered.status).toBe(200);
    expect(assignmentOf(await c.view(incident.id), c.health)).toMatchObject({ status: 'changes-requested', drafts: [{ version: 1 }] });
    await world.send();
    const done = await c.view(incident.id);
    expect([done.status, assignmentOf(done, c.health).drafts.at(-1)]).toMatchObject(['closed', { version: 2, text: 'Включим 2 июля.', status: 'revised' }]);
    expect(asked.answers()).toEqual(['Включим 2 июля.']);
  });

  it('says before approval that a text is over the limit, and cuts nothing', async () => {
    const { c } = world;
    const { incident } = await approved('instagram', 'о'.repeat(2300));
    expect(draftOf(incident, c.health).length).toEqual({ length: 2300, max: 2200 });
    const refused = await order(incident);
    expect([refused.status, refused.body.code]).toEqual([400, 'publication.too-long']);
  });
});

describe('what the network cannot or will not do is a person’s task', () => {
  it('a place the interfaces do not reach waits with the link and the text; by hand ends it', async () => {
    const { c } = world;
    const acts = actsOf(c);
    const incident = await acts.approve(await acts.draft(await c.route(await c.record('vk', { url: 'https://vk.com/photo-1_77001' }), c.health), c.health), c.health);
    const ordered = await order(incident);
    expect(ordered.body.deliveries).toMatchObject([{ state: 'manual', reason: 'no-place', link: 'https://vk.com/photo-1_77001', text: 'Ответ: final' }]);
    const done = await acts.publish(incident, c.health);
    expect(done).toMatchObject({ status: 'closed', deliveries: [{ state: 'published', reason: 'by-hand' }], publications: [{ way: 'by-hand' }] });
  });

  it.each([[14, 'captcha'], [213, 'closed'], [5, 'credential'], [222, 'content']])('VK error %d ends as %s, waits, and can be tried again', async (code, reason) => {
    const { c } = world;
    const { incident, asked } = await approved('vk');
    await order(incident);
    world.fakes.vk.fail({ on: 'wall.createComment', kind: 'answer', reply: vkError(code) });
    await world.send();
    const waiting = (await c.view(incident.id)).deliveries[0];
    expect(waiting).toMatchObject({ state: 'manual', reason, detail: `VK ${code}`, allowedActions: ['cancel', 'retry'].toSorted() });
    expect(waiting?.explanation).toMatch(/[а-я]/);
    const again = await c.as(c.health).post(`/deliveries/${waiting?.id}/retry`);
    expect([again.status, again.body.state]).toEqual([200, 'pending']);
    await world.send();
    expect([(await c.view(incident.id)).status, asked.answers().length]).toEqual(['closed', 1]);
  });

  it('a network that asks to wait is waited for', async () => {
    const { c, t } = world;
    const { incident, asked } = await approved('vk');
    await order(incident);
    world.fakes.vk.fail({ on: 'wall.createComment', kind: 'answer', reply: vkError(9) });
    await world.send();
    expect((await c.view(incident.id)).deliveries).toMatchObject([{ state: 'pending', reason: 'rate', attempts: 0 }]);
    t.clock.advance(299_000);
    await world.send();
    expect(asked.answers()).toEqual([]);
    t.clock.advance(2000);
    await world.send();
    expect([(await c.view(incident.id)).status, asked.answers().length]).toEqual(['closed', 1]);
  });
});

it('M-13: an account that is asked to wait rests with all it has to say, and with what comes meanwhile', async () => {
  const { c, t, fakes } = world;
  const [first, second] = [await approved('vk'), await approved('vk')];
  await order(first.incident);
  fakes.vk.fail({ on: 'wall.createComment', kind: 'answer', reply: vkError(9) });
  await world.send();
  const asked = fakes.vk.done.length;
  await order(second.incident);
  await world.send();
  expect(fakes.vk.done.length).toBe(asked);
  expect((await c.view(second.incident.id)).deliveries).toMatchObject([{ state: 'pending', reason: null, attempts: 0 }]);
  t.clock.advance(301_000);
  await world.send();
  expect([first, second].map(({ asked: { answers } }) => answers().length)).toEqual([1, 1]);
});

it('what a network never does, however often it is sent, waits for a person within the hour', async () => {
  const { c, t, fakes } = world;
  const { incident, asked } = await approved('facebook');
  await order(incident);
  fakes.meta.fail({ on: 'POST comments', kind: 'cut-before', times: 1000 });
  const began = t.clock.now().getTime();
  for (let n = 0; n < 200 && !(await t.get(Database).row(`SELECT 1 FROM delivery WHERE stream_id = $1 AND state = 'manual'`, [incident.id])); n += 1) {
    await world.send();
    t.clock.advance(20_000);
  }
  expect((await c.view(incident.id)).deliveries).toMatchObject([{ state: 'manual', reason: 'busy', allowedActions: ['cancel', 'retry'] }]);
  expect(t.clock.now().getTime() - began).toBeLessThan(3_600_000);
  expect(asked.answers()).toEqual([]);
  fakes.meta.calm();
});

describe('a credential that does not open', () => {
  it('is as none: what is ordered waits for a person, others go on, and the administrators hear of it', async () => {
    const { c, t } = world;
    const db = t.get(Database);
    const { incident } = await approved('ok');
    const other = await approved('vk');
    const [row] = await db.rows<{ id: string; sealed: string }>(`SELECT id, sealed FROM network_credential WHERE network = 'ok'`);
    const seal = (sealed: string) => db.transaction(() => db.change(`UPDATE network_credential SET sealed = $2 WHERE id = $1`, [row?.id, sealed]));
    await seal(`nokey.${row?.sealed.split('.')[1]}`);
    expect((await order(incident)).body.deliveries).toMatchObject([{ state: 'manual', reason: 'no-credential' }]);
    await order(other.incident);
    await world.send();
    expect((await c.view(other.incident.id)).status).toBe('closed');
    await t.get(CheckCredentials).everyOne();
    expect(await db.rows(`SELECT details->>'fault' AS fault FROM event WHERE stream_id = $1 AND type = 'credential.refused'`, [row?.id])).toEqual([{ fault: 'SECRET_KEY' }]);
    await seal(row?.sealed ?? '');
    await t.get(CheckCredentials).everyOne();
    expect(await db.rows(`SELECT state FROM network_credential WHERE id = $1`, [row?.id])).toEqual([{ state: 'valid' }]);
  });
});

describe('nothing is published twice', () => {
  it('an answer that stands there although nobody heard is found, not written again', async () => {
    const { c, t } = world;
    const { incident, asked } = await approved('vk');
    await order(incident);
    world.fakes.vk.fail({ on: 'wall.createComment', kind: 'cut-after' });
    await world.send();
    expect((await c.view(incident.id)).deliveries).toMatchObject([{ state: 'unknown', reason: 'unclear' }]);
    t.clock.advance(3000);
    await world.send();
    expect([(await c.view(incident.id)).status, asked.answers().length]).toEqual(['closed', 1]);
  });

  it('an answer that is nowhere after every look is written once', async () => {
    const { c, t } = world;
    const { incident, asked } = await approved('facebook');
    await order(incident);
    world.fakes.meta.fail({ on: 'POST comments', kind: 'cut-before' });
    for (let look = 0; look < 4; look += 1) {
      await world.send();
      t.clock.advance(100_000);
    }
    await world.send();
    expect([(await c.view(incident.id)).status, asked.answers().length]).toEqual(['closed', 1]);
  });

  it('a network that stays away while it is looked for leaves the answer to a person, whose new attempt looks first', async () => {
    const { c, t, fakes } = world;
    const { incident, asked } = await approved('vk');
    await order(incident);
    fakes.vk.fail({ on: 'wall.createComment', kind: 'cut-after' });
    fakes.vk.fail({ on: 'wall.getComments', kind: 'cut-before', times: 15 });
    for (let look = 0; look < 20; look += 1) {
      await world.send();
      t.clock.advance(60_000);
    }
    const waiting = (await c.view(incident.id)).deliveries[0];
    expect(waiting).toMatchObject({ state: 'manual', reason: 'unclear' });
    expect((await c.as(c.health).post(`/deliveries/${waiting?.id}/retry`)).status).toBe(200);
    await world.send();
    expect([(await c.view(incident.id)).status, asked.answers().length]).toEqual(['closed', 1]);
  });

  it('what may be out already is not given up before somebody has looked', async () => {
    const { c, t, fakes } = world;
    const { incident, asked } = await approved('vk');
    await order(incident);
    fakes.vk.fail({ on: 'wall.createComment', kind: 'cut-after' });
    await world.send();
    const withdrawn = await c.as(c.curator).post(`/assignments/${assignmentOf(incident, c.health).id}/withdraw`, { reason: 'Отзываем' });
    expect([withdrawn.status, withdrawn.body.code]).toEqual([409, 'delivery.in-progress']);
    t.clock.advance(3000);
    await world.send();
    expect([(await c.view(incident.id)).status, asked.answers().length]).toEqual(['closed', 1]);
  });

  it('whoever publishes by hand while it is being sent hears so; a second order is refused', async () => {
    const { c, t } = world;
    const { incident } = await approved('vk');
    await order(incident);
    expect([(await order(incident)).status, (await order(incident)).body.code]).toEqual([409, 'delivery.in-progress']);
    await t.get(Database).transaction(() => t.get(Database).change(`UPDATE delivery SET state = 'sending', round_id = gen_random_uuid() WHERE stream_id = $1`, [incident.id]));
    const byHand = await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/publish`, { url: c.link('vk') });
    expect([byHand.status, byHand.body.code]).toEqual([409, 'delivery.in-progress']);
    const withdrawn = await c.as(c.curator).post(`/assignments/${assignmentOf(incident, c.health).id}/withdraw`, { reason: 'Отзываем' });
    expect([withdrawn.status, withdrawn.body.code]).toEqual([409, 'delivery.in-progress']);
  });

  it('who acts on the incident while its answer is written down as out waits, and nobody crosswise', async () => {
    const { c, t, fakes } = world;
    const { incident, asked } = await approved('vk');
    await order(incident);
    const somebody = await Ledger.open(t.databaseUrl);
    // Somebody has the incident open in an act when the network answers, and then touches its delivery.
    await somebody.rows('BEGIN');
    await somebody.rows(`SELECT id FROM incident WHERE id = '${incident.id}' FOR UPDATE`);
    const sent = world.send();
    await eventually(async () => expect(await t.get(Database).rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).toHaveLength(1));
    await somebody.rows(`SELECT id FROM delivery WHERE stream_id = '${incident.id}' FOR UPDATE`);
    await somebody.rows('COMMIT');
    await somebody.close();
    await sent;
    expect([(await c.view(incident.id)).status, asked.answers().length, fakes.vk.violations]).toEqual(['closed', 1, []]);
  });

  it('what is withdrawn before its turn is not sent', async () => {
    const { c } = world;
    const { incident, asked } = await approved('vk');
    await order(incident);
    await actsOf(c).withdraw(incident, c.health);
    await world.send();
    expect((await c.view(incident.id)).deliveries).toMatchObject([{ state: 'failed', reason: 'withdrawn' }]);
    expect(asked.answers()).toEqual([]);
  });
});

it('a look gives way to what the same account has still to send', async () => {
  const { c, t, fakes } = world;
  const looks = () => fakes.vk.done.filter((name) => name === 'wall.getComment').length;
  await t.get(VerifyDeliveries).execute();
  const before = looks();
  await order((await approved('vk')).incident);
  await world.send();
  const { incident } = await approved('vk');
  await order(incident);
  await t.get(VerifyDeliveries).execute();
  expect(looks()).toBe(before);
  await world.send();
  await t.get(VerifyDeliveries).execute();
  expect(looks()).toBe(before + 2);
  expect((await c.view(incident.id)).status).toBe('closed');
});

it('looks right after and a day later whether the answer is still there; a vanished one is an event', async () => {
  const { c, t, fakes } = world;
  const { incident, asked } = await approved('vk');
  await order(incident);
  await world.send();
  await t.get(VerifyDeliveries).execute();
  fakes.vk.comments.splice(fakes.vk.comments.findIndex(({ text }) => text === asked.answers()[0]), fakes.vk.comments.length);
  t.clock.advance(86_400_000 + 1000);
  await t.get(VerifyDeliveries).execute();
  const history = await c.as(c.curator).get(`/incidents/${incident.id}/history`);
  expect(history.body.items.filter(({ event }: { event: string }) => event === 'delivery.vanished')).toMatchObject([{ title: 'Опубликованного ответа больше нет в социальной сети' }]);
  expect((await c.view(incident.id)).deliveries[0]?.vanishedAt).not.toBeNull();
});

describe('an answer placed by hand is looked for like any other, by its link', () => {
  const vanished = async (id: string) => {
    const { c } = world;
    const history = await c.as(c.curator).get(`/incidents/${id}/history`);
    return history.body.items.filter(({ event }: { event: string }) => event === 'delivery.vanished').length;
  };
  const placed = async (network: Network, url: string): Promise<string> => {
    const { c } = world;
    const { incident } = await approved(network);
    const curators = network === 'twitter';
    const path = curators ? `/drafts/${draftOf(incident, c.health).id}/publish-for-executor` : `/assignments/${assignmentOf(incident, c.health).id}/publish`;
    expect((await c.as(curators ? c.curator : c.health).post(path, { url })).status).toBe(200);
    return incident.id;
  };

  it.each(networks)('%s', async (network) => {
    const { c, t, fakes } = world;
    const answer = await world.ask(network, `Ответ рукой в ${network}`);
    const id = await placed(network, answer.url);
    expect((await c.view(id)).deliveries).toMatchObject([{ state: 'published', reason: 'by-hand', url: answer.url, attempts: 0 }]);
    expect((await c.view(id)).publications).toMatchObject([{ way: 'by-hand' }]);
    await t.get(VerifyDeliveries).execute();
    expect(await vanished(id)).toBe(0);
    for (const things of [fakes.vk.comments, fakes.ok.comments, fakes.meta.things, fakes.twitter.tweets] as { text?: string }[][]) {
      const at = things.findIndex(({ text }) => text?.endsWith(answer.text));
      if (at >= 0) things.splice(at, 1);
    }
    t.clock.advance(86_400_000 + 1000);
    await t.get(VerifyDeliveries).execute();
    await t.get(VerifyDeliveries).execute();
    expect(await vanished(id)).toBe(1);
    expect((await c.view(id)).deliveries[0]?.vanishedAt).not.toBeNull();
  });

  it('a link that leads to nothing is told of at once; ordered from the network first, it is still one delivery', async () => {
    const { c, t } = world;
    const { incident } = await approved('vk');
    await order(incident);
    const url = `https://vk.com/wall-77_999?reply=9998887`;
    expect((await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/publish`, { url })).status).toBe(200);
    expect((await c.view(incident.id)).deliveries).toMatchObject([{ state: 'published', reason: 'by-hand', url }]);
    await t.get(VerifyDeliveries).execute();
    expect(await vanished(incident.id)).toBe(1);
  });
});
