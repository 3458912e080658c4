import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FoundPage, Session } from '../../../src/networks/port.js';
import { VkAdapter } from '../../../src/networks/vk/vk.adapter.js';
import { FakeVk, vkError } from '../../support/networks/index.js';
import { atOnce, end, message, photo, to, value } from './adapters.js';

const GROUP = 77;
let vk: FakeVk;
let adapter: VkAdapter;
const community = { id: 'c', kind: 'community', accessToken: 'key-of-community' } as const;
const user = { id: 'u', kind: 'user', accessToken: 'key-of-user' } as const;
const session = (...credentials: Session['credentials']): Session => ({ network: 'vk', ownerId: String(GROUP), credentials });
const both = session(community, user);

beforeEach(async () => {
  vk = new FakeVk();
  vk.paced = false;
  adapter = new VkAdapter(to(await vk.start()), atOnce);
  vk.token(community.accessToken, 'community', GROUP);
  vk.token(user.accessToken, 'user', GROUP);
});

afterEach(async () => {
  await vk.stop();
  expect(vk.violations).toEqual([]);
});

describe('VK', () => {
  it('answers a comment as the community, with photos by the administrator', async () => {
    const post = vk.post(-GROUP, 'Новости');
    const asked = vk.comment(post.id, 5, 'Когда починят дорогу?');
    const placed = value(await adapter.publishReply(session(community), { post: post.id, comment: String(asked.id) }, message('Здравствуйте! Починим.')));
    const answer = vk.comments.at(-1);
    expect(answer).toMatchObject({ from: -GROUP, replyTo: asked.id, text: 'Здравствуйте! Починим.' });
    expect(placed).toEqual({ id: String(answer?.id), url: `https://vk.com/wall${post.id}?reply=${answer?.id}` });
    expect(value(await adapter.checkExists(both, placed.id, { post: post.id, comment: null }))).toBe(true);

    expect(end(await adapter.publishReply(session(community), { post: post.id, comment: null }, message('с фото', [photo])))).toBe('unsupported');
    // The administrator's token uploads, the community's key may not attach: VK answers 27.
    expect(end(await adapter.publishReply(session(user), { post: post.id, comment: null }, message('с фото', [photo])))).toBe('ok');
    expect(vk.comments.at(-1)?.attachments).toMatch(/^photo-77_\d+$/);
    // With both credentials whoever has uploaded them shows them.
    expect(end(await adapter.publishReply(both, { post: post.id, comment: null }, message('с фото', [photo])))).toBe('ok');
    expect(vk.photos).toEqual([photo.content, photo.content]);
  });

  it('finds its own words again, among posts and in a thread', async () => {
    const since = new Date();
    const placed = value(await adapter.publishPost(both, message('Горячая вода вернётся «завтра» & послезавтра')));
    expect(value(await adapter.findOwn(both, null, 'Горячая вода вернётся «завтра» &amp;  послезавтра', since))).toEqual(placed);
    expect(value(await adapter.findOwn(both, null, 'Другое', since))).toBeNull();
    const asked = vk.comment(placed.id, 5, 'Точно?');
    vk.comment(placed.id, 6, 'Да, точно.', asked.id);
    expect(value(await adapter.findOwn(both, { post: placed.id, comment: String(asked.id) }, 'Да, точно.', since))).toBeNull();
    vk.comment(placed.id, -GROUP, 'Да, точно.', asked.id);
    expect(value(await adapter.findOwn(both, { post: placed.id, comment: String(asked.id) }, 'Да, точно.', since))).not.toBeNull();
  });

  it('finds its own answer to an answer, which stands under the comment above both', async () => {
    const since = new Date();
    const post = vk.post(-GROUP, 'Новости').id;
    const asked = vk.comment(post, 5, 'Когда?');
    const further = vk.comment(post, 6, 'И мне скажите.', asked.id);
    const placed = value(await adapter.publishReply(both, { post, comment: String(further.id) }, message('Первого июля.')));
    expect(value(await adapter.findOwn(both, { post, comment: String(further.id) }, 'Первого июля.', since))).toEqual(placed);
    expect(value(await adapter.listMessages(both, { kind: 'comments', post, thread: String(further.id) }, null)).messages.map(({ id }) => id)).toEqual([String(further.id), placed.id]);
  });

  it('never says "not there" of what cannot be looked through', async () => {
    const since = new Date();
    const post = vk.post(-GROUP, 'Новости').id;
    value(await adapter.publishReply(both, { post, comment: null }, message('Первого июля.')));
    for (let n = 0; n < 1100; n += 1) vk.comment(post, 5, `Ещё ${n}`);
    expect(end(await adapter.findOwn(both, { post, comment: null }, 'Первого июля.', since))).toBe('unsupported');
    for (const comment of vk.comments) comment.date -= 7200;
    expect(value(await adapter.findOwn(both, { post, comment: null }, 'Первого июля.', since))).toBeNull();
  });

  it('an upload server that is away is tried again; one that takes no photo is not', async () => {
    vk.fail({ on: 'upload', kind: 'answer', reply: { status: 502, body: '<html>' } });
    expect(end(await adapter.publishPost(both, message('с фото', [photo])))).toBe('busy');
    vk.fail({ on: 'upload', kind: 'answer', reply: { body: { server: 1, photo: '[]', hash: '' } } });
    expect(end(await adapter.publishPost(both, message('с фото', [photo])))).toBe('content');
  });

  it('lists every comment once, page by page, and goes on where it stopped', async () => {
    const post = vk.post(-GROUP, 'Новости');
    for (let n = 0; n < 230; n += 1) vk.comment(post.id, 1 + (n % 3), `Комментарий ${n}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const listed: FoundPage = value(await adapter.listMessages(both, { kind: 'comments', post: post.id }, cursor));
      seen.push(...listed.messages.map(({ text }) => text));
      cursor = listed.cursor;
    }
    expect(seen).toEqual(Array.from({ length: 230 }, (_, n) => `Комментарий ${n}`));
    vk.comment(post.id, 9, 'Ещё один');
    const more = value(await adapter.listMessages(both, { kind: 'comments', post: post.id }, cursor));
    expect(more.messages).toMatchObject([{ text: 'Ещё один', author: { id: '9', name: 'Житель 9', url: 'https://vk.com/id9' }, own: false }]);
  });

  it('searches by words, deletes what is unlawful, and knows what is gone', async () => {
    vk.post(-5, 'Яма на Ленина');
    vk.post(-5, 'Котята');
    const found = value(await adapter.listMessages(both, { kind: 'search', query: 'яма' }, null));
    expect(found.messages).toMatchObject([{ text: 'Яма на Ленина', own: false }]);
    const post = vk.post(-GROUP, 'Новости');
    const spam = vk.comment(post.id, 5, 'Займы');
    expect(end(await adapter.deleteComment(session(community), { post: post.id, comment: String(spam.id) }))).toBe('unsupported');
    expect(value(await adapter.deleteComment(both, { post: post.id, comment: String(spam.id) }))).toBe(true);
    expect(value(await adapter.checkExists(both, String(spam.id), { post: post.id, comment: null }))).toBe(false);
  });

  it('tells a good key from a wrong one', async () => {
    expect(value(await adapter.validateCredential(community, '77')).permissions).toEqual(['wall']);
    expect(end(await adapter.validateCredential({ ...community, accessToken: 'wrong' }, '77'))).toBe('credential');
    expect(await adapter.validateCredential(community, '78')).toMatchObject({ reason: 'credential', detail: 'club77' });
    expect(end(await adapter.validateCredential(user, '77'))).toBe('ok');
    expect(end(await adapter.validateCredential(user, '78'))).toBe('rights');
  });

  it.each([
    [5, 'credential'], [1117, 'credential'], [6, 'rate'], [9, 'rate'], [29, 'quota'], [14, 'captcha'], [3300, 'captcha'], [1, 'busy'], [10, 'busy'],
    [7, 'rights'], [15, 'rights'], [27, 'rights'], [203, 'rights'], [1051, 'rights'], [100, 'invalid'], [211, 'closed'], [212, 'closed'], [213, 'closed'],
    [214, 'content'], [222, 'content'], [223, 'quota'], [99_999, 'invalid'],
  ] as const)('error %d is %s', async (code, reason) => {
    vk.fail({ on: 'wall.post', kind: 'answer', reply: vkError(code) });
    const outcome = await adapter.publishPost(both, message('Текст'));
    expect(outcome).toMatchObject({ outcome: 'rejected', reason, detail: `VK ${code}`, retryAfterMs: code === 9 ? 300_000 : reason === 'rate' || reason === 'busy' ? 1000 : null });
  });

  it.each([['cut-after'], ['cut-before'], ['lost-answer']] as const)('a write whose answer is lost (%s) is unknown', async (kind) => {
    vk.fail({ on: 'wall.post', kind });
    expect((await adapter.publishPost(both, message('Текст'))).outcome).toBe('unknown');
  });

  it('a server that is not there was not written to; a read that breaks may be repeated', async () => {
    vk.fail({ on: 'wall.get', kind: 'cut-after' });
    expect(end(await adapter.listMessages(both, { kind: 'posts' }, null))).toBe('busy');
    const other = new FakeVk();
    const gone = new VkAdapter(to(await other.start()), atOnce);
    await other.stop();
    expect(end(await gone.publishPost(both, message('Текст')))).toBe('busy');
  });
});
