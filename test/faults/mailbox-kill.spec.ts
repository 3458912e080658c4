import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { MailboxWorker } from '../../src/mailbox/index.js';
import { MovableClock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Dovecot, onDovecot } from '../support/dovecot.js';
import { eventually } from '../support/eventually.js';
import { assignmentOf, type Cast, cast } from '../support/incidents.js';
import { Ledger } from '../support/ledger.js';
import { mailboxEnv, ownLetter, Post, REPLY_ADDRESS, written } from '../support/mailbox.js';
import { freePort, Product } from '../support/processes.js';

const PATIENCE = 60_000;
/** A lock of the test's own that holds a worker up at a chosen statement. */
const GATE = 7_700_003;

let t: TestApp;
let c: Cast;
let post: Post;
let gate: Ledger;
let varDir: string;
let env: Record<string, string>;
beforeAll(async () => {
  varDir = await mkdtemp(join(tmpdir(), 'otklik-mailbox-kill-'));
  env = { ...mailboxEnv, VAR_DIR: varDir };
  t = await startTestApp({ clock: MovableClock.running(), env });
  c = await cast(t);
  post = new Post(t);
  gate = await Ledger.open(t.databaseUrl);
});
afterEach(async () => {
  await Product.killAll();
  await gate.rows(`SELECT pg_advisory_unlock_all()`);
  await gate.rows(`DROP TRIGGER IF EXISTS gate ON incoming_letter`);
});
afterAll(async () => {
  await gate?.close();
  await t?.close();
  await rm(varDir, { recursive: true, force: true });
});

/** Whoever writes a letter's fate waits there: `now` before the row is written, `deferred` within the commit. */
async function closeGate(when: 'now' | 'deferred'): Promise<void> {
  await gate.rows(`CREATE OR REPLACE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(${GATE}); RETURN NEW; END $$`);
  const trigger = when === 'now' ? 'TRIGGER gate BEFORE UPDATE' : 'CONSTRAINT TRIGGER gate AFTER UPDATE';
  await gate.rows(`CREATE ${trigger} ON incoming_letter ${when === 'now' ? '' : 'DEFERRABLE INITIALLY DEFERRED'} FOR EACH ROW WHEN (NEW.state <> 'received') EXECUTE FUNCTION gate()`);
  await gate.rows(`SELECT pg_advisory_lock(${GATE})`);
}

/** A worker killed while it waits at the gate, with one executor's answer in hand. */
async function killedAt(when: 'now' | 'deferred') {
  const incident = await c.route(await c.record(), c.health);
  const own = await ownLetter(t, c.health.userId, { subject: 'assignment', id: assignmentOf(incident, c.health).id });
  await closeGate(when);
  const worker = await Product.start({ ...env, ROLE: 'worker', DATABASE_URL: t.databaseUrl });
  const id = await post.receive(written({ from: c.health.email, to: own.replyTo, inReplyTo: own.messageId, text: 'Врач будет 1 июля.' }));
  // The clock of this process may have been moved ahead of the worker's.
  await gate.rows(`UPDATE incoming_letter SET run_at = run_at - interval '1 hour' WHERE id = $1`, [id]);
  await eventually(async () => expect(await gate.count(`pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${GATE}`)).toBe(1), PATIENCE);
  await worker.kill();
  expect(await post.outcome(id)).toMatchObject({ state: 'received' });
  await gate.rows(`SELECT pg_advisory_unlock_all()`);
  // The dead worker's connection ends when PostgreSQL notices.
  await eventually(async () => expect(await gate.count(`pg_locks WHERE locktype = 'advisory' AND objid = ${GATE}`)).toBe(0), PATIENCE);
  return { id, incidentId: incident.id };
}

const acts = async (incidentId: string) => ({
  drafts: (await c.view(incidentId)).assignments[0]?.drafts.map(({ text, version }) => [version, text]),
  events: await gate.count(`event WHERE stream_id = '${incidentId}' AND type = 'assignment.submit-draft'`),
});
const once = { drafts: [[1, 'Врач будет 1 июля.']], events: 1 };

test('killed between the act and the record of it: nothing is half-done, and the next worker does it once', async () => {
  const { id, incidentId } = await killedAt('now');
  expect(await acts(incidentId)).toEqual({ drafts: [], events: 0 });
  await t.get(MailboxWorker).workOff();
  expect(await post.outcome(id)).toMatchObject({ state: 'received' });
  // In its hands for five minutes; then the next one takes it up.
  t.clock.advance(6 * 60_000);
  await t.get(MailboxWorker).workOff();
  await t.get(MailboxWorker).work({ id });
  expect(await post.outcome(id)).toMatchObject({ state: 'acted', incidentId });
  expect(await acts(incidentId)).toEqual(once);
}, 200_000);

test('killed while the record is being committed: PostgreSQL finishes it, and nobody does it again', async () => {
  const { id, incidentId } = await killedAt('deferred');
  await eventually(async () => expect(await post.outcome(id)).toMatchObject({ state: 'acted' }));
  t.clock.advance(6 * 60_000);
  await t.get(MailboxWorker).workOff();
  await t.get(MailboxWorker).work({ id });
  expect(await acts(incidentId)).toEqual(once);
}, 200_000);

onDovecot('a mailbox read by IMAP', () => {
  let dovecot: Dovecot;
  let wire: Server;
  beforeAll(async () => {
    dovecot = await Dovecot.start();
  });
  afterAll(async () => {
    wire?.close();
    await dovecot?.close();
  });

  test('a worker killed in the middle of a large letter: the next one stores it whole, and every letter once', async () => {
    const port = await freePort();
    let [passed, atMegabyte] = [0, () => {}];
    wire = createServer((client) => {
      const server = connect(dovecot.port, '127.0.0.1');
      client.pipe(server);
      server.on('data', (chunk: Buffer) => {
        passed += chunk.length;
        if (passed > 1_000_000) atMegabyte();
        client.write(chunk);
      });
      for (const [one, other] of [[client, server], [server, client]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }).listen(port, '127.0.0.1');
    const letters = [written({ from: 'a@test.example', text: 'Раньше всех' }), written({ from: 'a@test.example', text: `${'Много. '.repeat(1_500_000)}` }), written({ from: 'a@test.example', text: 'Позже большого' })];
    for (const letter of letters) await dovecot.deliver('kill', letter);
    const reader = { ...env, ROLE: 'worker', DATABASE_URL: t.databaseUrl, IMAP_URL: dovecot.url('kill').replace(`:${dovecot.port}/`, `:${port}/`), IMAP_POLL_SECONDS: '1' };
    const worker = await Product.spawn(reader);
    let gone: Promise<unknown> | null = null;
    atMegabyte = () => void (gone ??= worker.kill());
    await eventually(() => expect(gone).not.toBeNull(), PATIENCE);
    await gone;
    const stored = () => t.get(Database).rows<{ size: string }>(`SELECT i.size FROM incoming_letter i WHERE i.size = ANY($1) ORDER BY i.size DESC`, [letters.map(({ length }) => length)]);
    expect(await stored()).toHaveLength(1);
    atMegabyte = () => {};
    await Product.start(reader);
    await eventually(async () => expect(await stored()).toHaveLength(3), PATIENCE);
    expect((await stored()).map(({ size }) => Number(size))).toEqual(letters.map(({ length }) => length).toSorted((a, b) => b - a));
    // Read on from there, nothing again, nothing deleted.
    letters.push(written({ from: 'a@test.example', to: REPLY_ADDRESS, text: 'Ещё одно, последнее' }));
    await dovecot.deliver('kill', letters.at(-1) as Buffer);
    await eventually(async () => expect(await stored()).toHaveLength(4), PATIENCE);
    expect((await dovecot.count('kill')).all).toBe(4);
  }, 200_000);
});
