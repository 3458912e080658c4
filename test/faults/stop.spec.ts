import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/index.js';
import { startTestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { createCurator, type ContactPerson } from '../support/factories.js';
import { link } from '../support/incidents.js';
import { Installation, whenGone } from '../support/installation.js';
import { Ledger } from '../support/ledger.js';
import { isRunning, Product } from '../support/processes.js';

let place: Installation;
let curator: ContactPerson;
beforeAll(async () => {
  place = await Installation.make();
  const first = await place.start();
  const t = await startTestApp({ databaseUrl: place.databaseUrl, clock: MovableClock.running() });
  curator = await createCurator(t);
  await t.close();
  expect((await first.stop()).code).toBe(0);
}, 120_000);
afterEach(() => Product.killAll());
afterAll(() => place?.remove());

/** Sends a request that waits for a locked table. @returns how to let it go on, and its status once it is answered. */
async function requestInHand(product: Product): Promise<{ letGo: () => Promise<void>; answered: Promise<number | 'none'> }> {
  const holder = await Ledger.open(place.databaseUrl);
  await holder.rows('BEGIN');
  await holder.rows('LOCK TABLE incident');
  const body = { network: 'vk', url: link('vk'), author: { name: 'Житель' }, text: 'Где автобус?', postedAt: '2020-06-17T09:00:00+10:00' };
  const answered = product.http.post('/api/v1/incidents').set(curator.auth).send(body).then(({ status }) => status, () => 'none' as const);
  const watcher = await Ledger.open(place.databaseUrl);
  await eventually(async () => expect(await watcher.count(`pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%incident%'`)).toBeGreaterThan(0));
  await watcher.close();
  return { letGo: () => holder.rows('COMMIT').then(() => holder.close()), answered };
}

const refusesConnections = (product: Product) => eventually(() => expect(product.http.get('/health/live').then(() => 'answered', () => 'refused')).resolves.toBe('refused'));

test.each(['SIGTERM', 'SIGINT'] as const)('%s in mid-request, to the whole process group: the request is answered, then everything stops', async (signal) => {
  const product = await place.start();
  const { postmaster } = place;
  const { letGo, answered } = await requestInHand(product);
  // As the terminal does it: to the process and its children.
  process.kill(-product.pid, signal);
  await refusesConnections(product);
  expect(isRunning(postmaster)).toBe(true);
  await letGo();
  expect(await answered).toBe(201);
  const { code } = await product.exit;
  expect({ code, errors: product.errors, running: isRunning(postmaster) }).toEqual({ code: 0, errors: '', running: false });
});

test('an idle process stops within ten seconds', async () => {
  const product = await place.start();
  const { code, seconds } = await product.stop();
  expect({ code, quick: seconds < 10 }).toEqual({ code: 0, quick: true });
});

test('a second signal ends it at once, and PostgreSQL with it', async () => {
  const product = await place.start();
  const { postmaster } = place;
  const { answered } = await requestInHand(product);
  product.signal('SIGTERM');
  await refusesConnections(product);
  const { code, seconds } = await product.stop();
  expect({ code, quick: seconds < 5, answer: await answered }).toEqual({ code: 1, quick: true, answer: 'none' });
  await whenGone(postmaster);
});

test('a signal during the start ends it and leaves no PostgreSQL', async () => {
  const product = await place.spawn();
  await eventually(() => expect(isRunning(place.postmaster)).toBe(true), 30_000);
  const { postmaster } = place;
  expect((await product.stop()).code).toBe(1);
  await whenGone(postmaster);
});

test('PostgreSQL that died under it: 503, and it still stops', async () => {
  const product = await place.start();
  process.kill(place.postmaster, 'SIGKILL');
  const readiness = () => product.http.get('/health/ready').then(({ status }) => status, () => 'none' as const);
  await eventually(async () => expect({ readiness: await readiness(), errors: product.errors }).toEqual({ readiness: 503, errors: '' }), 30_000);
  const { code, seconds } = await product.stop();
  expect({ code, quick: seconds < 10 }).toEqual({ code: 0, quick: true });
});
