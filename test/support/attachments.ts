import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Response } from 'supertest';
import type { Actor } from '../../src/identity/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from './app.js';
import { type FakeS3, startFakeS3 } from './fake-s3.js';
import { signIn } from './people.js';

/** An application with a storage that the test can look into. */
export interface StorageApp extends TestApp {
  /** The service, when the storage is S3. */
  s3: FakeS3 | null;
  /** Names of the kept objects, in order. */
  kept: () => Promise<string[]>;
  /** Files in the spool. */
  spooled: () => Promise<string[]>;
}

/** Starts an application on disk or on a fake S3, with small limits: photos 1 MB, videos 2 MB. */
export async function startStorageApp(storage: 'disk' | 's3', env: Record<string, string> = {}): Promise<StorageApp> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-attachments-'));
  const s3 = storage === 's3' ? await startFakeS3() : null;
  const access = s3 && {
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY: s3.accessKey,
    S3_SECRET_KEY: s3.secretKey,
  };
  const limits = { ATTACHMENT_MAX_MB: '2', ATTACHMENT_IMAGE_MAX_MB: '1' };
  const app = await startTestApp({ env: { VAR_DIR: directory, STORAGE: storage, ...limits, ...access, ...env } });
  const files = async (path: string): Promise<string[]> => {
    const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  };
  return {
    ...app,
    s3,
    kept: async () =>
      s3
        ? [...s3.objects.keys()].map((key) => basename(key)).sort()
        : (await files(join(directory, 'attachments'))).filter((name) => !name.endsWith('.part')),
    spooled: () => files(join(directory, 'attachments', 'incoming')),
    close: async () => {
      await app.close();
      await s3?.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Sends a file as a browser's form does. */
export function upload(
  { http }: TestApp,
  headers: Record<string, string>,
  content: Buffer,
  { name = 'photo.jpg', type = 'application/octet-stream' }: { name?: string; type?: string } = {},
): Promise<Response> {
  return http
    .post('/api/v1/attachments')
    .set(headers)
    .attach('file', content, { filename: name, contentType: type })
    .then((answer) => answer);
}

/** Somebody signed in. */
export interface Someone {
  headers: Record<string, string>;
  actor: Actor;
}

/** Signs a curator or an executor in. */
export async function someone(app: TestApp, role: 'curator' | 'executor'): Promise<Someone> {
  const authorityId = role === 'executor' ? newId() : null;
  const { userId, auth } = await signIn(app, { roles: [role], authorityId });
  return { headers: auth, actor: { userId, roles: [role], authorityId, channel: 'api' } };
}
