import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UploadAttachment } from '../../src/attachments/upload-attachment.js';
import { ImportWorker } from '../../src/incidents/import/import-worker.js';
import type { IncidentView } from '../../src/incidents/index.js';
import { Database } from '../../src/platform/database/index.js';
import { actsOf, type Acts } from '../support/acts.js';
import { startStorageApp, type StorageApp, upload } from '../support/attachments.js';
import type { ContactPerson } from '../support/factories.js';
import { assignmentOf, type Cast, cast, draftOf, link } from '../support/incidents.js';
import { media } from '../support/media.js';

let t: StorageApp;
let c: Cast;
let acts: Acts;
beforeAll(async () => {
  t = await startStorageApp('disk');
  c = await cast(t);
  acts = actsOf(c);
});
afterAll(() => t.close());

const approved = async (network: 'vk' | 'ok' = 'vk') => acts.approve(await acts.draft(await c.route(await c.record(network), c.health), c.health), c.health);
const publish = (incident: IncidentView, url: string) => c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/publish`, { url });

describe('when a message was posted', () => {
  const record = (postedAt: Date) =>
    c.as(c.curator).post('/incidents', { network: 'vk', url: link('vk'), author: { name: 'Автор' }, text: 'Где автобус?', postedAt: postedAt.toISOString() });
  const inMinutes = (minutes: number) => new Date(t.clock.now().getTime() + minutes * 60_000);

  test('never lies ahead of its recording by more than clocks differ', async () => {
    expect((await record(inMinutes(4))).status).toBe(201);
    expect((await record(inMinutes(6))).body).toMatchObject({ status: 400, code: 'incident.posted-in-future' });
  });

  test('in a file, the line alone is at fault', async () => {
    const lines = [inMinutes(-1), inMinutes(60)].map((postedAt) => JSON.stringify({ network: 'vk', url: link('vk'), authorName: 'Автор', text: 'Где автобус?', postedAt }));
    const queued = await t.http.post('/api/v1/incidents/import').set(c.curator.auth).set('content-type', 'application/x-ndjson').send(lines.join('\n'));
    expect(queued.status).toBe(202);
    await t.get(ImportWorker).work({ id: queued.body.id });
    expect((await c.as(c.curator).get(`/incidents/import/${queued.body.id}`)).body).toMatchObject({ recorded: 1, failed: 1 });
    expect((await c.as(c.curator).get(`/incidents/import/${queued.body.id}/errors`)).body.items).toMatchObject([{ line: 2, code: 'incident.posted-in-future' }]);
  });
});

describe('the link of an answer', () => {
  test('leads to a post or comment, not to a page; nothing happens otherwise', async () => {
    const incident = await approved();
    expect((await publish(incident, 'https://vk.com/minzdrav27')).body).toMatchObject({ status: 400, code: 'publication.url-not-post' });
    expect((await publish(incident, link('ok'))).body).toMatchObject({ status: 400, code: 'incident.url-network' });
    expect((await c.view(incident.id)).version).toBe(incident.version);
    expect((await publish(incident, 'https://vk.com/wall-7_7?reply=70')).status).toBe(200);
  });

  describe('is not that of the message itself, however it is written', () => {
    const own = 'https://vk.com/wall-6_60?reply=61';
    const same = 'https://m.vk.com/wall-6_60_r61?from=feed';
    const refused = { status: 400, code: 'publication.url-of-message' };
    const routed = async (...people: ContactPerson[]) => c.route(await c.record('vk', { url: `${own}${people.length}` }), ...people);
    const url = (people: number) => `${same.replace('?', `${people}?`)}`;

    test('nor of a message merged into it; published by the executor', async () => {
      const merged = await c.record('vk');
      let incident = await routed(c.health);
      expect((await c.as(c.curator).post(`/incidents/${merged.id}/merge`, { into: incident.id })).status).toBe(200);
      incident = await acts.approve(await acts.draft(await c.view(incident.id), c.health), c.health);
      for (const link of [url(1), merged.url]) expect((await publish(incident, link)).body).toMatchObject(refused);
      expect(await c.view(incident.id)).toMatchObject({ version: incident.version, publications: [] });
      // A comment below it may well be the answer.
      expect((await publish(incident, `${merged.url}?reply=5`)).status).toBe(200);
    });

    test('revised, published by the curator, consolidated', async () => {
      const revised = await acts.requestChanges(await acts.draft(await c.route(await c.record('vk', { url: own }), c.health), c.health), c.health);
      expect((await c.as(c.health).post(`/assignments/${assignmentOf(revised, c.health).id}/revise-and-publish`, { text: 'Иначе', url: same })).body).toMatchObject(refused);
      expect(await c.view(revised.id)).toMatchObject({ version: revised.version });

      const message = { url: 'https://twitter.com/citizen/status/61' };
      const handed = await acts.draft(await c.route(await c.record('twitter', message), c.health), c.health);
      expect((await c.as(c.curator).post(`/drafts/${draftOf(handed, c.health).id}/publish-for-executor`, { url: 'https://x.com/i/web/status/61' })).body).toMatchObject(refused);

      let several = await routed(c.health, c.forests);
      for (const person of [c.health, c.forests]) several = await acts.approve(await acts.draft(several, person), person);
      expect((await c.as(c.curator).post(`/incidents/${several.id}/consolidated-reply`, { text: 'Сводный', url: url(2) })).body).toMatchObject(refused);
      expect(await c.view(several.id)).toMatchObject({ status: 'consolidation', version: several.version });
    });

    test('in Odnoklassniki a comment has no address of its own: what says more than the post is taken', async () => {
      const incident = await approved('ok');
      expect((await publish(incident, incident.url)).body).toMatchObject(refused);
      expect((await publish(incident, `${incident.url}?st._aid=Comment_77`)).status).toBe(200);
    });
  });

  test('is of one incident alone, however it is written; an incident may name its own again', async () => {
    const [one, two] = [await acts.approve(await acts.draft(await c.route(await c.record(), c.health), c.health, 'interim'), c.health), await approved()];
    expect((await publish(one, 'https://vk.com/wall-8_8?reply=80')).status).toBe(200);
    expect((await publish(two, 'https://m.vk.com/wall-8_8?reply=80&from=feed')).body).toMatchObject({ status: 409, code: 'publication.url-taken' });
    expect((await c.view(two.id)).version).toBe(two.version);
    const final = await acts.approve(await acts.draft(await c.view(one.id), c.health), c.health);
    expect((await publish(final, 'https://vk.com/wall-8_8?reply=80')).status).toBe(200);
  });

  test('named for two incidents at the same moment goes to one of them', async () => {
    const incidents = [await approved(), await approved(), await approved()];
    const answers = await Promise.all(incidents.map((incident) => publish(incident, 'https://vk.com/wall-9_9?reply=90')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });
});

describe('photos of an answer go along with its versions', () => {
  const uploaded = async (person: ContactPerson): Promise<string> =>
    ((await upload(t, person.auth, media.png(Buffer.from(`answer ${Math.random()}`)))).body as { id: string }).id;
  const draft = async (incident: IncidentView, person: ContactPerson, attachments: string[]) => {
    const answer = await c.as(person).post(`/assignments/${assignmentOf(incident, person).id}/drafts`, { kind: 'final', text: 'Ответ', attachments });
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    return c.view(incident.id);
  };
  const content = async (person: ContactPerson, id: string | undefined) => (await t.http.get(`/api/v1/attachments/${id}/content`).set(person.auth)).status;

  test('the revised version keeps one of two and adds another, without an upload; the first version stays whole', async () => {
    const [kept, dropped] = [await uploaded(c.health), await uploaded(c.health)];
    let incident = await draft(await c.route(await c.record(), c.health), c.health, [kept, dropped]);
    incident = await acts.requestChanges(incident, c.health);
    const added = await uploaded(c.health);
    const answer = await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/revise-and-publish`, { text: 'Иначе', url: link('vk'), attachments: [kept, added] });
    expect([answer.status, answer.body.code]).toEqual([200, undefined]);
    const [first, second] = assignmentOf(await c.view(incident.id), c.health).drafts;
    expect(first?.attachments.map(({ id }) => id)).toEqual([kept, dropped]);
    expect(second?.attachments).toHaveLength(2);
    const copy = second?.attachments.find(({ id }) => id !== added);
    expect(copy).toMatchObject({ sha256: first?.attachments[0]?.sha256, fileName: first?.attachments[0]?.fileName });
    expect(await content(c.health, copy?.id)).toBe(200);
    expect(await content(c.forests, copy?.id)).toBe(404);
  });

  test('of another reply nothing can be taken along', async () => {
    const foreign = await uploaded(c.forests);
    await draft(await c.route(await c.record(), c.forests), c.forests, [foreign]);
    const own = await uploaded(c.health);
    await draft(await c.route(await c.record(), c.health), c.health, [own]);
    const incident = await acts.requestChanges(await acts.draft(await c.route(await c.record(), c.health), c.health), c.health);
    for (const [id, status, code] of [[foreign, 400, 'attachment.unknown'], [own, 409, 'attachment.already-used']] as const) {
      const answer = await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/revise-and-publish`, { text: 'Иначе', url: link('vk'), attachments: [id] });
      expect(answer.body).toMatchObject({ status, code });
    }
    expect((await c.view(incident.id)).version).toBe(incident.version);
  });

  test('the consolidated answer takes the photos of its parts', async () => {
    const photo = await uploaded(c.forests);
    let incident = await draft(await c.route(await c.record(), c.health, c.forests), c.forests, [photo]);
    incident = await acts.approve(await acts.approve(incident, c.forests).then((now) => acts.draft(now, c.health)), c.health);
    const answer = await c.as(c.curator).post(`/incidents/${incident.id}/consolidated-reply`, { text: 'Вместе', url: link('vk'), attachments: [photo] });
    expect([answer.status, answer.body.code]).toEqual([200, undefined]);
    incident = await c.view(incident.id);
    expect(incident.publications[0]?.attachments).toMatchObject([{ sha256: draftOf(incident, c.forests).attachments[0]?.sha256 }]);
    // The answer is public: everybody who works on it sees its photo, but not the other authority's part.
    expect(await content(c.health, incident.publications[0]?.attachments[0]?.id)).toBe(200);
    expect(await content(c.health, photo)).toBe(404);
  });

  test('what is taken along does not count as an upload of the day', async () => {
    const db = t.get(Database);
    const actor = { userId: c.health.userId, roles: ['executor' as const], authorityId: c.health.authorityId, channel: 'api' as const };
    const used = async () => (await db.row<{ all: number; own: number }>(
      `SELECT count(*)::int AS all, (count(*) FILTER (WHERE copied_from IS NULL))::int AS own FROM attachment WHERE uploaded_by = $1`, [actor.userId]));
    expect(await used()).toMatchObject({ all: 5, own: 4 });
    // Room for what was uploaded is room for what was taken along: bytes of copies are not counted.
    await db.separately(() => db.change(`UPDATE attachment SET size = 900 * 1024 * 1024 WHERE uploaded_by = $1 AND copied_from IS NOT NULL`, [actor.userId]));
    await expect(t.get(UploadAttachment).checkQuota(actor, 500 * 1024 * 1024)).resolves.toBeUndefined();
  });
});
