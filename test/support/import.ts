import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Response } from 'supertest';
import { IMPORT_COLUMNS, type ImportJob } from '../../src/incidents/import/import-job.entity.js';
import { ImportReader } from '../../src/incidents/index.js';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from './app.js';
import { eventually } from './eventually.js';
import { createPerson, type Person } from './factories.js';

let posts = 0;

/** A message as a file holds it; each has a post of its own. */
export interface FileMessage {
  network: string;
  url: string;
  author: { name: string; profileUrl?: string };
  text: string;
  postedAt: string;
}

/** Messages with posts nothing else in the run has. */
export const fileMessages = (count: number): FileMessage[] =>
  Array.from({ length: count }, () => {
    posts += 1;
    return {
      network: 'vk',
      url: `https://vk.com/wall-9000_${posts}`,
      author: { name: `Житель ${posts}`, profileUrl: `https://vk.com/id${posts}` },
      text: `Когда отремонтируют подъезд ${posts}? Ждём с прошлого года.`,
      postedAt: '2020-06-16T18:30:00+10:00',
    };
  });

export const ndjson = (lines: readonly unknown[]): Buffer =>
  Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));

/** An application that takes imports in, a curator, and what imports leave in the database. */
export interface ImportApp extends TestApp {
  curator: Person;
  /** The folder all processes of this installation share. */
  varDir: string;
  post: (content: Buffer, type?: string, query?: string) => Promise<Response>;
  read: (path: string) => Promise<Response>;
  /** Hands a file in. @returns id of its import. */
  queued: (content: Buffer) => Promise<string>;
  /** An import as the database holds it. */
  row: (id: string) => Promise<ImportJob>;
  /** Everything of an installation's only import was recorded exactly once: counters, incidents, terms and history agree. */
  expectOnce: (id: string, total: number) => Promise<void>;
  /** Waits until an import has ended. @returns it as the interface shows it. */
  ended: (id: string, withinMs?: number) => Promise<Record<string, unknown>>;
  /** A worker process of the same installation, within this one. */
  worker: () => Promise<TestApp>;
  /** How many rows a query counts. */
  count: (sql: string, ...parameters: unknown[]) => Promise<number>;
  /** Files of imports in the storage or on their way. */
  files: () => Promise<string[]>;
}

/** Starts an application that takes imports in; nothing works them off unless the test says so. */
export async function startImportApp(env: Record<string, string> = {}): Promise<ImportApp> {
  const varDir = await mkdtemp(join(tmpdir(), 'otklik-import-'));
  const t = await startTestApp({ env: { VAR_DIR: varDir, ...env } });
  const curator = await createPerson(t, { role: 'curator' });
  const count = async (sql: string, ...parameters: unknown[]): Promise<number> =>
    Number((await t.get(Database).row<{ count: string }>(`SELECT count(*) FROM ${sql}`, parameters))?.count);
  const row = async (id: string): Promise<ImportJob> =>
    (await t.get(Database).row<ImportJob>(`SELECT ${IMPORT_COLUMNS} FROM import_job WHERE id = $1`, [id])) as ImportJob;
  const post: ImportApp['post'] = (content, type = 'application/x-ndjson', query = '') =>
    t.http
      .post(`/api/v1/incidents/import${query}`)
      .set(curator.auth)
      .set('content-type', type)
      // The bytes as they are.
      .serialize((body: unknown) => body as string)
      .send(content as never)
      .then((answer) => answer);
  return {
    ...t,
    curator,
    varDir,
    count,
    row,
    post,
    queued: async (content) => String((await post(content)).body.id),
    expectOnce: async (id, total) => {
      const all = { state: 'done', linesRead: total, recorded: total, duplicates: 0, failed: 0, lastLine: total };
      expect(await row(id)).toMatchObject(all);
      expect(await count('incident')).toBe(total);
      expect(await count('deadline')).toBe(2 * total);
      expect(await count(`event WHERE type = 'incident.record'`)).toBe(total);
      expect(await count(`event WHERE type = 'import.finished'`)).toBe(1);
    },
    read: (path) =>
      t.http
        .get(`/api/v1/incidents/import${path}`)
        .set(curator.auth)
        .then((answer) => answer),
    ended: async (id, withinMs = 30_000) => {
      await eventually(async () => {
        const { state } = await t.get(ImportReader).view(id);
        if (!['done', 'failed', 'cancelled'].includes(state)) throw new Error(`The import is ${state}`);
      }, withinMs);
      return (await t.http.get(`/api/v1/incidents/import/${id}`).set(curator.auth)).body as Record<string, unknown>;
    },
    worker: () =>
      startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env: { VAR_DIR: varDir, ...env, ROLE: 'worker' } }),
    files: async () => {
      const entries = await readdir(join(varDir, 'imports'), { recursive: true, withFileTypes: true }).catch(() => []);
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    close: async () => {
      await t.close();
      await rm(varDir, { recursive: true, force: true });
    },
  };
}
