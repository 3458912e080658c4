import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { RegistryRows } from '../../src/accounts/registry/registry-rows.js';
import { endOfDay } from '../../src/accounts/registry/end-of-day.js';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { createAccounts, createExecutor, seedIds } from '../support/factories.js';
import { handle, type Registry, registry } from '../support/registry.js';

let t: TestApp;
let r: Registry;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-01T10:00:00+10:00' });
  await createAccounts(t);
  r = await registry(t);
});
afterAll(() => t.close());

const at = (local: string) => t.clock.set(khv(local));
const json = async (query = '') => (await t.http.get(`/registry.json${query}`).expect(200)).body as { count: number; changedAt: string | null; accounts: { id: string; url: string; name: string; authority: { name: string; id: string | null }; network: string; externalId: string }[] };

describe('A-2.4: everybody reads the registry', () => {
  test('as a page without scripts, with filters, under the strict policy', async () => {
    const page = await t.http.get('/registry').expect(200);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=60, must-revalidate' });
    expect(page.text).not.toMatch(/<script[^>]*>[^<]|<style|style=|onclick/);
    expect(page.text).toContain('Правительство Хабаровского края');
    expect(page.text).toContain('rel="external noopener"');
    const filtered = (await t.http.get(`/registry?authority=${seedIds.authority('min-zdrav')}&network=&asOf=`).expect(200)).text;
    expect([...filtered.matchAll(/<td role="cell"><a href="([^"]+)"/g)].map(([, url]) => url)).toHaveLength(4);
    expect((await t.http.get('/registry?network=instagram&utm_source=letter').expect(200)).text).not.toContain('>https://vk.com');
    expect((await t.http.get('/registry?authority=government').expect(200)).text).toContain('<strong>4 аккаунта</strong>');
  });

  test('as JSON that its schema describes, and CSV with the same rows', async () => {
    const found = await json();
    const schema = (await t.http.get('/registry/schema.json').expect(200)).body as { required: string[]; properties: Record<string, unknown>; $schema: string };
    expect(schema.$schema).toContain('2020-12');
    expect(Object.keys(found).toSorted()).toEqual(schema.required.toSorted());
    const csv = await t.http.get('/registry.csv').buffer(true).expect(200);
    expect(csv.text.codePointAt(0)).toBe(0xfeff);
    const rows = parse(csv.text, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row['Номер записи'], row['Орган'], row['Адрес'], row['Название'], row['Номер в сети']])).toEqual(
      found.accounts.map(({ id, authority, url, name, externalId }) => [id, authority.name, url, name, externalId]),
    );
    expect(found.count).toBe(rows.length);
    expect(found.accounts[0]?.authority).toMatchObject({ id: null, name: 'Правительство Хабаровского края' });
  });

  test('no text of it runs as a formula in a spreadsheet, and none as markup', async () => {
    const nasty = '=HYPERLINK("http://evil.example";"Нажмите")';
    await r.kept('min-econ', { network: 'ok', url: handle('ok'), name: nasty });
    await r.kept('min-econ', { network: 'facebook', url: handle('facebook'), name: '<script>alert(1)</script>' });
    const csv = (await t.http.get('/registry.csv').buffer(true)).text;
    expect(csv).not.toMatch(/(^|[;\n])"?[=+@-]/m);
    expect((parse(csv, { delimiter: ';', bom: true }) as string[][]).flat()).toContain(`'${nasty}`);
    expect((await t.http.get('/registry')).text).toContain('&lt;script&gt;alert(1)');
    expect((await json()).accounts.map(({ name }) => name)).toContain(nasty);
  });

  test('never what was only sent to the committee', async () => {
    const sent = await r.submit(r.finance, { network: 'instagram', url: 'https://www.instagram.com/khv_only_sent' });
    expect((await t.http.get('/registry.json')).text).not.toContain('khv_only_sent');
    await r.does(r.committee, sent.id, 'accept');
    expect((await t.http.get('/registry.json')).text).toContain('khv_only_sent');
    await r.does(r.finance, sent.id, 'propose', { name: 'Только предложено' });
    for (const path of ['/registry', '/registry.json', '/registry.csv']) expect((await t.http.get(path).buffer(true)).text).not.toContain('Только предложено');
  });
});

describe('what has not changed is not sent again', () => {
  test.each(['/registry', '/registry.json', '/registry.csv', '/registry/embed.js'])('%s', async (path) => {
    const first = await t.http.get(path).set('accept-encoding', 'identity').expect(200);
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^"[0-9a-f]+"$/);
    const again = await t.http.get(path).set('if-none-match', `"x", ${etag}`).expect(304);
    expect(again.text).toBe('');
    if (path === '/registry/embed.js') return;
    expect(first.headers['vary']).toContain('accept-encoding');
    await t.http.get(path).set('if-modified-since', String(first.headers['last-modified'])).expect(304);
    await t.http.get(path).set('if-modified-since', 'Mon, 01 Jun 2015 00:00:00 GMT').expect(200);
    const packed = await t.http.get(path).set('accept-encoding', 'gzip').expect(200);
    expect([packed.headers['content-encoding'], packed.headers['etag'] === etag]).toEqual(['gzip', false]);
    const [account] = (await json()).accounts;
    at('2020-06-01 11:00');
    await t.http.patch(`/api/v1/accounts/${account?.id}`).set(r.committee.auth).send({ name: `Имя для ${path}` }).expect(200);
    const changed = await t.http.get(path).set('if-none-match', etag).expect(200);
    expect(changed.headers['etag']).not.toBe(etag);
    expect(changed.headers['last-modified']).toBe('Mon, 01 Jun 2020 01:00:00 GMT');
  });

  test('another process shows a change at once', async () => {
    const other = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock });
    try {
      await other.http.get('/registry.json').expect(200);
      const id = await r.kept('min-obr', { network: 'vk', url: handle() }).catch(() => r.kept('kom-trud', { network: 'facebook', url: handle('facebook') }));
      expect((await other.http.get('/registry.json')).text).toContain(id);
    } finally {
      await other.close();
    }
  });
});

test.each([
  ['asOf=2020-13-01', 400], ['asOf=вчера', 400], ['asOf=2199-01-01', 400], ['network=twitter', 400], ['authority=x', 400], ['asOf=1900-01-01', 200],
])('?%s', async (query, status) => {
  for (const path of ['/registry', '/registry.json', '/registry.csv']) {
    const answer = await t.http.get(`${path}?${query}`);
    expect([path, answer.status]).toEqual([path, status]);
    if (status === 400) expect(answer.headers['content-type']).toContain(path === '/registry' ? 'text/html' : 'problem+json');
  }
});

test('the registry of a past day: the entries and the names of that day', async () => {
  at('2020-06-02 09:00');
  const executor = await createExecutor(t, { authorityCode: 'min-yust' }).catch(() => null) ?? r.forests;
  const entry = await r.accepted(executor, { network: 'ok', url: handle('ok'), name: 'Первое имя' });
  at('2020-06-03 23:59');
  await r.does(executor, entry.id, 'propose', { name: 'Второе имя' });
  await r.does(r.committee, entry.id, 'accept');
  at('2020-06-04 00:00');
  const name = `Другое наименование ${entry.id}`;
  await t.http.patch(`/api/v1/authorities/${executor.authorityId}`).set(r.admin.auth).send({ name }).expect(200);
  at('2020-06-05 12:00');
  await r.does(executor, entry.id, 'propose-deletion');
  await r.does(r.committee, entry.id, 'accept');
  const of = async (day: string) => {
    const found = (await json(day && `?asOf=${day}`)).accounts.find(({ id }) => id === entry.id);
    return found && [found.name, found.authority.name === name];
  };
  expect([await of('2020-06-01'), await of('2020-06-02'), await of('2020-06-03'), await of('2020-06-04'), await of('2020-06-05'), await of('')]).toEqual([
    undefined, ['Первое имя', false], ['Второе имя', false], ['Второе имя', true], undefined, undefined,
  ]);
  expect(endOfDay('2020-06-03')).toEqual(khv('2020-06-04 00:00'));
  // When it last changed is told as of that day too.
  const changed = async (day: string) => (await json(`?asOf=${day}`)).changedAt;
  expect([await changed('2020-06-04'), await changed('1901-01-01')]).toEqual(['2020-06-03T23:59:00+10:00', null]);
});

describe('the history replayed is the present', () => {
  type Event = { type: string; toState: string | null; details: Record<string, unknown> & { changed?: Record<string, { to: unknown }> } };
  const entry = ['url', 'name', 'externalId', 'managerId'] as const;

  /** An entry as its events tell it, knowing nothing of the tables. */
  function replay(events: Event[]): Record<string, unknown> {
    const now: Record<string, unknown> = {};
    for (const { type, toState, details } of events) {
      if (toState) now['status'] = toState;
      const whole = ['account.enter', 'account.submit', 'account.resubmit', 'account.correct'].includes(type) || (type === 'account.accept' && toState === 'accepted');
      if (whole) for (const field of entry) now[field] = details[field];
    }
    return now;
  }

  test('whatever is done to an entry, in any order', async () => {
    const rows = t.get(RegistryRows);
    const db = t.get(Database);
    let day = 10;
    const step = fc.constantFrom('accept', 'send-back', 'propose', 'move', 'propose-deletion', 'withdraw', 'resubmit', 'correct', 'strike', 'number');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        day += 1;
        t.clock.set(new Date(khv('2020-06-10 10:00').getTime() + day * 86_400_000));
        await db.separately(() => db.change(`UPDATE account SET valid_to = now(), status = 'deleted' WHERE authority_id = $1 AND network = 'facebook' AND valid_to IS NULL`, [r.finance.authorityId]));
        await db.separately(() => db.change(`UPDATE account_edition e SET valid_to = $1 FROM account a WHERE a.id = e.account_id AND a.valid_to IS NOT NULL AND e.valid_to IS NULL`, [t.clock.now()]));
        const { id } = await r.submit(r.finance, { network: 'facebook' });
        for (const [index, act] of steps.entries()) {
          t.clock.set(new Date(t.clock.now().getTime() + 60_000));
          const name = `Имя ${day}.${index}`;
          if (act === 'correct') await t.http.patch(`/api/v1/accounts/${id}`).set(r.committee.auth).send({ name });
          else if (act === 'strike') await t.http.delete(`/api/v1/accounts/${id}`).set(r.committee.auth);
          else if (act === 'move') await r.act(r.finance, id, 'propose', { url: handle('facebook') });
          else if (act === 'number') await r.act(r.finance, id, 'propose', { externalId: String(100_000 + day * 100 + index) });
          else await r.act(['accept', 'send-back'].includes(act) ? r.committee : r.finance, id, act, act === 'send-back' ? { remarks: 'Нет' } : ['propose', 'resubmit'].includes(act) ? { name } : {});
        }
        const events = await db.rows<Event>(`SELECT type, to_state AS "toState", details FROM event WHERE stream_id = $1 AND type LIKE 'account.%' ORDER BY id`, [id]);
        const [row] = await db.rows<Record<string, unknown>>(`SELECT status, url, name, external_id AS "externalId", manager_id AS "managerId", valid_to AS "validTo" FROM account WHERE id = $1`, [id]);
        expect(row).toMatchObject(replay(events));
        const told = (await rows.before(null)).find((account) => account.id === id);
        const live = ['accepted', 'change-submitted', 'change-sent-back'].includes(String(row?.['status']));
        expect([live, told?.name, told?.url]).toEqual([live, ...(live ? [row?.['name'], row?.['url']] : [undefined, undefined])]);
        // Editions follow each other without a gap and without two at once.
        const editions = await db.rows<{ from: Date; to: Date | null }>(`SELECT valid_from AS "from", valid_to AS "to" FROM account_edition WHERE account_id = $1 ORDER BY valid_from, valid_to NULLS LAST`, [id]);
        for (const [index, edition] of editions.slice(1).entries()) expect(edition.from).toEqual(editions[index]?.to);
        expect(editions.filter(({ to }) => to === null)).toHaveLength(live ? 1 : 0);
      }),
      { numRuns: 10 },
    );
  });
});
