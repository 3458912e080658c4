import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { windows1251 } from '../../src/incidents/import/parse-lines.fixtures.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { createPerson } from '../support/factories.js';
import { fileMessages, type ImportApp, ndjson, startImportApp } from '../support/import.js';

let t: ImportApp;
let worker: TestApp;
beforeAll(async () => {
  t = await startImportApp({ IMPORT_MAX_MB: '2' });
  worker = await t.worker();
});
afterAll(async () => {
  await worker.close();
  await t.close();
});

/** Hands a file in and waits for the end of its import. */
async function imported(content: Buffer, type?: string, query?: string): Promise<Record<string, unknown>> {
  const answer = await t.post(content, type, query);
  expect([answer.status, answer.body.code]).toEqual([202, undefined]);
  return t.ended(String(answer.body.id));
}

/** What is not needed is cleared away right after the end. */
const noFiles = () => eventually(async () => expect(await t.files()).toEqual([]));

const found = async (q: string) =>
  (await t.http.get('/api/v1/incidents').query({ q }).set(t.curator.auth)).body.items as {
    id: string;
    text: string;
    author: object;
    postedAt: string;
    recordedAt: string;
  }[];

test('three thousand lines with faults and duplicates: what fits is recorded once with its terms, the rest is told', async () => {
  const known = fileMessages(1)[0];
  await t.http.post('/api/v1/incidents').set(t.curator.auth).send(known).expect(201);
  const fresh = fileMessages(2970);
  const [first] = fresh;
  const lines: unknown[] = [...fresh, known, { ...first, url: first?.url.replace('vk.com', 'm.vk.com') }];
  const faults: [number, unknown, string][] = [
    [5, '{"network": "vk",', 'import.json'],
    [700, { ...first, network: 'myspace' }, 'validation.failed'],
    [701, { ...first, url: 'https://ok.ru/group/1/topic/1' }, 'incident.url-network'],
    [1500, { ...first, postedAt: 'вчера' }, 'validation.failed'],
    [1501, { ...first, text: 'x'.repeat(17_000) }, 'validation.failed'],
    [1502, { ...first, text: 'нуль \u0000 внутри' }, 'import.not-storable'],
    [1503, { ...first, phone: '+74212000000' }, 'import.field-unknown'],
    [3000, '[]', 'import.json'],
  ];
  for (const [line, fault] of faults) lines.splice(line - 1, 0, fault);
  const events = await t.count(`event WHERE type = 'import.finished'`);

  const answer = await t.post(ndjson(lines), undefined, '?fileName=messages.ndjson');
  expect(answer.status).toBe(202);
  expect(answer.headers['location']).toBe(`/api/v1/incidents/import/${answer.body.id}`);
  const done = await t.ended(String(answer.body.id));
  expect(done).toMatchObject({
    state: 'done',
    fileName: 'messages.ndjson',
    format: 'ndjson',
    origin: 'upload',
    userId: t.curator.userId,
    reason: null,
    linesRead: 2980,
    recorded: 2970,
    duplicates: 2,
    failed: 8,
    lastLine: 2980,
    bytes: done['totalBytes'],
  });

  const page = await t.read(`/${done['id']}/errors?limit=5`);
  const rest = await t.read(`/${done['id']}/errors?limit=5&cursor=${page.body.nextCursor}`);
  const told = [...page.body.items, ...rest.body.items] as {
    line: number;
    code: string;
    detail: string;
    errors: { path: string }[];
  }[];
  expect(rest.body.nextCursor).toBeNull();
  expect(told.map(({ line, code }) => [line, code])).toEqual([
    ...faults.slice(0, 7).map(([line, , code]) => [line, code]),
    [2980, 'import.json'],
  ]);
  expect(told[1]?.errors[0]?.path).toBe('network');
  // What citizens wrote is not among the errors.
  expect(JSON.stringify(told)).not.toMatch(/подъезд|Житель|вчера|\+7421|id\d/);

  expect(await t.count(`incident WHERE recorded_by = $1 AND recorded_at = $2`, t.curator.userId, t.clock.now())).toBe(
    2971,
  );
  const own = `stream_id IN (SELECT id FROM incident WHERE url = ANY($1))`;
  const urls = fresh.map(({ url }) => url);
  expect(await t.count(`deadline WHERE ${own} AND obligation LIKE 'incident.route%' AND state = 'open'`, urls)).toBe(
    2 * 2970,
  );
  expect(await t.count(`event WHERE ${own} AND type = 'incident.record' AND channel = 'import'`, urls)).toBe(2970);
  expect(await t.count(`event WHERE type = 'import.finished'`)).toBe(events + 1);
  await noFiles();
  const [hit] = await found(String(fresh[2000]?.url));
  expect(hit).toMatchObject({
    text: fresh[2000]?.text,
    author: fresh[2000]?.author,
    postedAt: '2020-06-16T18:30:00+10:00',
    recordedAt: '2020-06-17T10:00:00+10:00',
  });
});

test('a table from a spreadsheet: Windows-1251, Russian columns, line breaks in quotes, local times', async () => {
  const [a, b, c] = fileMessages(3).map(({ url }) => url);
  const table = [
    'Сеть;Ссылка;Автор;Профиль;Текст;Дата;Примечание',
    `ВКонтакте;${a};Ёлкина Анна;;"Яма на дороге;\r\nсъезд разбит, ""опять"" не убрали";01.06.2020 09:05;x`,
    `вк;${b};Иванов;https://vk.com/id5;Нет автобуса;31.06.2020 09:05;`,
    `vk;${c};Петров;;Нет света;2020-06-02 23:59:30;`,
  ].join('\r\n');
  const done = await imported(windows1251(table), 'text/csv', '?fileName=..%2F..%2Fт.csv');
  expect(done).toMatchObject({ state: 'done', format: 'csv', fileName: 'т.csv', linesRead: 3, recorded: 2, failed: 1 });
  const { body } = await t.read(`/${done['id']}/errors`);
  expect(body.items).toMatchObject([{ line: 4, code: 'validation.failed' }]);
  expect(body.items[0].errors[0].path).toBe('postedAt');
  expect((await found(String(a)))[0]).toMatchObject({
    text: 'Яма на дороге;\nсъезд разбит, "опять" не убрали',
    author: { name: 'Ёлкина Анна', profileUrl: null },
    postedAt: '2020-06-01T09:05:00+10:00',
  });
  expect((await found(String(c)))[0]?.postedAt).toBe('2020-06-02T23:59:30+10:00');
});

test('a file sent as a form does, its format told by its name', async () => {
  const file = ndjson(fileMessages(10));
  const answer = await t.http
    .post('/api/v1/incidents/import')
    .set(t.curator.auth)
    .attach('file', file, { filename: 'сообщения.jsonl', contentType: 'text/plain' });
  expect(answer.status).toBe(202);
  expect(await t.ended(String(answer.body.id))).toMatchObject({
    state: 'done',
    format: 'ndjson',
    fileName: 'сообщения.jsonl',
    recorded: 10,
  });
});

test('a finished file imported again yields duplicates alone', async () => {
  const file = ndjson(fileMessages(50));
  const first = await imported(file);
  const again = await imported(file);
  expect(again['id']).not.toBe(first['id']);
  expect(again).toMatchObject({ recorded: 0, duplicates: 50, failed: 0 });
});

test('a table whose header cannot be understood fails as a whole', async () => {
  const done = await imported(Buffer.from('имя;фамилия\nАнна;Ёлкина\n'), 'text/csv');
  expect(done).toMatchObject({
    state: 'failed',
    reason: 'import.csv-header',
    recorded: 0,
    detail: expect.stringContaining('столбцы'),
  });
  await noFiles();
});

describe('refusals', () => {
  test('of files: empty, too long (told or found out), of another type, two at once', async () => {
    const code = async (content: Buffer, type?: string) => {
      const { status, body } = await t.post(content, type);
      return [status, body.code];
    };
    expect(await code(Buffer.alloc(0))).toEqual([400, 'import.empty']);
    expect(await code(Buffer.alloc(2 * 1024 * 1024 + 1, 'x'))).toEqual([413, 'import.too-large']);
    expect(await code(Buffer.alloc(4 * 1024 * 1024, 'x'))).toEqual([413, 'import.too-large']);
    expect(await code(Buffer.from('{}'), 'application/json')).toEqual([415, 'request.unsupported-media-type']);
    const two = await t.http
      .post('/api/v1/incidents/import')
      .set(t.curator.auth)
      .attach('a', Buffer.from('{}'), 'a.ndjson')
      .attach('b', Buffer.from('{}'), 'b.ndjson');
    expect([two.status, two.body.code]).toEqual([400, 'import.one-file']);
    await noFiles();
  });

  test('streams are for the routes that read them', async () => {
    const answer = await t.http
      .post('/api/v1/incidents')
      .set(t.curator.auth)
      .set('content-type', 'text/csv')
      .send('a;b');
    expect([answer.status, answer.body.code]).toEqual([415, 'request.unsupported-media-type']);
  });

  test('of people: only curators import and look at imports', async () => {
    const executor = await createPerson(t, { role: 'executor', authorityCode: 'min-zdrav' });
    const file = ndjson(fileMessages(1));
    const send = (headers: Record<string, string>) =>
      t.http
        .post('/api/v1/incidents/import')
        .set(headers)
        .set('content-type', 'application/x-ndjson')
        .send(file.toString());
    expect((await send({})).status).toBe(401);
    expect((await send(executor.auth)).status).toBe(403);
    expect((await t.http.get('/api/v1/incidents/import').set(executor.auth)).status).toBe(403);
    await noFiles();
  });

  test('of what is not there', async () => {
    const id = '00000000-0000-7000-8000-000000000000';
    expect((await t.read(`/${id}`)).body.code).toBe('not-found');
    expect((await t.read(`/${id}/errors`)).body.code).toBe('not-found');
    expect((await t.http.post(`/api/v1/incidents/import/${id}/cancel`).set(t.curator.auth)).body.code).toBe(
      'not-found',
    );
  });
});

test('the list shows imports, newest first, page by page', async () => {
  t.clock.advance(1000);
  const ids = [(await imported(ndjson(fileMessages(1))))['id'], (await imported(ndjson(fileMessages(1))))['id']];
  const page = await t.read('?limit=1&state=done');
  const next = await t.read(`?limit=1&state=done&cursor=${page.body.nextCursor}`);
  expect([next.body.items[0].id, page.body.items[0].id]).toEqual(ids);
});
