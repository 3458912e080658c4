import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { okSignature } from '../../../src/networks/ok/ok-client.js';
import { OkAdapter } from '../../../src/networks/ok/ok.adapter.js';
import type { FoundPage, Session } from '../../../src/networks/port.js';
import { FakeOk, okError } from '../../support/networks/index.js';
import { atOnce, end, message, photo, to, value } from './adapters.js';

const GROUP = '57000000000001';
const credential = { id: 'o', kind: 'application', accessToken: 'tok', applicationKey: 'PUBLICKEY', applicationSecret: 'SECRETKEY' } as const;
const session: Session = { network: 'ok', ownerId: GROUP, credentials: [credential] };
let ok: FakeOk;
let adapter: OkAdapter;
let byHand: OkAdapter;

beforeEach(async () => {
  ok = new FakeOk();
  ok.paced = false;
  ok.token('tok', GROUP);
  const url = await ok.start();
  adapter = new OkAdapter(to(url), atOnce, { written: true });
  byHand = new OkAdapter(to(url), atOnce, { written: false });
});

afterEach(async () => {
  await ok.stop();
  expect(ok.violations).toEqual([]);
});

describe('Odnoklassniki', () => {
  it('signs as documented: sorted pairs without token, then the hash of token and secret', () => {
    // md5('application_key=Kmethod=m' + md5('ts')), computed by hand with md5sum.
    expect(okSignature(new Map([['method', 'm'], ['application_key', 'K'], ['access_token', 't']]), 't', 's')).toBe('3955fadc0cb361f09de89ac801eff548');
  });

  it('publishes a topic with photos as the group and finds it again', async () => {
    const since = new Date();
    const placed = value(await adapter.publishPost(session, message('Отключение воды', [photo, photo])));
    expect(ok.topics.at(-1)).toMatchObject({ group: GROUP, text: 'Отключение воды', photos: [expect.stringMatching(/^token-/), expect.stringMatching(/^token-/)] });
    expect(placed.url).toBe(`https://ok.ru/group/${GROUP}/topic/${placed.id}`);
    expect(value(await adapter.findOwn(session, null, 'Отключение воды', since))).toEqual(placed);
    expect(value(await adapter.checkExists(session, placed.id, null))).toBe(true);
    expect(value(await adapter.checkExists(session, '1', null))).toBe(false);
  });

  it('writes comments only where that is switched on', async () => {
    const topic = ok.topic(GROUP, 'Новости');
    const asked = ok.comment(topic, '900', 'А у нас?');
    expect(end(await byHand.publishReply(session, { post: topic, comment: asked }, message('И у вас')))).toBe('unsupported');
    expect(byHand.capabilities(session).has('publish-reply')).toBe(false);
    const placed = value(await adapter.publishReply(session, { post: topic, comment: asked }, message('И у вас')));
    expect(ok.comments.at(-1)).toMatchObject({ author: `group:${GROUP}`, replyTo: asked, text: 'И у вас' });
    expect(value(await adapter.findOwn(session, { post: topic, comment: asked }, 'И у вас', new Date(0)))?.id).toBe(placed.id);
    expect(value(await adapter.checkExists(session, placed.id, { post: topic, comment: null }))).toBe(true);
    expect(value(await adapter.deleteComment(session, { post: topic, comment: asked }))).toBe(true);
    expect(value(await adapter.checkExists(session, asked, { post: topic, comment: null }))).toBe(false);
  });

  it('polls comments by the opaque anchor, each once', async () => {
    const topic = ok.topic(GROUP, 'Новости');
    for (let n = 0; n < 250; n += 1) ok.comment(topic, '900', `Комментарий ${n}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const listed: FoundPage = value(await adapter.listMessages(session, { kind: 'comments', post: topic }, cursor));
      seen.push(...listed.messages.map(({ text }) => text));
      cursor = listed.cursor;
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, n) => `Комментарий ${n}`));
    expect(end(await adapter.listMessages(session, { kind: 'search', query: 'яма' }, null))).toBe('unsupported');
  });

  it('asks whether the token administers the group', async () => {
    expect(value(await adapter.validateCredential(credential, GROUP)).permissions).toEqual(['group']);
    expect(end(await adapter.validateCredential(credential, '1'))).toBe('rights');
    expect(end(await adapter.validateCredential({ ...credential, applicationSecret: undefined }, GROUP))).toBe('credential');
    expect(end(await adapter.validateCredential({ ...credential, applicationKey: 'OTHER' }, GROUP))).toBe('credential');
  });

  it.each([
    [2, 'busy'], [7, 'rate'], [8, 'rate'], [9, 'rate'], [10, 'rights'], [11, 'quota'], [50, 'rights'], [100, 'invalid'], [101, 'credential'], [104, 'credential'],
    [102, 'credential'], [103, 'credential'], [300, 'missing'], [454, 'content'], [455, 'closed'], [456, 'closed'], [511, 'blocked'], [514, 'blocked'],
    [600, 'quota'], [601, 'quota'], [700, 'missing'], [702, 'missing'], [9999, 'invalid'],
  ] as const)('error %d is %s', async (code, reason) => {
    ok.fail({ on: 'mediatopic.post', kind: 'answer', reply: okError(code) });
    expect(await adapter.publishPost(session, message('Текст'))).toMatchObject({ outcome: 'rejected', reason, detail: `OK ${code}` });
  });

  it('knows an error by its header alone, and a lost answer as unknown', async () => {
    ok.fail({ on: 'mediatopic.post', kind: 'answer', reply: { headers: { 'invocation-error': '455' }, body: {} } });
    expect(end(await adapter.publishPost(session, message('Текст')))).toBe('closed');
    for (const kind of ['cut-after', 'cut-before', 'lost-answer'] as const) {
      ok.fail({ on: 'mediatopic.post', kind });
      expect((await adapter.publishPost(session, message('Текст'))).outcome).toBe('unknown');
    }
  });
});
