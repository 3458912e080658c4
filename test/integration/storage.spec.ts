import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MovableClock } from '../../src/platform/clock/index.js';
import {
  ContentTooLong,
  DiskStorage,
  ObjectMissing,
  type ObjectStorage,
  S3Storage,
  Spool,
  type SpooledFile,
  StorageError,
} from '../../src/platform/storage/index.js';
import { type FakeS3, startFakeS3 } from '../support/fake-s3.js';

const clock = MovableClock.frozen('2020-06-17T10:00:00+10:00');
const content = randomBytes(300_000);
let directory: string;
let spool: Spool;
let s3: FakeS3;

beforeAll(async () => {
  Logger.overrideLogger(false);
  s3 = await startFakeS3();
});
afterAll(() => s3.close());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otklik-storage-'));
  spool = new Spool(join(directory, 'incoming'), clock);
  s3.objects.clear();
  s3.requests.length = 0;
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const receive = (bytes: Buffer, maxBytes = 1_000_000): Promise<SpooledFile> =>
  spool.receive(Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]), maxBytes);
const s3Storage = (change: Partial<ConstructorParameters<typeof S3Storage>[0]> = {}): S3Storage =>
  new S3Storage({ ...s3, timeoutMs: 5000, ...change });

describe.each([
  ['disk', (): ObjectStorage => new DiskStorage(directory)],
  ['s3', (): ObjectStorage => s3Storage()],
])('%s storage', (_, open) => {
  it('keeps what was put, gives it whole and in part, and lets it go', async () => {
    const storage = open();
    const file = await receive(content);
    expect(await storage.exists(file.sha256)).toBe(false);
    await storage.put(file);
    expect(await storage.exists(file.sha256)).toBe(true);
    expect(await buffer(await storage.get(file.sha256))).toEqual(content);
    expect(await buffer(await storage.get(file.sha256, { start: 100, end: 199 }))).toEqual(content.subarray(100, 200));
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);

    await storage.put(await receive(content));
    expect(await buffer(await storage.get(file.sha256))).toEqual(content);
    await storage.delete(file.sha256);
    await storage.delete(file.sha256);
    expect(await storage.exists(file.sha256)).toBe(false);
    await expect(storage.get(file.sha256)).rejects.toThrow(ObjectMissing);
  });

  it('takes nothing but a SHA-256 for a name', async () => {
    for (const key of ['../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/..`]) {
      await expect((async () => open().get(key))()).rejects.toThrow('named by its SHA-256');
      await expect((async () => open().delete(key))()).rejects.toThrow('named by its SHA-256');
    }
  });
});

describe('spool', () => {
  it('counts and hashes, and shows the beginning', async () => {
    const file = await receive(content);
    expect(file).toMatchObject({ size: content.length, head: content.subarray(0, 65_536) });
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    expect(await readFile(file.path)).toEqual(content);
    await file.discard();
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });

  it('leaves nothing of what is too long or breaks off', async () => {
    await expect(receive(content, content.length - 1)).rejects.toThrow(ContentTooLong);
    await expect(receive(content, content.length))
      .resolves.toMatchObject({ size: content.length })
      .then(() => undefined);
    async function* broken(): AsyncGenerator<Buffer> {
      yield content;
      throw new Error('gone');
    }
    const before = await readdir(join(directory, 'incoming'));
    await expect(spool.receive(Readable.from(broken()), 1_000_000)).rejects.toThrow('gone');
    expect(await readdir(join(directory, 'incoming'))).toEqual(before);
  });

  it('sweeps what a crash left behind, by age', async () => {
    const left = await receive(content);
    clock.advance(1000);
    const fresh = await receive(content);
    expect(await spool.sweep(clock.now())).toBe(1);
    await expect(stat(left.path)).rejects.toThrow('ENOENT');
    await expect(stat(fresh.path)).resolves.toBeDefined();
  });
});

describe('disk storage', () => {
  it('keeps objects for the owner alone', async () => {
    const file = await receive(content);
    await new DiskStorage(directory).put(file);
    const folder = join(directory, file.sha256.slice(0, 2), file.sha256.slice(2, 4));
    expect((await stat(join(folder, file.sha256))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('says that it does not work when the folder cannot be written', async () => {
    const file = await receive(content);
    const blocked = join(directory, 'blocked');
    await writeFile(blocked, 'a file where a folder should be');
    await chmod(blocked, 0o400);
    await expect(new DiskStorage(blocked).put(file)).rejects.toThrow(StorageError);
  });
});

describe('s3 storage', () => {
  it('is refused with a wrong key, secret or region, and says why', async () => {
    const file = await receive(content);
    await expect(s3Storage({ secretKey: 'wrong' }).put(file)).rejects.toThrow('SignatureDoesNotMatch');
    await expect(s3Storage({ accessKey: 'wrong' }).put(file)).rejects.toThrow('InvalidAccessKeyId');
    await expect(s3Storage({ region: 'elsewhere' }).put(file)).rejects.toThrow('AuthorizationHeaderMalformed');
    await expect(s3Storage({ bucket: 'elsewhere' }).get(file.sha256)).rejects.toThrow('NoSuchBucket');
    expect(s3.objects.size).toBe(0);
    await s3Storage().put(file);
    expect([...s3.objects.keys()]).toEqual([`attachments/${file.sha256}`]);
  });

  it('has damage on the way found by the service', async () => {
    const file = await receive(content);
    await writeFile(file.path, Buffer.alloc(content.length));
    await expect(s3Storage().put(file)).rejects.toThrow('XAmzContentSHA256Mismatch');
    expect(s3.objects.size).toBe(0);
  });

  it.each(['InternalError', 'SlowDown', 'break'] as const)(
    'tries again after %s, three times in all',
    async (fault) => {
      const storage = s3Storage();
      s3.fail(fault, 2);
      const file = await receive(content);
      await storage.put(file);
      expect(s3.objects.get(`attachments/${file.sha256}`)).toEqual(content);
      s3.fail(fault, 3);
      await expect(storage.get(file.sha256)).rejects.toThrow(StorageError);
      expect(s3.requests).toHaveLength(6);
    },
  );

  it('does not wait for a silent or absent service', async () => {
    s3.fail('silence', 3);
    await expect(s3Storage({ timeoutMs: 50 }).exists('a'.repeat(64))).rejects.toThrow('silent for 50 ms');
    await expect(s3Storage({ endpoint: 'http://127.0.0.1:1' }).exists('a'.repeat(64))).rejects.toThrow(StorageError);
  });
});
