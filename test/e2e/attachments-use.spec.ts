import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Attachments, AttachmentPolicies, type AttachmentPlace } from '../../src/attachments/index.js';
import { PurgeAttachments } from '../../src/attachments/purge-attachments.js';
import { type Actor, systemActor } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId, sha256 } from '../../src/platform/ids/index.js';
import { type Someone, someone, startStorageApp, type StorageApp, upload } from '../support/attachments.js';
import { media } from '../support/media.js';

const HOUR = 3_600_000;
let salt = 0;
const picture = (): Buffer => media.png(Buffer.from(`picture ${(salt += 1)}`));

describe.each(['disk', 's3'] as const)('use of attachments on %s', (storage) => {
  let app: StorageApp;
  let curator: Someone;
  let executor: Someone;
  let db: Database;
  beforeAll(async () => {
    app = await startStorageApp(storage);
    db = app.get(Database);
    curator = await someone(app, 'curator');
    executor = await someone(app, 'executor');
    app
      .get(AttachmentPolicies)
      .register(
        'test-stream',
        async (actor: Actor, { authorityId }) => actor.roles.includes('curator') || authorityId === place().authorityId,
      );
  });
  afterAll(() => app.close());
  beforeEach(() => db.transaction(() => db.change(`DELETE FROM attachment`)));
  afterEach(() => app.s3?.before('DELETE', async () => undefined));

  const authorityId = newId();
  const place = (change: Partial<AttachmentPlace> = {}): AttachmentPlace => ({
    stream: 'test-stream',
    streamId: newId(),
    subject: 'draft',
    subjectId: newId(),
    authorityId,
    ...change,
  });
  const uploaded = async (by: Someone, file = picture()): Promise<string> =>
    ((await upload(app, by.headers, file)).body as { id: string }).id;
  const several = async (count: number, by: Someone): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => uploaded(by)));
  const bind = (by: Someone, ids: string[], to = place()): Promise<void> =>
    db.transaction(() => app.get(Attachments).bind(by.actor, ids, to));
  const seen = async (id: string, by: Someone): Promise<number> =>
    (await app.http.get(`/api/v1/attachments/${id}/content`).set(by.headers)).status;
  const purge = (): Promise<number> => app.get(PurgeAttachments).execute();
  const outcomes = (results: PromiseSettledResult<unknown>[]): string[] =>
    results
      .map((result) => (result.status === 'fulfilled' ? 'done' : String((result.reason as { code: string }).code)))
      .sort();

  it('binds own attachments, which are then for those whom the policy of the stream lets', async () => {
    const [id, hidden] = (await several(2, executor)) as [string, string];
    expect([await seen(id, executor), await seen(id, curator)]).toEqual([200, 404]);
    const to = place();
    await bind(executor, [id], to);
    expect(await app.get(Attachments).of([to.subjectId, newId()])).toMatchObject([
      { id, subject: 'draft', subjectId: to.subjectId },
    ]);
    expect([await seen(id, executor), await seen(id, curator)]).toEqual([200, 200]);
    // Another authority's: the uploader's right ended with the binding.
    await bind(executor, [hidden], place({ authorityId: newId() }));
    expect([await seen(hidden, executor), await seen(hidden, curator)]).toEqual([404, 200]);

    const orphan = await uploaded(curator);
    await bind(curator, [orphan], place({ stream: 'stream-without-policy' }));
    expect(await seen(orphan, curator)).toBe(404);
    const removal = await app.http.delete(`/api/v1/attachments/${orphan}`).set(curator.headers);
    expect(removal.body).toMatchObject({ status: 409, code: 'attachment.already-used' });
  });

  it('refuses what is not there, not own, used, or named twice, and binds all or none', async () => {
    const [mine, used] = (await several(2, executor)) as [string, string];
    const foreign = await uploaded(curator);
    await bind(executor, [used]);
    const none = newId();
    for (const [ids, code, named] of [
      [[mine, foreign], 'attachment.unknown', [foreign]],
      [[mine, none], 'attachment.unknown', [none]],
      [[mine, used], 'attachment.already-used', [used]],
      [[mine, mine.toUpperCase()], 'attachment.already-used', [mine, mine.toUpperCase()]],
    ] as const) {
      await expect(bind(executor, [...ids])).rejects.toMatchObject({ code, details: { ids: named } });
    }
    await expect(db.transaction(() => app.get(Attachments).bind(systemActor, [mine], place()))).rejects.toMatchObject({
      code: 'attachment.unknown',
    });
    await expect(app.get(Attachments).bind(executor.actor, [mine], place())).rejects.toThrow('open transaction');
    await expect(
      db.transaction(async () => {
        await app.get(Attachments).bind(executor.actor, [mine], place());
        throw new Error('the act fails later');
      }),
    ).rejects.toThrow('later');
    await bind(executor, []);
    await bind(executor, [mine]);
  });

  it('binds at most ten to one thing, counting what it has and what is being bound', async () => {
    const to = place();
    await expect(bind(executor, Array.from({ length: 11 }, newId), to)).rejects.toMatchObject({
      code: 'attachment.too-many',
      details: { max: 10 },
    });
    const ids = await several(16, executor);
    await bind(executor, ids.slice(0, 4), to);
    const both = await Promise.allSettled([
      bind(executor, ids.slice(4, 10), to),
      bind(executor, ids.slice(10, 16), to),
    ]);
    expect(outcomes(both)).toEqual(['attachment.too-many', 'done']);
    expect(await app.get(Attachments).of([to.subjectId])).toHaveLength(10);
  });

  it('gives one attachment to one of two that want it at the same moment', async () => {
    const ids = await several(6, executor);
    const turned = [...ids].reverse();
    const results = await Promise.allSettled([
      bind(executor, ids),
      bind(executor, turned),
      bind(executor, ids),
      bind(executor, turned),
    ]);
    expect(outcomes(results)).toEqual([
      'attachment.already-used',
      'attachment.already-used',
      'attachment.already-used',
      'done',
    ]);
  });

  it('purges what nobody used within 24 hours, with its content unless another needs it', async () => {
    const [shared, alone, bound] = [picture(), picture(), picture()];
    const old = [await uploaded(executor, shared), await uploaded(executor, alone)];
    const kept = await uploaded(executor, bound);
    await bind(executor, [kept]);
    app.clock.advance(23 * HOUR);
    const young = await uploaded(curator, shared);
    app.clock.advance(HOUR);
    expect(await purge()).toBe(0);
    app.clock.advance(1);
    expect(await purge()).toBe(2);
    expect(await Promise.all(old.map((id) => seen(id, executor)))).toEqual([404, 404]);
    expect([await seen(kept, executor), await seen(young, curator)]).toEqual([200, 200]);
    const names = await app.kept();
    expect([shared, alone, bound].map((file) => names.includes(sha256(file)))).toEqual([true, false, true]);
    expect(
      await db.rows(`SELECT stream_id FROM event WHERE type = 'attachment.purged' AND stream_id = ANY($1)`, [old]),
    ).toHaveLength(2);
    expect(await purge()).toBe(0);
  });

  it('never purges what is being bound', async () => {
    const id = await uploaded(executor);
    app.clock.advance(25 * HOUR);
    await db.transaction(async () => {
      await app.get(Attachments).bind(executor.actor, [id], place());
      expect(await new Promise<number>((done) => setImmediate(() => void db.separately(purge).then(done)))).toBe(0);
    });
    expect([await purge(), await seen(id, executor)]).toEqual([0, 200]);
  });

  it('keeps the bytes somebody uploads anew while the same bytes are being removed', async () => {
    const file = picture();
    for (let round = 0; round < 5; round += 1) {
      const [first, second] = [await uploaded(executor, file), await uploaded(executor, file)];
      const remove = (id: string) =>
        app.http
          .delete(`/api/v1/attachments/${id}`)
          .set(executor.headers)
          .then(({ status }) => status);
      const [third, ...statuses] = await Promise.all([uploaded(curator, file), remove(first), remove(second)]);
      expect(statuses).toEqual([204, 204]);
      expect(await seen(third, curator)).toBe(200);
      expect(
        await app.http
          .delete(`/api/v1/attachments/${third}`)
          .set(curator.headers)
          .then(({ status }) => status),
      ).toBe(204);
      expect(await app.kept()).not.toContain(sha256(file));
    }
  });
});
