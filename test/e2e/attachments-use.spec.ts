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
    app.get(AttachmentPolicies).register('test-stream', async (actor: Actor, { authorityId }) => actor.roles.includes('curator') || authorityId === place().authorityId);
  });
  afterAll(() => app.close());
  beforeEach(() => db.transaction(() => db.change(`DELETE FROM attachment`)));
  afterEach(() => app.s3?.before('DELETE', async () => undefined));

  const authorityId = newId();
  const place = (change: Partial<AttachmentPlace> = {}): AttachmentPlace => ({ stream: 'test-stream', streamId: newId(), subject: 'draft', subjectId: newId(), authorityId, ...change });
  const uploaded = async (by: Someone, file = picture()): Promise<string> => ((await upload(app, by.headers, file)).body as { id: string }).id;
  const several = async (count: number, by: Someone): Promise<string[]> => Promise.all(Array.from({ length: count }, () => uploaded(by)));
  const bind = (by: Someone, ids: string[], to = place()): Promise<void> => db.transaction(() => app.get(Attachments).bind(by.actor, ids, to));
  const seen = async (id: string, by: Someone): Promise<number> => (await app.http.get(`/api/v1/attachments/${id}/content`).set(by.headers)).status;
  const purge = (): Promise<number> => app.get(PurgeAttachments).execute();
  const outcomes = (results: PromiseSettledResult<unknown>[]): string[] =>
    results.map((result) => (result.status === 'fulfilled' ? 'done' : String((result.reason as { code: string }).code))).sort();

  it('binds own attachments, which are then for those whom the policy of the stream lets', async () => {
    const [id, hidden] = (await several(2, executor)) as [string, string];
    expect([await seen(id, executor), await seen(id, curator)]).toEqual([200, 404]);
    const to = place();
    await bind(executor, [id], to);
    expect(await app.get(Attachments).of([to.subjectId, newId()])).toMatchObject([{ id, subject: 'draft', subjectId: to.subjectId }]);
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
    await expect(db.transaction(() => app.get(Attachments).bind(systemActor, [mine], place()))).rejects.toMatchObject({ code: 'attachment.unknown' });
    await expect(app.get(Attachments).bind(executor.actor, [mine], place())).rejects.toThrow('open transaction');
    await expect(db.transaction(async () => {
      await app.get(Attachments).bind(executor.actor, [mine], place());
      throw new Error('the act fails later');
    })).rejects.toThrow('later');
    await bind(executor, []);
    await bind(executor, [mine]);
  });

  it('binds at most ten to one thing, counting what it has and what is being bound', async () => {
    const to = place();
    await expect(bind(executor, Array.from({ length: 11 }, newId), to)).rejects.toMatchObject({ code: 'attachment.too-many', details: { max: 10 } });
    const ids = await several(16, executor);
    await bind(executor, ids.slice(0, 4), to);
    const both = await Promise.allSettled([bind(executor, ids.slice(4, 10), to), bind(executor, ids.slice(10, 16), to)]);
    expect(outcomes(both)).toEqual(['attachment.too-many', 'done']);
    expect(await app.get(Attachments).of([to.subjectId])).toHaveLength(10);
  });

  it('gives one attachment to one of two that want it at the same moment', async () => {
    const ids = await several(6, executor);
    const turned = [...ids].reverse();
    const results = await Promise.allSettled([bind(executor, ids), bind(executor, turned), bind(executor, ids), bind(executor, turned)]);
    expect(outcomes(results)).toEqual(['attachment.already-used', 'attachment.already-used', 'attachment.already-used', 'done']);
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
    expect(await db.rows(`SELECT stream_id FROM event WHERE type = 'attachment.purged' AND stream_id = ANY($1)`, [old])).toHaveLength(2);
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
      const remove = (id: string) => app.http.delete(`/api/v1/attachments/${id}`).set(executor.headers).then(({ status }) => status);
      const [third, ...statuses] = await Promise.all([uploaded(curator, file), remove(first), remove(second)]);
      expect(statuses).toEqual([204, 204]);
      expect(await seen(third, curator)).toBe(200);
      expect(await app.http.delete(`/api/v1/attachments/${third}`).set(curator.headers).then(({ status }) => status)).toBe(204);
      expect(await app.kept()).not.toContain(sha256(file));
    }
  });
});

describe('attachments when S3 fails', () => {
  let app: StorageApp;
  let curator: Someone;
  beforeAll(async () => {
    app = await startStorageApp('s3', { S3_TIMEOUT_SECONDS: '1' });
    curator = await someone(app, 'curator');
  });
  afterAll(() => app.close());

  it('answers 503 and leaves nothing; the same file goes in later', async () => {
    const file = picture();
    app.s3?.fail('SlowDown', 3);
    expect((await upload(app, curator.headers, file)).body).toMatchObject({ status: 503, code: 'unavailable' });
    expect([await app.kept(), await app.spooled()]).toEqual([[], []]);
    expect(await app.get(Database).rows(`SELECT id FROM attachment`)).toEqual([]);
    const again = await upload(app, curator.headers, file);
    expect(again.status).toBe(201);
    const { id } = again.body as { id: string };
    app.s3?.fail('AccessDenied');
    expect((await app.http.get(`/api/v1/attachments/${id}/content`).set(curator.headers)).status).toBe(503);
    await app.http.delete(`/api/v1/attachments/${id}`).set(curator.headers);
    expect(await app.kept()).toEqual([]);
  });

  it('removes later what it could not remove at once', async () => {
    const file = picture();
    const { id } = (await upload(app, curator.headers, file)).body as { id: string };
    app.s3?.fail('InternalError', 3);
    expect((await app.http.delete(`/api/v1/attachments/${id}`).set(curator.headers)).status).toBe(204);
    expect((await app.http.get(`/api/v1/attachments/${id}`).set(curator.headers)).status).toBe(404);
    expect(await app.kept()).toEqual([sha256(file)]);
    await app.get(PurgeAttachments).run();
    expect(await app.kept()).toEqual([]);
  });

  it('waits with the removal of bytes that are on their way in, and with the way in while they are removed', async () => {
    const file = picture();
    const { id } = (await upload(app, curator.headers, file)).body as { id: string };
    let again: Promise<{ status: number }> | undefined;
    // The upload begins while the service is removing the object: its PUT must come after.
    app.s3?.before('DELETE', async () => {
      again ??= upload(app, curator.headers, file);
    });
    await app.http.delete(`/api/v1/attachments/${id}`).set(curator.headers);
    expect((await again)?.status).toBe(201);
    expect(await app.kept()).toEqual([sha256(file)]);
    const calls = app.s3?.requests.filter((call) => call.includes(sha256(file))).map((call) => call.split(' ')[0]);
    expect(calls).toEqual(['PUT', 'DELETE', 'PUT']);
  });
});

describe('the daily volume', () => {
  it('is counted per user within 24 hours, also for uploads at the same moment', async () => {
    const app = await startStorageApp('disk', { ATTACHMENT_DAILY_MB: '3', ATTACHMENT_IMAGE_MAX_MB: '2' });
    try {
      const [curator, other] = [await someone(app, 'curator'), await someone(app, 'curator')];
      const megabyte = (): Buffer => media.png(Buffer.alloc(1024 * 1024 - media.png().length, (salt += 1)));
      const answers = await Promise.all(Array.from({ length: 5 }, () => upload(app, curator.headers, megabyte())));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429]);
      expect((await upload(app, curator.headers, media.gif())).body).toMatchObject({ code: 'attachment.quota-exceeded', maxMb: 3 });
      expect((await upload(app, other.headers, media.gif())).status).toBe(201);
      expect([await app.spooled(), (await app.kept()).length]).toEqual([[], 4]);
      app.clock.advance(24 * HOUR);
      expect((await upload(app, curator.headers, media.gif())).status).toBe(201);
    } finally {
      await app.close();
    }
  });
});
