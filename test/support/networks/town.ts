import { AccountRefs } from '../../../src/accounts/index.js';
import { systemActor } from '../../../src/identity/index.js';
import { networks, type Network, Places } from '../../../src/networks/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { AddCredential, SendDeliveries } from '../../../src/publishing/index.js';
import { startTestApp, type TestApp } from '../app.js';
import { cast, type Cast } from '../incidents.js';
import { FakeMeta } from './fake-meta.js';
import { FakeOk } from './fake-ok.js';
import { FakeTwitter } from './fake-twitter.js';
import { FakeVk } from '../../../src/demo/vk/fake-vk.js';

/** Numbers of the ministry's group, page and accounts in the fakes; the curator's own account on Twitter. */
export const OWNER: Record<Network, string> = { vk: '77', ok: '57', facebook: '10', instagram: '20', twitter: '3000' };

/** Servers of all five networks. */
export interface FakeNetworks {
  vk: FakeVk;
  ok: FakeOk;
  meta: FakeMeta;
  twitter: FakeTwitter;
  env: Record<string, string>;
  violations: () => string[];
  stop: () => Promise<void>;
}

/** Starts them; dates are of the clock given, limits are not kept unless `paced`. */
export async function fakeNetworks(now: () => Date, paced = false): Promise<FakeNetworks> {
  const [vk, ok, meta, twitter] = [new FakeVk(now), new FakeOk(now), new FakeMeta(now), new FakeTwitter(now)];
  const all = [vk, ok, meta, twitter];
  for (const fake of all) {
    fake.paced = paced;
    await fake.start();
  }
  vk.token('vk-community', 'community', Number(OWNER.vk));
  vk.token('vk-user', 'user', Number(OWNER.vk));
  ok.token('ok-token', OWNER.ok);
  meta.token('fb-token', 'facebook', OWNER.facebook);
  meta.token('ig-token', 'instagram', OWNER.instagram);
  twitter.token('x-token', OWNER.twitter);
  return {
    vk, ok, meta, twitter,
    env: {
      // Processes of one installation open the same secrets.
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      NETWORKS: networks.join(','), OK_COMMENTS: 'true', NETWORK_TIMEOUT_SECONDS: '10',
      VK_API_URL: vk.url, OK_API_URL: ok.url, META_API_URL: meta.url, TWITTER_API_URL: twitter.url,
    },
    violations: () => all.flatMap(({ violations }) => violations),
    stop: async () => {
      for (const fake of all) await fake.stop();
    },
  };
}

/** A message of a citizen in a network: the link people open, and how many answers of ours stand under it. */
export interface Asked {
  url: string;
  text: string;
  answers: () => string[];
}

/** Somebody asks in a network, where the account can see it. */
export function ask(fakes: FakeNetworks, network: Network, text: string): Asked & { remember?: { post: string; comment: string | null } } {
  const { vk, ok, meta, twitter } = fakes;
  switch (network) {
    case 'vk': {
      const post = vk.post(-Number(OWNER.vk), 'Новости');
      const comment = vk.comment(post.id, 500, text);
      return { url: `https://vk.com/wall${post.id}?reply=${comment.id}`, text, answers: () => vk.comments.filter(({ replyTo }) => replyTo === comment.id).map((answer) => answer.text) };
    }
    case 'ok': {
      const topic = ok.topic(OWNER.ok, 'Новости');
      const comment = ok.comment(topic, '500', text);
      return {
        url: `https://ok.ru/group/${OWNER.ok}/topic/${topic}`, text, remember: { post: topic, comment },
        answers: () => ok.comments.filter(({ replyTo }) => replyTo === comment).map((answer) => answer.text),
      };
    }
    case 'facebook':
    case 'instagram': {
      const post = network === 'facebook' ? meta.post(OWNER.facebook, 'Новости') : meta.media(OWNER.instagram, 'Новости');
      const comment = meta.comment(post, '500', text);
      const url = network === 'facebook' ? `https://www.facebook.com/${post}?comment_id=${comment.split('_')[1]}` : `https://www.instagram.com/p/C${post}/c/${comment}/`;
      return { url, text, remember: { post, comment }, answers: () => meta.things.filter(({ parent }) => parent === comment).map((answer) => answer.text) };
    }
    case 'twitter': {
      const tweet = twitter.tweet('4000', `@u${OWNER.twitter} ${text}`);
      return { url: `https://twitter.com/u4000/status/${tweet.id}`, text, answers: () => twitter.tweets.filter(({ replyTo }) => replyTo === tweet.id).map((answer) => answer.text) };
    }
  }
}

/** An application that speaks to the fakes, with the ministry's and the curator's credentials. */
export interface Connected {
  t: TestApp;
  c: Cast;
  fakes: FakeNetworks;
  send: () => Promise<number>;
  ask: (network: Network, text: string) => Promise<Asked>;
  places: Places;
  close: () => Promise<void>;
}

/** Starts it. `start` makes the application with the fakes' addresses. */
export async function connected(start = (env: Record<string, string>) => startTestApp({ env })): Promise<Connected> {
  let now = () => new Date();
  const fakes = await fakeNetworks(() => now());
  const t = await start(fakes.env);
  now = () => t.clock.now();
  const c = await cast(t);
  const accounts = await t.get(AccountRefs).ofOwner(c.health.authorityId);
  const own = (network: Network) => accounts.find((account) => account.network === network)?.id ?? null;
  const add = t.get(AddCredential);
  await add.execute(systemActor, { network: 'vk', kind: 'community', accountId: own('vk'), ownerId: OWNER.vk, accessToken: 'vk-community' });
  await add.execute(systemActor, { network: 'vk', kind: 'user', accountId: own('vk'), ownerId: OWNER.vk, accessToken: 'vk-user' });
  await add.execute(systemActor, { network: 'ok', kind: 'application', accountId: own('ok'), ownerId: OWNER.ok, accessToken: 'ok-token', applicationKey: 'PUBLICKEY', applicationSecret: 'SECRETKEY' });
  await add.execute(systemActor, { network: 'facebook', kind: 'page', accountId: own('facebook'), ownerId: OWNER.facebook, accessToken: 'fb-token' });
  await add.execute(systemActor, { network: 'instagram', kind: 'professional', accountId: own('instagram'), ownerId: OWNER.instagram, accessToken: 'ig-token' });
  await add.execute(systemActor, { network: 'twitter', kind: 'user', ownerId: OWNER.twitter, accessToken: 'x-token' });
  return {
    t, c, fakes, places: t.get(Places),
    send: () => t.get(SendDeliveries).execute(),
    ask: async (network, text) => {
      const { remember, ...asked } = ask(fakes, network, text);
      if (remember) await t.get(Database).transaction(() => t.get(Places).remember(network, [{ url: asked.url, place: remember }]));
      return asked;
    },
    close: async () => {
      await t.close();
      await fakes.stop();
    },
  };
}
