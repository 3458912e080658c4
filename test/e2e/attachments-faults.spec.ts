import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PurgeAttachments } from '../../src/attachments/purge-attachments.js';
import { Database } from '../../src/platform/database/index.js';
import { sha256 } from '../../src/platform/ids/index.js';
import { type Someone, someone, startStorageApp, type StorageApp, upload } from '../support/attachments.js';
import { eventually } from '../support/eventually.js';
import { media } from '../support/media.js';

const HOUR = 3_600_000;
let salt = 0;
const picture = (): Buffer => media.png(Buffer.from(`picture ${(salt += 1)}`));

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
    // The upload begins while the service is removing the object, and has come as far as it can before it goes on.
    app.s3?.before('DELETE', async () => {
      again ??= upload(app, curator.headers, file);
      await eventually(async () => {
        const waiting = await app.get(Database).rows(
          `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        const puts = app.s3?.requests.filter((call) => call === `PUT attachments/${sha256(file)}`) ?? [];
        expect(waiting.length + puts.length - 1).toBeGreaterThan(0);
      });
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
      expect((await upload(app, curator.headers, media.gif())).body).toMatchObject({
        code: 'attachment.quota-exceeded',
        maxMb: 3,
      });
      expect((await upload(app, other.headers, media.gif())).status).toBe(201);
      expect([await app.spooled(), (await app.kept()).length]).toEqual([[], 4]);
      app.clock.advance(24 * HOUR);
      expect((await upload(app, curator.headers, media.gif())).status).toBe(201);
    } finally {
      await app.close();
    }
  });
});
