import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Cast, cast, draftOf } from '../support/incidents.js';
import { seedIds } from '../support/factories.js';

let t: TestApp;
let c: Cast;
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
});
afterAll(() => t.close());

describe('style help (M-9, A-9)', () => {
  it('stands beside the newest version of a draft, for executor and curator, and blocks nothing', async () => {
    const acts = actsOf(c);
    let incident = await acts.draft(await c.route(await c.record(), c.health), c.health);
    incident = await acts.requestChanges(incident, c.health);
    const first = draftOf(incident, c.health);
    expect(first.style?.findings.map(({ rule }) => rule)).toContain('no-greeting');
    for (const person of [c.curator, c.health]) {
      const seen = (await c.as(person).get(`/incidents/${incident.id}`)).body;
      expect(draftOf(seen, c.health).style).toEqual(first.style);
    }
    const text = 'Здравствуйте! Терапевт приедет 3 июля, запись по телефону +7 (4212) 00-00-00.';
    const revised = await c.as(c.health).post(`/assignments/${incident.assignments[0]?.id}/revise-and-publish`, { text, url: c.link('vk') });
    expect(revised.body.assignments[0].drafts.map(({ style }: { style: { findings: unknown[] } | null }) => style?.findings ?? null)).toEqual([null, []]);
  });

  it('answers about a text being written, and refuses what is no text', async () => {
    const asked = await c.as(c.health).post('/assistance/style', { text: 'В настоящее время снег вывозят.', kind: 'post' });
    expect([asked.status, asked.body.findings]).toEqual([
      200,
      [{ rule: 'officialese', clause: 'A-9', from: 0, to: 17, excerpt: 'В настоящее время', message: 'Канцелярит. Проще: сейчас.', suggestion: 'сейчас' }],
    ]);
    expect((await c.as(c.health).post('/assistance/style', { text: 'а'.repeat(16_385), kind: 'reply' })).status).toBe(400);
    expect((await c.as(c.health).post('/assistance/style', { text: '', kind: 'reply' })).body.readability.score).toBeNull();
  });
});

describe('suggestions to the curator (M-3, M-4, M-6)', () => {
  it('name topic, place, street and the executor who got such messages, each with a reason', async () => {
    const text = 'В Хабаровске на Краснофлотской нет терапевта в поликлинике. Когда появится врач?';
    await c.route(await c.record('vk', { text }), c.forests);
    await c.route(await c.record('vk', { text: 'Нет терапевта, врач уволился' }), c.health);
    const incident = await c.record('vk', { text });
    const { status, body } = await c.as(c.curator).get(`/incidents/${incident.id}/suggestions`);
    expect(status).toBe(200);
    expect(body.screening).toEqual([]);
    expect(body.topics.some(({ code, reason }: { code: string; reason: string }) => code === 'g04-t07' && reason.includes('терапевт'))).toBe(true);
    expect(body.locations).toMatchObject([{ id: seedIds.location('08701000'), oktmo: '08701000', excerpt: 'Хабаровске' }]);
    expect(body.streets).toMatchObject([{ excerpt: 'Краснофлотской' }]);
    expect(body.executors.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([c.health.contactId, c.forests.contactId]));
    expect(body.executors[0].reason).toMatch(/^Похожих сообщений раньше: \d/);
  });

  it('answers about a text, and decides nothing', async () => {
    const { body } = await c.as(c.curator).post('/assistance/suggest', { text: 'Сделайте дорогу, депутаты, или голову вам оторву' });
    expect(body.screening).toMatchObject([{ ground: 'threat-to-officials', clause: 'M-4', confidence: 'sure' }]);
    expect((await c.as(c.curator).post('/assistance/suggest', { text: '' })).body).toMatchObject({ screening: [], topics: [], locations: [] });
    expect((await c.as(c.curator).get('/incidents/00000000-0000-7000-8000-000000000000/suggestions')).status).toBe(404);
  });
});
