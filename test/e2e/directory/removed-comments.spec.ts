import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AccountRef, AccountRefs } from '../../../src/accounts/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { readSheet } from '../../../src/platform/sheets/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { upload } from '../../support/attachments.js';
import { requests } from '../../support/directory.js';
import { type ContactPerson, createAccounts, createExecutor, createPerson, type Person } from '../../support/factories.js';
import { link } from '../../support/incidents.js';
import { media } from '../../support/media.js';

let t: TestApp;
let own: ContactPerson;
let foreign: ContactPerson;
let committee: Person;
let account: AccountRef;
let foreignAccount: AccountRef;
let government: AccountRef;
const logged: string[] = [];
let { get, post } = {} as ReturnType<typeof requests>;
beforeAll(async () => {
  t = await startTestApp({ env: { LOG_LEVEL: 'trace' }, logTo: { write: (line) => void logged.push(line) } });
  await createAccounts(t);
  own = await createExecutor(t, { authorityCode: 'min-zdrav', surname: 'Яковлева' });
  foreign = await createExecutor(t, { authorityCode: 'upr-lesami' });
  committee = await createPerson(t, { role: 'committee' });
  ({ get, post } = requests(t, () => own));
  const one = async (owner: string | null) => (await t.get(AccountRefs).ofOwner(owner)).find(({ network }) => network === 'vk') as AccountRef;
  [account, foreignAccount, government] = [await one(own.authorityId), await one(foreign.authorityId), await one(null)];
});
afterAll(() => t.close());

const removal = (more: object = {}) => ({
  accountId: account.id, ground: 'insult', text: 'Вы все бездельники', author: { name: 'Пётр Сердитый', profileUrl: 'https://vk.com/id1' },
  url: link('vk'), postedAt: '2020-06-17T09:00:00+10:00', removedAt: '2020-06-17T09:30:00+10:00', explanation: 'Оскорбление сотрудников', ...more,
});
const record = async (more: object = {}, who: Person = own) => (await post('/removed-comments', removal(more), who).expect(201)).body;

describe('recording', () => {
  test('A-3.6: an authority on its own accounts, with who, when and why', async () => {
    const made = await record();
    expect(made).toMatchObject({
      clause: 'A-3.6', ground: 'insult', text: 'Вы все бездельники', author: { name: 'Пётр Сердитый', profileUrl: 'https://vk.com/id1' },
      account: { id: account.id, network: 'vk' }, authority: { id: own.authorityId }, removedAt: '2020-06-17T09:30:00+10:00',
      recordedBy: 'Яковлева Анна', recordedAt: '2020-06-17T10:00:00+10:00', withdrawn: false, version: 1, allowedActions: ['correct'],
    });
    expect((await post('/removed-comments', removal({ accountId: foreignAccount.id })).expect(404)).body.code).toBe('not-found');
    await post('/removed-comments', removal({ accountId: government.id })).expect(404);
    await get(`/removed-comments/${made.id}`, foreign).expect(404);
    expect((await get(`/removed-comments/${made.id}`, committee).expect(200)).body.allowedActions).toEqual([]);
  });

  test('A-2.7: the committee on the Government’s accounts and no others', async () => {
    const made = await record({ accountId: government.id, ground: 'spam' }, committee);
    expect(made).toMatchObject({ clause: 'A-2.7', authority: null, allowedActions: ['correct'] });
    await post('/removed-comments', removal(), committee).expect(404);
    await get(`/removed-comments/${made.id}`, own).expect(404);
  });

  test.each([
    ['a ground the decree does not name', { ground: 'disliked' }, 400], ['a link elsewhere', { url: 'https://ok.ru/group/1/topic/2' }, 400],
    ['a removal ahead', { removedAt: '2020-06-17T10:00:01+10:00' }, 400], ['a removal before the comment', { postedAt: '2020-06-17T09:30:01+10:00' }, 400],
    ['no text', { text: ' ' }, 400], ['an unknown key', { state: 'x' }, 400],
  ])('refuses %s', async (_, wrong, status) => {
    await post('/removed-comments', removal(wrong)).expect(status);
  });

  test('takes a screenshot, seen by those who see the entry, and no document', async () => {
    const shot = (await upload(t, own.auth, media.png())).body;
    const paper = (await upload(t, own.auth, media.pdf())).body;
    expect((await post('/removed-comments', removal({ attachments: [paper.id] })).expect(400)).body.code).toBe('attachment.kind-not-allowed');
    const made = await record({ attachments: [shot.id] });
    expect(made.attachments).toMatchObject([{ id: shot.id, mediaType: 'image/png' }]);
    await get(`/attachments/${shot.id}`, committee).expect(200);
    await get(`/attachments/${shot.id}`, foreign).expect(404);
  });
});

describe('the log only grows', () => {
  test('a correction is one more revision; what was there before stays', async () => {
    const { id } = await record();
    const body = { reason: 'Не то основание', ground: 'obscenity', explanation: null };
    const corrected = (await post(`/removed-comments/${id}/correct`, body).set('if-match', '"1"').expect(200)).body;
    expect(corrected).toMatchObject({ id, ground: 'obscenity', explanation: null, text: 'Вы все бездельники', version: 2 });
    expect((await post(`/removed-comments/${id}/correct`, body).set('if-match', '"1"').expect(412)).body.current).toMatchObject({ version: 2 });
    const { items } = (await get(`/removed-comments/${id}/history`).expect(200)).body;
    expect(items.map(({ version, ground, reason }: Record<string, unknown>) => [version, ground, reason])).toEqual([[1, 'insult', null], [2, 'obscenity', 'Не то основание']]);
    await post(`/removed-comments/${id}/correct`, body, committee).expect(403);
    await post(`/removed-comments/${id}/correct`, body, foreign).expect(404);
  });

  test('many who correct at once make as many revisions, none over another', async () => {
    const { id } = await record();
    const seen = await Promise.all(Array.from({ length: 20 }, (_, n) => post(`/removed-comments/${id}/correct`, { reason: `Правка ${n}` })));
    expect(seen.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const { items } = (await get(`/removed-comments/${id}/history`)).body;
    expect(items.map(({ version }: { version: number }) => version)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
    const both = await Promise.all([1, 2].map(() => post(`/removed-comments/${id}/correct`, { reason: 'Вдвоём' }).set('if-match', '"21"')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('a mistake is withdrawn, not deleted', async () => {
    const { id } = await record({ text: 'Записано зря' });
    await post(`/removed-comments/${id}/correct`, { reason: 'Комментарий не удаляли', withdrawn: true }).expect(200);
    const ids = async (query: string) => (await get(`/removed-comments?limit=200&${query}`)).body.items.map((item: { id: string }) => item.id);
    expect(await ids('q=записано зря')).toEqual([]);
    expect(await ids('state=withdrawn')).toContain(id);
    expect(await ids('state=all')).toContain(id);
  });

  test.each(['UPDATE removed_comment SET text = $1', 'DELETE FROM removed_comment WHERE text <> $1'])('the database refuses: %s', async (sql) => {
    await record();
    await expect(t.get(Database).transaction(() => t.get(Database).change(sql, ['x']))).rejects.toThrow('append-only');
  });
});

describe('looking and exporting', () => {
  test('filters by account, ground, period and words; pages lose nobody', async () => {
    for (let day = 1; day <= 9; day += 1) await record({ text: `Реклама ёлок ${day}`, ground: 'spam', postedAt: null, removedAt: `2020-05-0${day}T10:00:00+10:00` });
    await record({ accountId: foreignAccount.id, text: 'Реклама лесная', ground: 'spam', postedAt: null, removedAt: '2020-05-05T10:00:00+10:00' }, foreign);
    const texts = async (query: string, who: Person = own) => (await get(`/removed-comments?limit=200&${query}`, who).expect(200)).body.items.map(({ text }: { text: string }) => text);
    const period = `from=2020-05-03T10:00:00%2B10:00&to=2020-05-06T10:00:00%2B10:00`;
    expect(await texts(`ground=spam&${period}`)).toEqual(['Реклама ёлок 5', 'Реклама ёлок 4', 'Реклама ёлок 3']);
    expect((await texts(`ground=spam&${period}`, committee)).toSorted()).toEqual(['Реклама лесная', 'Реклама ёлок 3', 'Реклама ёлок 4', 'Реклама ёлок 5'].toSorted());
    expect(await texts(`accountId=${foreignAccount.id}`, committee)).toEqual(['Реклама лесная']);
    expect(await texts(`authorityId=${foreign.authorityId}`)).toEqual([]);
    expect(await texts(`q=${encodeURIComponent('ЕЛОК 7')}`)).toEqual(['Реклама ёлок 7']);
    expect(await texts(`q=${encodeURIComponent('%')}&ground=obscenity&network=ok`)).toEqual([]);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await get(`/removed-comments?ground=spam&limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      seen.push(...body.items.map(({ text }: { text: string }) => text));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(await texts('ground=spam'));
  });

  const file = async (format: 'csv' | 'xlsx', who: Person = own) => {
    const { body, headers } = await get(`/removed-comments/export?format=${format}&ground=spam`, who).buffer().parse((answer, done) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => done(null, Buffer.concat(parts)));
    }).expect(200);
    return { content: body as Buffer, headers };
  };

  test('CSV and XLSX hold the same rows, Cyrillic and all, and no formula', async () => {
    const formula = '=HYPERLINK("http://evil.example";"нажми")';
    await record({ text: formula, ground: 'spam', author: { name: '@SUM(1;2)' } });
    const { content, headers } = await file('csv');
    expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="removed-comments.csv"' });
    expect(content.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(content.toString('utf8')).toContain(`"'=HYPERLINK(`);
    expect(content.toString('utf8')).toContain(';спам-рассылка;');
    const [csv, xlsx] = [await readSheet(content, { rows: 100 }), await readSheet((await file('xlsx')).content, { rows: 100 })];
    expect(xlsx).toEqual(csv);
    expect(csv[1]?.slice(0, 3)).toEqual(['17.06.2020 09:30', 'Минздрав края', 'ВКонтакте']);
    expect(csv.flat()).toContain(formula);
    const others = await readSheet((await file('csv', foreign)).content, { rows: 100 });
    expect(others.flat().join(' ')).not.toContain('ёлок');
  });

  test('a file without rows has its head', async () => {
    const empty = await createExecutor(t, { authorityCode: 'min-kult' });
    expect(await readSheet((await file('xlsx', empty)).content, { rows: 10 })).toHaveLength(1);
  });
});

test('what citizens wrote, and who they are, is in no line of the log and in no event', async () => {
  const secret = 'тайный-текст-гражданина';
  const { id } = await record({ text: secret, author: { name: 'Скрытный Гражданин', profileUrl: 'https://vk.com/skrytnyy' }, explanation: 'скрытое пояснение' });
  await post(`/removed-comments/${id}/correct`, { reason: 'x', text: `${secret}-2`, author: { name: 'Скрытный Гражданин' } }).expect(200);
  await post('/removed-comments', removal({ text: secret, ground: 'нет' })).expect(400);
  await get(`/removed-comments?q=${encodeURIComponent(secret)}`).expect(200);
  expect(logged.length).toBeGreaterThan(10);
  const words = [secret, 'Скрытный', 'skrytnyy', 'скрытое', encodeURIComponent(secret)];
  expect(words.filter((word) => logged.some((line) => line.includes(word)))).toEqual([]);
  const events = await t.get(Database).rows<{ details: object }>(`SELECT details FROM event WHERE stream_id = $1`, [id]);
  expect(events).toHaveLength(2);
  expect(words.filter((word) => JSON.stringify(events).includes(word))).toEqual([]);
});

test('whatever words are searched for, the answer is a page', async () => {
  await fc.assert(fc.asyncProperty(fc.string({ minLength: 1, maxLength: 40 }), async (q) => {
    const { status } = await get(`/removed-comments?q=${encodeURIComponent(q)}`);
    expect(status === 200 || status === 400).toBe(true);
  }), { numRuns: 40 });
});
