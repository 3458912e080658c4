import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NetworkHttp } from '../../../src/networks/wire/network-http.js';
import { Paces } from '../../../src/networks/wire/pace.js';
import { VkAdapter } from '../../../src/networks/vk/vk.adapter.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { FakeVk } from '../../support/networks/index.js';
import { message } from './adapters.js';

let one: TestApp;
let other: TestApp;
let vk: FakeVk;

beforeAll(async () => {
  one = await startTestApp();
  other = await startTestApp({ databaseUrl: one.databaseUrl, clock: one.clock });
  vk = new FakeVk();
  // Whether they arrive as evenly as they left is the machine's matter; the bench has the network count them.
  vk.paced = false;
  await vk.start();
  vk.token('key', 'user', 77);
});

afterAll(async () => {
  await vk.stop();
  await other.close();
  await one.close();
});

/** Milliseconds between two requests of a user's key: three a second, and a tenth slower. */
const GAP_MS = 367;

it('two processes share one pace: each request has a place of its own in time, and who would wait too long comes again', async () => {
  const session = { network: 'vk', ownerId: '77', credentials: [{ id: 'u', kind: 'user', accessToken: 'key' }] } as const;
  const adapters = [one, other].map((app) => new VkAdapter(new NetworkHttp({ baseUrl: vk.url, timeoutMs: 5000 }), app.get(Paces)));
  const began = performance.now();
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, n) => (adapters[n % 2] as VkAdapter).publishPost(session, message(`Пост ${n}`))));
  const published = outcomes.filter(({ outcome }) => outcome === 'ok').length;
  // Nobody speaks before their place: the last of them no earlier than all places before it, however busy the machine.
  expect(performance.now() - began).toBeGreaterThanOrEqual((published - 1) * GAP_MS - 5);
  expect(vk.posts).toHaveLength(published);
  expect(published).toBeGreaterThanOrEqual(4);
  expect(outcomes.filter(({ outcome }) => outcome !== 'ok')).toEqual(
    Array.from({ length: 12 - published }, () => ({ outcome: 'rejected', reason: 'rate', detail: 'our own pace', retryAfterMs: 1500 })),
  );
});
