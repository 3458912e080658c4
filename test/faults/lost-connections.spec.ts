import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { Installation } from '../support/installation.js';
import { Ledger } from '../support/ledger.js';

let place: Installation;
beforeAll(async () => {
  place = await Installation.make();
}, 120_000);
afterAll(() => place?.remove());

test('connections cut at any moment, idle or in hand, end no process; afterwards it is ready again', async () => {
  const product = await place.start();
  const scissors = await Ledger.open(place.databaseUrl);
  let cut = 0;
  for (let rounds = 0; rounds < 300; rounds += 1) {
    const [row] = await scissors.rows<{ cut: number }>(
      `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()`,
    );
    cut += row?.cut ?? 0;
    await product.http.get('/health/ready');
  }
  await scissors.close();
  expect(cut).toBeGreaterThan(300);
  await eventually(async () => expect((await product.http.get('/health/ready')).status).toBe(200), 30_000);
  expect(product.errors).toBe('');
  expect((await product.stop()).code).toBe(0);
});
