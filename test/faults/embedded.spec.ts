import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { Installation, whenGone } from '../support/installation.js';
import { Ledger } from '../support/ledger.js';
import { isRunning, Product } from '../support/processes.js';

let place: Installation;
beforeAll(async () => {
  place = await Installation.make();
});
afterEach(() => Product.killAll());
afterAll(() => place?.remove());

/** Leaves a sign in the database that the next start must still find. */
async function leaveSign(name: string): Promise<void> {
  const ledger = await Ledger.open(place.databaseUrl);
  await ledger.rows(`INSERT INTO heartbeat (name, at) VALUES ($1, now())`, [name]);
  await ledger.close();
}
async function signs(): Promise<string[]> {
  const ledger = await Ledger.open(place.databaseUrl);
  const rows = await ledger.rows<{ name: string }>(`SELECT name FROM heartbeat WHERE name LIKE 'sign%' ORDER BY name`);
  await ledger.close();
  return rows.map(({ name }) => name);
}

test('killed in the middle of the very first start: the next one begins anew', async () => {
  const first = await place.spawn();
  // The cluster is being made: its folder is there, and nothing answers yet.
  await eventually(() => expect(place.filesOfCluster()).toBeGreaterThan(5), 30_000);
  await first.kill();
  const next = await place.start();
  await leaveSign('sign 1');
  expect((await next.stop()).code).toBe(0);
});

test('three processes started together for the first time share one server', async () => {
  const fresh = await Installation.make();
  try {
    const processes = await Promise.all(['api', 'worker', 'all'].map((ROLE) => fresh.spawn({ ROLE })));
    await Promise.all(processes.map((process) => process.listening()));
    const { postmaster } = fresh;
    for (const process of processes) expect((await process.stop()).code).toBe(0);
    await whenGone(postmaster);
  } finally {
    await fresh.remove();
  }
});

test('a second process attaches and leaves the server to its owner', async () => {
  const owner = await place.start({ ROLE: 'api' });
  const { postmaster } = place;
  const second = await place.start({ ROLE: 'worker' });
  expect(place.postmaster).toBe(postmaster);
  expect((await second.stop()).code).toBe(0);
  expect(isRunning(postmaster)).toBe(true);
  expect((await owner.http.get('/health/live')).status).toBe(200);
  expect((await owner.stop()).code).toBe(0);
  await whenGone(postmaster);
});

test('killed alone: the next start takes the running server over, and stops it in the end', async () => {
  const first = await place.start();
  const { postmaster } = place;
  await leaveSign('sign 2');
  await first.kill();
  const next = await place.start();
  expect(place.postmaster).toBe(postmaster);
  expect(await signs()).toEqual(['sign 1', 'sign 2']);
  expect((await next.stop()).code).toBe(0);
  await whenGone(postmaster);
});

test('killed together with PostgreSQL: a stale lock does not stop the next start, and what was committed is there', async () => {
  const first = await place.start();
  const { postmaster } = place;
  await leaveSign('sign 3');
  process.kill(postmaster, 'SIGKILL');
  await first.kill();
  const next = await place.start();
  expect(await signs()).toEqual(['sign 1', 'sign 2', 'sign 3']);
  expect((await next.stop()).code).toBe(0);
});
