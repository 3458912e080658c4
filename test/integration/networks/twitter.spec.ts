import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Session } from '../../../src/networks/port.js';
import { TwitterAdapter } from '../../../src/networks/twitter/twitter.adapter.js';
import { tweetLength } from '../../../src/networks/twitter/tweet-length.js';
import { FakeTwitter, xProblem } from '../../support/networks/index.js';
import { atOnce, end, message, photo, to, value } from './adapters.js';

const OWNER = '3000';
const credential = { id: 't', kind: 'user', accessToken: 'x-token' } as const;
const session: Session = { network: 'twitter', ownerId: OWNER, credentials: [credential] };
let x: FakeTwitter;
let adapter: TwitterAdapter;

beforeEach(async () => {
  x = new FakeTwitter();
  x.token(credential.accessToken, OWNER);
  adapter = new TwitterAdapter(to(await x.start()), atOnce);
});

afterEach(async () => {
  await x.stop();
  expect(x.violations).toEqual([]);
});

describe('Twitter', () => {
  it('answers who mentioned the account, with photos, and nobody else', async () => {
    const asked = x.tweet('4000', `@u${OWNER} где автобус?`);
    const placed = value(await adapter.publishReply(session, { post: asked.id, comment: null }, message('На линии.', [photo])));
    expect(x.tweets.at(-1)).toMatchObject({ author: OWNER, replyTo: asked.id, media: [expect.any(String)] });
    expect(value(await adapter.checkExists(session, placed.id))).toBe(true);
    expect(value(await adapter.checkExists(session, '999999'))).toBe(false);
    const other = x.tweet('4001', 'Где автобус?');
    expect(end(await adapter.publishReply(session, { post: other.id, comment: null }, message('На линии!')))).toBe('closed');
  });

  it('hears of a duplicate and finds the first one', async () => {
    const placed = value(await adapter.publishPost(session, message('Завтра воды не будет')));
    expect(end(await adapter.publishPost(session, message('Завтра воды не будет')))).toBe('duplicate');
    expect(value(await adapter.findOwn(session, null, 'Завтра воды не будет', new Date()))).toMatchObject({ id: placed.id });
  });

  it('finds its own words and shows others’ although the network shortens links and adds one for a photo', async () => {
    const text = 'График: https://khabkrai.ru/grafik?дом=1 и запись https://gosuslugi.ru/';
    const placed = value(await adapter.publishPost(session, message(text, [photo])));
    expect(value(await adapter.findOwn(session, null, text, new Date()))?.id).toBe(placed.id);
    x.tweet('4000', `@u${OWNER} вот фото: https://example.org/yama.jpg`);
    expect(value(await adapter.listMessages(session, { kind: 'mentions' }, null)).messages).toMatchObject([{ text: `@u${OWNER} вот фото: https://example.org/yama.jpg` }]);
  });

  it('lists mentions since the newest seen, all pages of them', async () => {
    for (let n = 0; n < 250; n += 1) x.tweet('4000', `@u${OWNER} вопрос ${n}`);
    let first = value(await adapter.listMessages(session, { kind: 'mentions' }, null));
    expect(first.messages[0]).toMatchObject({ author: { name: 'Человек 4000', url: 'https://twitter.com/u4000' }, own: false });
    const read = new Set(first.messages.map(({ id }) => id));
    // What comes while it is being read is not passed over.
    x.tweet('4000', `@u${OWNER} между страницами`);
    while (first.more) {
      first = value(await adapter.listMessages(session, { kind: 'mentions' }, first.cursor));
      for (const { id } of first.messages) read.add(id);
    }
    expect(read.size).toBe(250);
    expect(value(await adapter.listMessages(session, { kind: 'mentions' }, first.cursor)).messages.map(({ text }) => text)).toEqual([`@u${OWNER} между страницами`]);
    first = value(await adapter.listMessages(session, { kind: 'mentions' }, first.cursor));
    expect(value(await adapter.listMessages(session, { kind: 'mentions' }, first.cursor)).messages).toEqual([]);
    x.tweet('4000', `@u${OWNER} ещё`);
    expect(value(await adapter.listMessages(session, { kind: 'mentions' }, first.cursor)).messages).toHaveLength(1);
  });

  it.each([
    [xProblem(403, 'Forbidden', 'duplicate content'), 'duplicate'],
    [xProblem(403, 'Forbidden', 'not permitted'), 'rights'],
    [xProblem(403, 'Forbidden', 'Your Tweet text is too long.'), 'content'],
    [xProblem(402, 'CreditsDepleted'), 'quota'],
    [xProblem(401, 'Unauthorized'), 'credential'],
    [xProblem(400, 'Invalid Request'), 'invalid'],
    [xProblem(404, 'Not Found'), 'missing'],
    [xProblem(503, 'Service Unavailable'), 'unknown'],
  ])('an answer %# to a tweet ends rightly', async (reply, ended) => {
    x.fail({ on: 'POST /tweets', kind: 'answer', reply });
    expect(end(await adapter.publishPost(session, message('Текст')))).toBe(ended);
  });

  it('waits until the window opens by the server’s own clock', async () => {
    const headers = { date: 'Tue, 24 Nov 2026 10:00:00 GMT', 'x-rate-limit-reset': String(Date.parse('2026-11-24T10:05:00Z') / 1000) };
    x.fail({ on: 'POST /tweets', kind: 'answer', reply: xProblem(429, 'Too Many Requests', '', headers) });
    expect(await adapter.publishPost(session, message('Текст'))).toMatchObject({ reason: 'rate', retryAfterMs: 301_000 });
  });

  it.each([['cut-after'], ['cut-before'], ['lost-answer']] as const)('a write whose answer is lost (%s) is unknown', async (kind) => {
    x.fail({ on: 'POST /tweets', kind });
    expect((await adapter.publishPost(session, message('Текст'))).outcome).toBe('unknown');
  });

  it('tells its own token from another’s', async () => {
    expect(value(await adapter.validateCredential(credential, OWNER)).permissions).toEqual([]);
    expect(end(await adapter.validateCredential(credential, '1'))).toBe('credential');
  });
});

describe('the length of a tweet', () => {
  it.each([
    ['Привет, мир', 11],
    ['Смотрите https://khabkrai.ru/очень/длинный/адрес?с=хвостом', 9 + 23],
    ['👨‍👩‍👧‍👦', 2],
    ['日本', 4],
    ['«кавычки» — тире…', 17 + 1],
    ['Смотрите khabkrai.ru/очень/длинный/адрес и госуслуги.рф.', 9 + 23 + 3 + 23 + 1],
    ['Пишите на zkh@khabkrai.ru, д.5, т.е. сюда', 41],
  ])('%s', (text, length) => expect(tweetLength(text)).toEqual({ length, max: 280 }));
});
