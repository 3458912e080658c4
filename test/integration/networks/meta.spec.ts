import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FacebookAdapter } from '../../../src/networks/meta/facebook.adapter.js';
import { InstagramAdapter } from '../../../src/networks/meta/instagram.adapter.js';
import type { FoundPage, Session } from '../../../src/networks/port.js';
import { FakeMeta, metaError } from '../../support/networks/index.js';
import { atOnce, end, message, photo, to, value } from './adapters.js';

const page = { id: 'p', kind: 'page', accessToken: 'page-token' } as const;
const account = { id: 'i', kind: 'professional', accessToken: 'ig-token' } as const;
const onFacebook: Session = { network: 'facebook', ownerId: '10', credentials: [page] };
const onInstagram: Session = { network: 'instagram', ownerId: '20', credentials: [account] };
let meta: FakeMeta;
let facebook: FacebookAdapter;
let instagram: InstagramAdapter;

beforeEach(async () => {
  meta = new FakeMeta();
  meta.paced = false;
  const url = await meta.start();
  facebook = new FacebookAdapter(to(url), atOnce);
  instagram = new InstagramAdapter(to(url), atOnce, () => Promise.resolve());
  meta.token(page.accessToken, 'facebook', '10');
  meta.token(account.accessToken, 'instagram', '20');
});

afterEach(async () => {
  await meta.stop();
  expect(meta.violations).toEqual([]);
});

describe('Facebook', () => {
  it('answers a comment with a photo by its address, and finds the answer again', async () => {
    const since = new Date();
    const post = meta.post('10', 'Новости');
    const asked = meta.comment(post, '500', 'Почему холодно?');
    const placed = value(await facebook.publishReply(onFacebook, { post, comment: asked }, message('Ремонтируем котельную.', [photo])));
    expect(meta.things.at(-1)).toMatchObject({ parent: asked, from: '10', text: 'Ремонтируем котельную.' });
    expect(value(await facebook.findOwn(onFacebook, { post, comment: asked }, 'Ремонтируем  котельную.', since))?.id).toBe(placed.id);
    expect(value(await facebook.findOwn(onFacebook, { post, comment: null }, 'Ремонтируем котельную.', since))).toBeNull();
    expect(value(await facebook.checkExists(onFacebook, placed.id))).toBe(true);
    expect(value(await facebook.deleteComment(onFacebook, { post, comment: placed.id }))).toBe(true);
    expect(value(await facebook.checkExists(onFacebook, placed.id))).toBe(false);
  });

  it('finds its own answer to an answer, and none of the same words elsewhere', async () => {
    const since = new Date();
    const post = meta.post('10', 'Новости');
    const [asked, other] = [meta.comment(post, '500', 'Почему холодно?'), meta.comment(post, '501', 'И у нас?')];
    const further = meta.comment(asked, '502', 'Присоединяюсь.');
    const placed = value(await facebook.publishReply(onFacebook, { post, comment: further }, message('Чиним.')));
    expect(value(await facebook.findOwn(onFacebook, { post, comment: further }, 'Чиним.', since))?.id).toBe(placed.id);
    expect(value(await facebook.findOwn(onFacebook, { post, comment: other }, 'Чиним.', since))).toBeNull();
  });

  it('publishes a post with photos, and hears of a duplicate', async () => {
    const placed = value(await facebook.publishPost(onFacebook, message('Открыли мост', [photo, photo])));
    expect(placed.url).toBe(`https://www.facebook.com/${placed.id}`);
    expect(end(await facebook.publishPost(onFacebook, message('Открыли мост')))).toBe('duplicate');
    expect(value(await facebook.findOwn(onFacebook, null, 'Открыли мост', new Date(Date.now() - 1000)))).toEqual(placed);
  });

  it('lists comments of all depths since the newest seen', async () => {
    const post = meta.post('10', 'Новости');
    const first = meta.comment(post, '500', 'Первый');
    meta.comment(first, '501', 'Ответ под ним');
    for (let n = 0; n < 120; n += 1) meta.comment(post, '502', `Ещё ${n}`);
    const one: FoundPage = value(await facebook.listMessages(onFacebook, { kind: 'comments', post }, null));
    const two: FoundPage = value(await facebook.listMessages(onFacebook, { kind: 'comments', post }, one.cursor));
    expect([...one.messages, ...two.messages].map(({ text }) => text)).toEqual(['Первый', 'Ответ под ним', ...Array.from({ length: 120 }, (_, n) => `Ещё ${n}`)]);
    expect(two.cursor).toMatch(/^\d+$/);
  });

  it.each([
    [1, 'busy'], [2, 'busy'], [4, 'rate'], [17, 'rate'], [32, 'rate'], [341, 'rate'], [613, 'rate'], [80_001, 'rate'], [10, 'rights'], [200, 'rights'], [299, 'rights'],
    [190, 'credential'], [368, 'blocked'], [506, 'duplicate'], [100, 'invalid'], [77_777, 'invalid'],
  ] as const)('error %d is %s', async (code, reason) => {
    meta.fail({ on: 'POST feed', kind: 'answer', reply: metaError(code) });
    expect(await facebook.publishPost(onFacebook, message('Текст'))).toMatchObject({ outcome: 'rejected', reason });
  });

  it('waits as long as the usage header asks, and knows what is missing', async () => {
    const usage = JSON.stringify({ 10: [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 17 }] });
    meta.fail({ on: 'POST feed', kind: 'answer', reply: { ...metaError(32), headers: { 'x-business-use-case-usage': usage } } });
    expect(await facebook.publishPost(onFacebook, message('Текст'))).toMatchObject({ reason: 'rate', retryAfterMs: 17 * 60_000 });
    expect(end(await facebook.publishReply(onFacebook, { post: '10_1', comment: null }, message('Текст')))).toBe('missing');
  });

  it('keeps the token out of every address, also when it is asked about', async () => {
    expect(value(await facebook.validateCredential(page, '10')).permissions).toEqual(['pages_manage_posts']);
    expect(await facebook.validateCredential(page, '11')).toMatchObject({ reason: 'credential', detail: 'profile_id 10' });
    expect(end(await instagram.validateCredential(account, '20'))).toBe('ok');
    expect(end(await instagram.validateCredential(account, '21'))).toBe('rights');
    const known = meta.tokens.get(page.accessToken);
    if (known) known.valid = false;
    expect(end(await facebook.validateCredential(page, '10'))).toBe('credential');
  });

  it.each([['cut-after'], ['cut-before'], ['lost-answer']] as const)('a write whose answer is lost (%s) is unknown', async (kind) => {
    meta.fail({ on: 'POST feed', kind });
    expect((await facebook.publishPost(onFacebook, message('Текст'))).outcome).toBe('unknown');
  });
});

describe('Instagram', () => {
  it('reads where it is mentioned under others’ media, and answers there', async () => {
    const media = meta.media('900', 'Двор @u20 когда уберут?');
    const comment = meta.comment(media, '901', '@u20 и нам скажите');
    const read = async (at: string | null) => value(await instagram.listMessages(onInstagram, { kind: 'mentions', at: { post: media, comment: at, mention: true } }, null)).messages;
    expect(await read(null)).toMatchObject([{ text: 'Двор @u20 когда уберут?', url: `https://www.instagram.com/p/C${media}/`, author: { name: 'u900' } }]);
    const [asked] = await read(comment);
    expect(asked).toMatchObject({ text: '@u20 и нам скажите', url: `https://www.instagram.com/p/C${media}/c/${comment}/`, place: { post: media, comment, mention: true } });
    const placed = value(await instagram.publishReply(onInstagram, { post: media, comment, mention: true }, message('Завтра.')));
    expect(meta.things.at(-1)).toMatchObject({ parent: comment, from: '20', text: 'Завтра.' });
    expect(placed.url).toBe(`https://www.instagram.com/p/C${media}/c/${placed.id}/`);
    expect(end(await instagram.findOwn(onInstagram, { post: media, comment, mention: true }, 'Завтра.', new Date(0)))).toBe('unsupported');
    const there = async (id: string) => value(await instagram.checkExists(onInstagram, id, { post: media, comment, mention: true }));
    expect([await there(placed.id), await there(comment)]).toEqual([true, true]);
    meta.things.splice(meta.things.findIndex(({ id }) => id === comment), 1);
    expect(await there(comment)).toBe(false);
    expect(end(await instagram.listMessages(onInstagram, { kind: 'mentions', at: { post: media, comment: '1', mention: true } }, null))).toBe('missing');
  });

  it('waits for the container, publishes it, and finds it again', async () => {
    meta.polls = 3;
    const placed = value(await instagram.publishPost(onInstagram, message('Набережная', [photo])));
    expect(meta.done).toEqual(['POST media', 'GET ', 'GET ', 'GET ', 'GET ', 'POST media_publish', 'GET ']);
    expect(placed.url).toBe(`https://www.instagram.com/p/C${placed.id}/`);
    expect(value(await instagram.findOwn(onInstagram, null, 'Набережная', new Date(0)))).toEqual(placed);
    expect(end(await instagram.publishPost(onInstagram, message('Без фото')))).toBe('unsupported');
  });

  it('gives up a container that is never ready, with nothing published', async () => {
    meta.polls = 99;
    expect(end(await instagram.publishPost(onInstagram, message('Набережная', [photo])))).toBe('busy');
    expect(meta.things.some(({ kind }) => kind === 'media')).toBe(false);
  });

  it('answers under a comment and on the top level', async () => {
    const media = meta.media('20', 'Набережная');
    const asked = meta.comment(media, '500', 'Когда откроют?');
    const placed = value(await instagram.publishReply(onInstagram, { post: media, comment: asked }, message('Первого июня.')));
    expect(placed.url).toBe(`https://www.instagram.com/p/C${media}/c/${placed.id}/`);
    value(await instagram.publishReply(onInstagram, { post: media, comment: null }, message('Всем: первого июня.')));
    expect(value(await instagram.findOwn(onInstagram, { post: media, comment: asked }, 'Первого июня.', new Date(0)))?.id).toBe(placed.id);
    const listed = value(await instagram.listMessages(onInstagram, { kind: 'comments', post: media }, null));
    expect(listed.messages.filter(({ own }) => !own)).toMatchObject([{ text: 'Когда откроют?', author: { name: 'u500' } }]);
  });

  it('finds its own answer among many, and under an answer, which are added to the comment above', async () => {
    const media = meta.media('20', 'Набережная');
    const asked = meta.comment(media, '500', 'Когда откроют?');
    for (let n = 0; n < 60; n += 1) meta.comment(asked, '501', `И нам ${n}`);
    const further = meta.things.at(-1)?.id ?? '';
    const placed = value(await instagram.publishReply(onInstagram, { post: media, comment: further }, message('Первого июня.')));
    for (const comment of [asked, further]) expect(value(await instagram.findOwn(onInstagram, { post: media, comment }, 'Первого июня.', new Date(0)))?.id).toBe(placed.id);
    const listed = value(await instagram.listMessages(onInstagram, { kind: 'comments', post: media, thread: further }, null));
    expect([listed.messages.length, listed.more]).toEqual([50, true]);
  });

  it.each([['POST media_publish', 'unknown'], ['POST media', 'busy']] as const)('a lost answer to %s is %s: only the second can be seen', async (on, ended) => {
    meta.fail({ on, kind: 'cut-after' });
    expect(end(await instagram.publishPost(onInstagram, message('Набережная', [photo])))).toBe(ended);
  });

  it('knows the address before it answers: an answer nobody could point to is not written', async () => {
    const media = meta.media('20', 'Набережная');
    meta.fail({ on: 'GET ', kind: 'cut-before' });
    expect(end(await instagram.publishReply(onInstagram, { post: media, comment: null }, message('Первого июня.')))).toBe('busy');
    expect(meta.things.filter(({ parent }) => parent === media)).toEqual([]);
    meta.fail({ on: 'GET ', kind: 'cut-before' });
    expect(end(await instagram.listMessages(onInstagram, { kind: 'comments', post: media }, null))).toBe('busy');
  });

  it('looks for a post that is out and has not told its address', async () => {
    const asked: string[] = [];
    meta.befall = (name) => (asked.push(name) && name === 'GET ' && asked.includes('POST media_publish') ? 'cut-before' : null);
    expect(end(await instagram.publishPost(onInstagram, message('Набережная', [photo])))).toBe('unknown');
    meta.befall = () => null;
    expect(value(await instagram.findOwn(onInstagram, null, 'Набережная', new Date(0)))?.url).toMatch(/\/p\/C/);
  });
});
