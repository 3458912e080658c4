import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { AccountFigures } from '../../src/accounts/index.js';
import { XLSX } from '../../src/platform/http/index.js';
import { readSheet } from '../../src/platform/sheets/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { createAccounts } from '../support/factories.js';
import { type Registry, registry } from '../support/registry.js';

let t: TestApp;
let r: Registry;
beforeAll(async () => {
  t = await startTestApp();
  await createAccounts(t);
  r = await registry(t);
});
afterAll(() => t.close());

const binary = (response: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
};
const table = async (query: string) => (await t.http.get(`/api/v1/accounts/export?${query}`).set(r.committee.auth).buffer(true).parse(binary as never).expect(200)).body as Buffer;
const take = (content: Buffer | string, query = '', type = 'text/csv') => t.http.post(`/api/v1/accounts/import${query}`).set(r.committee.auth).set('content-type', type).send(content as string);
const head = 'Орган;Социальная сеть;Адрес;Название;Номер в сети;Ответственный (почта);В реестре с';
const count = async () => ((await t.http.get('/registry.json')).body as { count: number }).count;

describe('what is exported is taken back without a change', () => {
  test.each([['format=csv', 'text/csv'], ['format=csv&encoding=windows-1251', 'text/csv'], ['format=xlsx', XLSX]])('%s', async (query, type) => {
    const content = await table(query);
    expect((await readSheet(content, { rows: 100 }))[1]?.slice(0, 2)).toEqual(['Правительство Хабаровского края', expect.any(String)]);
    expect((await take(content, '', type).expect(200)).body).toMatchObject({ created: 0, changed: 0, unchanged: await count(), errors: [] });
  });
});

test('a table is taken whole: new entries as of a registry kept before, known ones mended', async () => {
  const before = await count();
  const csv = [head, 'min-fin;ВК;https://vk.com/khv_import;Финансы края;555;;24.03.2020', 'Управление лесами;vk;https://vk.com/khv27_lesa;Леса края;;;', ''].join('\r\n');
  expect((await take(csv, '?dryRun=true').expect(200)).body).toMatchObject({ dryRun: true, rows: 2, created: 1, changed: 1, errors: [] });
  expect(await count()).toBe(before);
  expect((await take(iconv.encode(csv, 'windows-1251')).expect(200)).body).toMatchObject({ dryRun: false, created: 1, changed: 1, errors: [] });
  expect(await count()).toBe(before + 1);
  const of = async (day: string) => JSON.stringify((await t.http.get(`/registry.json?asOf=${day}`)).body);
  expect([(await of('2020-03-23')).includes('khv_import'), (await of('2020-03-24')).includes('khv_import')]).toEqual([false, true]);
  const [entry] = ((await r.get(r.committee, `?authorityId=${r.finance.authorityId}`)).body as { items: { deadlines: unknown[]; externalId: string }[] }).items;
  expect(entry).toMatchObject({ deadlines: [], externalId: '555' });
});

test('a second account of one owner in one network is refused, also within one table, and names the row it stands in (A-3.1)', async () => {
  const csv = [head, 'min-kult;ok;https://ok.ru/khv_first;Первая;;;', 'min-kult;vk;https://vk.com/khv_kult_only;Культура;;;', 'Министерство культуры края;Одноклассники;https://ok.ru/khv_second;Вторая;;;'].join('\n');
  const { body } = await take(csv, '?dryRun=true').expect(200);
  expect(body.errors).toEqual([{ row: 4, column: 'Социальная сеть', message: expect.stringContaining('строке 2') }]);
  expect((await take(csv).expect(422)).body.code).toBe('accounts-file.rows');
  expect((await t.http.get('/registry.json')).text).not.toContain('khv_first');
});

test('with a fault in any row nothing is taken, and every fault is named with its row and column', async () => {
  const before = await count();
  const csv = [
    head, 'min-kult;ok;https://ok.ru/khv_good;Хорошая;;;', 'Нет такого органа;vk;https://vk.com/x;Имя;;;', 'min-fin;twitter;адрес;;1a;не почта;вчера',
    'min-fin;ok;https://vk.com/other;Имя;;;', 'min-fin;facebook;https://www.facebook.com/a;Имя;;nobody@test.example;', 'min-fin;instagram;https://www.instagram.com/khv27_minzdrav;Имя;;;01.01.2030',
  ].join('\n');
  const { body } = await take(csv).expect(422);
  expect(body).toMatchObject({ code: 'accounts-file.rows', failed: 5 });
  expect((body.errors as { row: number; column: string }[]).map(({ row, column }) => `${row} ${column}`)).toEqual([
    '3 Орган', '4 Социальная сеть', '4 Адрес', '4 Название', '4 Номер в сети', '4 Ответственный (почта)', '4 В реестре с', '5 Адрес', '6 Ответственный (почта)', '7 В реестре с',
  ]);
  expect((await take(csv, '?dryRun=true').expect(200)).body).toMatchObject({ dryRun: true, errors: body.errors });
  expect(await count()).toBe(before);
});

test.each<[string, Buffer | string, string, number, string]>([
  ['no table', Buffer.from([0x89, 0x50, 0, 0]), 'text/csv', 400, 'accounts-file.not-a-table'],
  ['missing columns', 'Орган;Адрес\n', 'text/csv', 400, 'accounts-file.columns'],
  ['too much', Buffer.alloc(5 * 1024 * 1024 + 1, 'x'), 'text/csv', 413, 'accounts-file.too-big'],
  ['too many rows', `${head}\n${'a;b;c;d\n'.repeat(3001)}`, 'text/csv', 400, 'accounts-file.too-many-rows'],
  ['half an archive', Buffer.from('PK\x03\x04xxxx'), XLSX, 413, 'accounts-file.too-big'],
  ['JSON', '{}', 'application/json', 415, 'request.unsupported-media-type'],
])('refuses %s', async (_, content, type, status, code) => {
  expect((await take(content, '', type).expect(status)).body.code).toBe(code);
});

test('figures of a period for the monthly report', async () => {
  t.clock.set(khv('2020-08-03 10:00'));
  const entry = await r.accepted(r.finance, { network: 'ok', url: 'https://ok.ru/khv_figures', occurredAt: '2020-07-20T10:00:00+10:00' });
  await r.does(r.finance, entry.id, 'propose', { name: 'Другое имя' });
  await r.does(r.committee, entry.id, 'accept');
  const figures = await t.get(AccountFigures).between(khv('2020-08-01 00:00'), khv('2020-09-01 00:00'));
  expect(figures).toMatchObject({ registered: 1, changed: 1, deleted: 0, links: { linked: 0, missing: 0 } });
  const { register } = await t.get(AccountFigures).between(khv('2020-07-01 00:00'), khv('2020-09-01 00:00'));
  expect(register).toMatchObject({ onTime: 1, late: 1, open: 0 });
  expect(Object.values(figures.byNetwork).reduce((sum, number) => sum + number)).toBe(await count());
});
