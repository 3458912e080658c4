import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import pg from 'pg';
import { createApp } from '../src/app.js';
import { ComposeLetter } from '../src/notifications/compose-letter.js';
import { SystemClock } from '../src/platform/clock/index.js';
import { loadConfig } from '../src/platform/config/index.js';
import { Database, migrate, startEmbeddedPostgres } from '../src/platform/database/index.js';
import { newId } from '../src/platform/ids/index.js';
import { postgresBackend } from '../src/platform/jobs/index.js';
import { Outbox } from '../src/platform/mail/index.js';
import { templatesFolder } from '../src/platform/templates/index.js';
import { letterSamples } from '../test/support/letter-samples.js';
import { createDatabase } from './support/server.js';
import { type BenchOptions, type Figure, round, tell } from './support/figure.js';

const COUNT = 10_000;
/** Letters of one transaction, as the product makes them. */
const BATCH = 25;
/** A letter is a row with ten index entries, a reply token and a look at its conversation; the peer is one row. */
const TARGET_RATIO = 0.1;
const MB = 1024 * 1024;

/**
 * 10,000 letters rendered and queued, each with a signed reply address and its place in a conversation. The peer renders two
 * templates of as many characters with bare handlebars and inserts both bodies and the address with bare `pg`, in the same batches.
 */
export async function benchMail({ quick }: BenchOptions): Promise<Figure[]> {
  const count = quick ? 250 : COUNT;
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-mail-'));
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), settings: ['shared_buffers=128MB', 'random_page_cost=1.1'] });
  try {
    await createDatabase(server, 'bench');
    const url = server.url('bench');
    await migrate(url);
    const config = loadConfig({ ROLE: 'api', VAR_DIR: directory, LOG_LEVEL: 'warn', MAIL_FROM: 'otklik@otklik.example', MAIL_REPLY_ADDRESS: 'otklik@otklik.example' });
    const app = await createApp({ config, clock: new SystemClock(), databaseUrl: url, queues: await postgresBackend(url, 16) });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const [db, compose, outbox] = [app.get(Database), app.get(ComposeLetter, { strict: false }), app.get(Outbox)];
      const ours = async (letters: number) => {
        for (let done = 0; done < letters; done += BATCH) {
          await db.transaction(async () => {
            const made = [];
            for (let i = 0; i < BATCH; i += 1) made.push(await compose.single(person(done + i), said()));
            await outbox.queue(made);
          });
        }
      };
      const peer = peerOf(client);
      tell(`mail: ${count} letters`);
      // Templates are compiled on both sides before anything counts.
      await ours(BATCH);
      await peer(BATCH);
      const before = process.memoryUsage().rss;
      let peak = before;
      const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
      const oursPerSecond = (count * 1000) / (await timed(() => ours(count)));
      clearInterval(sampling);
      const peerPerSecond = (count * 1000) / (await timed(() => peer(count)));
      const ratio = oursPerSecond / peerPerSecond;
      return [
        {
          part: 'mail', name: `${count} letters rendered and queued`,
          values: { perSecond: round(oursPerSecond), peerPerSecond: round(peerPerSecond), ratio: round(ratio), grewMb: round((peak - before) / MB), peakMb: round(peak / MB) },
          target: `ratio >= ${TARGET_RATIO}`, met: quick ? null : ratio >= TARGET_RATIO,
        },
      ];
    } finally {
      await client.end();
      await app.close();
    }
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

const person = (number: number): Parameters<ComposeLetter['single']>[0] => ({
  key: `${number}`, userId: newId(), contactId: null, standsInFor: null, surname: 'Ким', name: 'Анна Сергеевна', address: `kim-${number}@min.example`,
  roles: [], authorityId: null, scheduleId: null,
});

const content = { ...letterSamples['assignment'], files: [] } as Parameters<ComposeLetter['single']>[1]['content'];
const said = () => ({ letter: 'assignment', stream: 'incident', streamId: newId(), content });

/** The same partials, written out into one template of each kind. */
function peerOf(client: pg.Client): (letters: number) => Promise<void> {
  const source = (name: string) => readFileSync(join(templatesFolder(), 'emails', `${name}.hbs`), 'utf8');
  const plain = (names: string[], noEscape: boolean) =>
    Handlebars.compile(names.map((name) => source(name).replaceAll(/\{\{(?:~?[#/>^]|else)[^}]*\}\}/g, '').replaceAll(/\{\{\w+ [^}]*\}\}/g, '{{heading}}')).join('\n'), { noEscape });
  const pieces = ['heading', 'lead', 'term', 'term', 'quote', 'text', 'facts', 'files', 'answers'];
  const html = plain(['_layout.html', ...pieces.map((piece) => `_${piece}.html`), '_button.html'], false);
  const text = plain(['_head.txt', ...pieces.slice(2).map((piece) => `_${piece}.txt`), '_foot.txt'], true);
  return async (letters) => {
    await client.query('CREATE TABLE IF NOT EXISTS peer_letter (id uuid PRIMARY KEY, address text, html text, text text)');
    for (let done = 0; done < letters; done += BATCH) {
      const values = Array.from({ length: BATCH }, (_, i) => [newId(), `kim-${done + i}@min.example`, html(content), text(content)]).flat();
      const places = Array.from({ length: BATCH }, (_, i) => `($${i * 4 + 1}, $${i * 4 + 2}, $${i * 4 + 3}, $${i * 4 + 4})`);
      await client.query('BEGIN');
      await client.query(`INSERT INTO peer_letter (id, address, html, text) VALUES ${places.join(', ')}`, values);
      await client.query('COMMIT');
    }
  };
}

async function timed(run: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
