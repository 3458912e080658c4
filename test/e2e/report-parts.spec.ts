import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { CheckLinks } from '../../src/accounts/links/check-links.js';
import { KeepMonths } from '../../src/reporting/index.js';
import { DueDeadlines } from '../../src/regulation/index.js';
import type { Figures, Supplement } from '../../src/reporting/figures/figures.types.js';
import { actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { card } from '../support/directory.js';
import { createPerson, type Person, seedIds } from '../support/factories.js';
import { type Cast, cast } from '../support/incidents.js';
import { html, type Site, startSite } from '../support/pages.js';
import { openDue, planCast, type PlanCast } from '../support/plans.js';
import { type Entry, type Registry, registry } from '../support/registry.js';

const MONTH = '/api/v1/reports/monthly/2020-06';
const WORDS = 'Слова куратора о финансах и лесах';

let site: Site;
let t: TestApp;
let c: Cast;
let r: Registry;
let plans: PlanCast;
let ministry: Person;
let figures: Figures;

const at = async (local: string) => {
  t.clock.set(khv(local));
  await t.get(DueDeadlines).fireDue();
};
const ask = (who: Person, path: string) => t.http.get(path.startsWith('/api') ? path : `/api/v1/${path}`).set(who.auth);
const post = (who: Person, path: string, body: object = {}) => t.http.post(`/api/v1/${path}`).set(who.auth).send(body);
const items = async <T>(who: Person, path: string): Promise<T[]> => (await ask(who, path).expect(200)).body.items as T[];
const bytes = async (who: Person, format: string): Promise<Buffer> =>
  (await ask(who, `${MONTH}.${format}`).buffer(true).parse((stream, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => done(null, Buffer.concat(chunks)));
  }).expect(200)).body as Buffer;
const unzipped = (file: Buffer): string => Object.entries(unzipSync(file)).filter(([name]) => name.endsWith('.xml')).map(([, content]) => strFromU8(content)).join('\n');
/** What a form says, as text. */
const said = async (who: Person, format: string): Promise<string> => (['docx', 'xlsx'].includes(format) ? unzipped(await bytes(who, format)) : (await bytes(who, format)).toString('utf8'));
const section = (key: string): Supplement => figures.supplements.find((one) => one.key === key) as Supplement;
const rows = (key: string): Record<string, (string | number)[]> => Object.fromEntries(section(key).rows.map(([first, ...cells]) => [first, cells]));

/** A month in which every room has something to tell. */
async function june(): Promise<void> {
  const page = site.url('/links');
  site.pages.set('/links', html('<a href="https://vk.com/khv_minfin">ВК</a>'));
  const may = await r.accepted(r.finance, { url: 'https://vk.com/khv_minfin', occurredAt: '2020-05-20T09:00:00+10:00' });
  await r.does(r.finance, may.id, 'confirm-link', { pageUrl: page });
  await at('2020-06-02 10:00');
  const inTime = await r.accepted(r.finance, { network: 'ok', occurredAt: '2020-06-01T10:00:00+10:00' });
  await r.does(r.finance, inTime.id, 'confirm-link', { pageUrl: page });
  await t.get(CheckLinks).execute();
  const week = await plans.plan(plans.health, '2020-W24');
  await plans.act(plans.health, await plans.fill(plans.health, week, 5), 'submit');
  await openDue(t);
  const recommendations = (await post(ministry, 'documents', { kind: 'recommendations', title: 'Двухфакторная проверка', text: 'Обязательна.' }).expect(201)).body as { id: string };
  const issued = (await post(ministry, `documents/${recommendations.id}/issue`).expect(200)).body as { editions: { id: string }[] };
  await post(plans.health, `documents/${recommendations.id}/acknowledge`, { editionId: issued.editions[0]?.id }).expect(200);
  await post(c.curator, 'executors', card({ authorityId: seedIds.authority('min-obr') })).expect(201);
  await at('2020-06-18 12:00');
  // Told of after its term, and a link never confirmed.
  const late = await r.accepted(r.forests, { network: 'ok', occurredAt: '2020-06-08T10:00:00+10:00' });
  await at('2020-06-19 12:00');
  expect((await t.http.patch(`/api/v1/accounts/${late.id}`).set(r.committee.auth).set('if-match', `"${late.version}"`).send({ name: 'Леса края' })).status).toBe(200);
  const struck = await r.accepted(r.forests, { network: 'facebook', occurredAt: '2020-06-19T10:00:00+10:00' });
  expect((await t.http.delete(`/api/v1/accounts/${struck.id}`).set(r.committee.auth).set('if-match', `"${struck.version}"`).send()).status).toBeLessThan(300);
  // Of July, though it is told of in June: its term ends then.
  await at('2020-06-30 12:00');
  await r.submit(r.finance, { network: 'facebook', occurredAt: '2020-06-30T10:00:00+10:00' });
  const acts = actsOf(c);
  await acts.publish(await acts.approve(await acts.draft(await c.route(await c.record(), c.health), c.health), c.health), c.health);
  await c.route(await c.record(), c.health, c.forests);
  await c.route(await c.record(), c.forests);
}

beforeAll(async () => {
  site = await startSite();
  t = await startTestApp({ now: '2020-05-20T10:00:00+10:00', env: { SAFE_FETCH_ALLOW: site.host } });
  c = await cast(t);
  r = await registry(t);
  plans = await planCast(t);
  ministry = await createPerson(t, { role: 'it-ministry' });
  await june();
  await at('2020-07-01 00:00');
  await t.get(KeepMonths).keep();
  await at('2020-07-02 09:30');
  await t.get(KeepMonths).keep();
  figures = (await ask(c.curator, MONTH).expect(200)).body.figures as Figures;
});
afterAll(async () => {
  await t?.close();
  await site?.close();
});

describe('the second part says what the rooms themselves say', () => {
  test('the registry, counted anew from its entries and their histories', async () => {
    const entries = await items<Entry>(r.committee, 'accounts?state=all&limit=200');
    const [from, to] = ['2020-06-01T00:00:00+10:00', '2020-07-01T00:00:00+10:00'];
    const within = (moment: string | null) => moment !== null && moment >= from && moment < to;
    const inRegistry = entries.filter(({ validFrom, validTo }) => validFrom !== null && (validFrom as string) < to && (validTo === null || (validTo as string) >= to));
    const histories = await Promise.all(entries.map(({ id }) => items<{ at: string; event: string }>(r.committee, `accounts/${id}/history`)));
    const looks = inRegistry.map((entry) => (entry['link'] as { outcome: string | null } | null)?.outcome ?? null);
    const terms = entries.flatMap(({ deadlines }) => deadlines).filter(({ dueAt }) => within(dueAt));
    const ends = (obligation: string, ...states: string[]) => terms.filter((one) => one.obligation === obligation && states.includes(one.state)).length;
    const of = (network: string) => inRegistry.filter((entry) => entry['network'] === network).length;
    const changed = histories.flat().filter(({ event, at: moment }) => event === 'account.correct' && within(moment)).length;
    expect(rows('accounts')).toEqual({
      'Аккаунтов в реестре на конец периода': [inRegistry.length],
      'в сети ВКонтакте': [of('vk')], 'в сети Одноклассники': [of('ok')], 'в сети Facebook': [of('facebook')], 'в сети Instagram': [of('instagram')],
      'Включено в реестр за период': [entries.filter(({ validFrom }) => within(validFrom as string | null)).length],
      'Изменено сведений': [changed],
      'Исключено': [entries.filter(({ validFrom, validTo }) => validFrom !== null && within(validTo as string | null)).length],
      'Сообщили об аккаунте в срок (п. 3.2)': [ends('account.register', 'met')], 'сообщили позже срока': [ends('account.register', 'met-late')], 'срок истёк, не сообщили': [ends('account.register', 'overdue')],
      'Подтвердили ссылку на сайте органа в срок (п. 3.3)': [ends('account.link', 'met')], 'подтвердили позже срока': [ends('account.link', 'met-late')], 'срок истёк, не подтвердили': [ends('account.link', 'overdue')],
      'Ссылка на сайте органа найдена': [looks.filter((look) => look === 'linked' || look === 'moved').length], 'ссылки на сайте нет': [looks.filter((look) => look === 'missing').length],
      'проверить не удалось': [looks.filter((look) => look === null || look === 'unreadable').length],
    });
    // The month tells of everything there is to tell.
    expect([changed, ends('account.register', 'met-late'), ends('account.link', 'overdue'), looks.filter((look) => look === 'linked').length].map((count) => count > 0)).toEqual([true, true, true, true]);
  });

  test('contacts, counted anew from the list of duties', async () => {
    const duties = await items<{ authority: { shortName: string }; duty: string; state: string; since: string }>(c.curator, 'directory/duties?limit=200');
    const counted = (duty: string) => {
      const own = duties.filter((one) => one.duty === duty);
      return [own.length, ...['present', 'outdated', 'changed', 'missing'].map((state) => own.filter((one) => one.state === state).length)];
    };
    expect(Object.values(rows('contacts'))).toEqual([counted('curator'), counted('executor'), counted('account-manager')]);
    const asked = section('contacts-to-ask').rows.flatMap(([authority, executors, managers, curators]) => [[executors, 'executor'], [managers, 'account-manager'], [curators, 'curator']].flatMap(([cell, duty]) => (cell === '—' ? [] : [`${authority} ${duty} ${cell}`])));
    const words = { missing: 'никто не назван', outdated: 'не подтверждены', changed: 'изменились' } as Record<string, string>;
    expect(asked.toSorted()).toEqual(duties.filter(({ state }) => state !== 'present').map(({ authority, duty, state, since }) => `${authority.shortName} ${duty} ${words[state]} с ${since.slice(8, 10)}.${since.slice(5, 7)}.${since.slice(0, 4)}`).toSorted());
    expect(section('contacts-to-ask').rows.length).toBeGreaterThan(10);
  });

  test('documents, counted anew from who has acknowledged them', async () => {
    const documents = await items<{ id: string; title: string }>(ministry, 'documents?limit=200');
    const lists = await Promise.all(documents.map(async ({ id }) => items<{ asked: boolean; acknowledgedAt: string | null }>(ministry, `documents/${id}/acknowledgements?limit=200`)));
    expect(section('documents').rows).toEqual(documents.map(({ title }, i) => {
      const asked = (lists[i] ?? []).filter((line) => line.asked);
      return [`Рекомендации по безопасности: ${title}`, 1, expect.stringContaining('2 июня 2020'), asked.length, asked.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length];
    }));
    expect(section('documents').rows[0]?.[4]).toBe(1);
  });

  test('content plans, counted anew from the plans', async () => {
    const all = await items<{ authority: { shortName: string } | null; id: string }>(plans.clerk, 'content-plans?limit=200');
    const wanted = new Map<string, number[]>();
    for (const { id } of all) {
      const plan = (await ask(plans.clerk, `content-plans/${id}`).expect(200)).body as { authority: { shortName: string } | null; receivedAt: string | null; items: { date: string; accounts: unknown[]; outcomes?: unknown[] }[]; deadlines: { obligation: string; state: string; dueAt: string }[] };
      const due = plan.deadlines.filter(({ obligation, dueAt, state }) => obligation === 'plan.submit' && state !== 'cancelled' && dueAt >= '2020-06-01T00:00:00+10:00' && dueAt < '2020-07-01T00:00:00+10:00');
      const sum = wanted.get(plan.authority?.shortName ?? 'Правительство края') ?? [0, 0, 0, 0];
      wanted.set(plan.authority?.shortName ?? 'Правительство края', [
        (sum[0] ?? 0) + due.length, (sum[1] ?? 0) + due.filter(({ state }) => state === 'met').length, (sum[2] ?? 0) + due.filter(({ state }) => state === 'met-late').length,
        (sum[3] ?? 0) + due.filter(({ state }) => state === 'overdue').length,
      ]);
    }
    const shown = Object.fromEntries(section('content-plans').rows.map(([name, ...cells]) => [name, cells.slice(0, 4)]));
    expect(shown).toEqual(Object.fromEntries([...wanted].filter(([, counts]) => counts[0] !== 0)));
    expect(Object.values(shown).some((cells) => (cells as number[])[1] === 1)).toBe(true);
    expect(section('content-plans').rows.find((row) => row[2] === 1)?.[5]).toBe(5);
  });

  test.each(['html', 'docx', 'xlsx', 'json'])('it is in the form %s, and the committee sees it and nothing else once it is approved', async (format) => {
    const titles = figures.supplements.map(({ title }) => title);
    const whole = await said(c.curator, format);
    expect(titles.filter((title) => !whole.includes(title))).toEqual([]);
    expect((await ask(r.committee, `${MONTH}.${format}`)).status).toBe(404);
  });
});

describe('the spreadsheet', () => {
  /** Cells of the sheet whose name has these words: what is in them, and the format they are shown in. */
  async function sheet(words: string): Promise<{ value: string; format: string }[][]> {
    const parts = Object.fromEntries(Object.entries(unzipSync(await bytes(c.curator, 'xlsx'))).map(([name, content]) => [name, strFromU8(content)]));
    const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name = '']) => name);
    const xml = parts[`xl/worksheets/sheet${names.findIndex((name) => name.includes(words)) + 1}.xml`] ?? '';
    const styles = parts['xl/styles.xml'] ?? '';
    const codes = Object.fromEntries([...styles.matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id = '', code = '']) => [id, code.replaceAll('\\', '').replaceAll('&quot;', '"')]));
    const formats = [...(/<cellXfs[\s\S]*<\/cellXfs>/.exec(styles)?.[0] ?? '').matchAll(/<xf(?: numFmtId="(\d+)")?/g)].map(([, id]) => codes[id ?? ''] ?? '');
    return [...xml.matchAll(/<row[^>]*>(.*?)<\/row>/g)].map(([, row = '']) =>
      [...row.matchAll(/<c(?: s="(\d+)")?(?: t="inlineStr")?(?:\/>|>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>)/g)].map(([, style = '0', number, text = '']) => ({ value: number ?? text, format: number === undefined ? 'text' : formats[Number(style)] ?? '' })));
  }
  const MOMENT = 'dd.mm.yyyy hh:mm';
  const HOURS = '#,##0.0" ч"';
  /** Days since 1899-12-30 by the wall clock. */
  const serial = (local: string) => Date.parse(`${local}Z`) / 86_400_000 + 25_569;

  test('has moments, hours, shares and differences as numbers in their formats, and not as words', async () => {
    const slowest = (await sheet('Самые долгие')).at(-1) ?? [];
    expect(slowest.map(({ format }) => format)).toEqual(['', 'text', MOMENT, MOMENT, HOURS, HOURS, HOURS]);
    expect(Number(slowest[2]?.value)).toBeCloseTo(serial('2020-06-30T12:00:00'), 6);
    const totals = await sheet('Главное');
    expect(totals.find(([first]) => first?.value === 'Поступило сообщений')?.map(({ format }) => format)).toEqual(['text', '', 'text', 'text', 'text', 'text']);
    expect(totals.find(([first]) => first?.value === 'Доля соблюдённых сроков')?.[1]).toMatchObject({ format: '0.0%' });
    const message = (await sheet('Сообщения')).at(-1) ?? [];
    expect(message.slice(1, 3).map(({ format }) => format)).toEqual([MOMENT, MOMENT]);
    expect(Number(message[1]?.value)).toBeCloseTo(serial('2020-06-30T12:00:00'), 6);
  });

  test('has the terms of all bearers in one table, body by body', async () => {
    const terms = (await sheet('ответственным')).filter((row) => row.length === 9).slice(1);
    const bodies = terms.map(([body]) => body?.value ?? '');
    expect(new Set(bodies).size).toBeGreaterThan(1);
    expect(bodies).toEqual(bodies.toSorted((a, b) => a.localeCompare(b, 'ru')));
    expect(new Set(terms.map((row) => row.slice(0, 3).map(({ value }) => value).join('|'))).size).toBe(terms.length);
  });
});

describe('a draft formed anew', () => {
  test('says what changed in the second part too', async () => {
    await post(c.curator, 'executors', card({ authorityId: seedIds.authority('min-kult') })).expect(201);
    t.clock.advance(60_000);
    const { changes } = (await post(c.curator, 'reports/monthly/2020-06/refresh').expect(200)).body as { changes: { figure: string; was: number; now: number }[] };
    const named = figures.supplements.find(({ key }) => key === 'contacts')?.rows[1]?.[2] as number;
    expect(changes).toContainEqual({ figure: 'Контакты ответственных: Исполнители (постановление, п. 4), Названы', was: named, now: named + 1 });
    figures = (await ask(c.curator, MONTH).expect(200)).body.figures as Figures;
  });
});

describe('approved, it is seen in parts', () => {
  const theirs = ['Управление лесами', WORDS];

  beforeAll(async () => {
    await t.http.patch(MONTH).set(c.curator.auth).send({ words: { authorities: WORDS, accounts: 'Слова для комитета' } }).expect(200);
    for (const person of [c.health, r.committee]) {
      expect((await ask(person, MONTH)).status).toBe(404);
      expect(await items(person, 'reports/monthly')).toEqual([]);
    }
    await post(c.curator, 'reports/monthly/2020-06/approve').expect(200);
    await at('2020-07-06 10:00');
    // What happens later is in nobody's part: the source moment is the edition's.
    const acts = actsOf(c);
    const [open] = await items<{ id: string }>(c.curator, `incidents?status=routed&limit=100`);
    await acts.withdraw(await c.view(open?.id ?? ''), c.forests).catch(() => undefined);
  });

  test('an authority sees its own figures as of the source moment, and nothing of others or of the curator’s', async () => {
    const { body } = await ask(c.health, MONTH).expect(200);
    expect(body).toMatchObject({ status: 'approved', words: {}, changes: [], recipient: null, reason: null, deadline: null, allowedActions: [] });
    const own = body.figures as Figures;
    const known = (await ask(c.curator, `reports/preview?month=2020-06&asOf=${encodeURIComponent(figures.asOf)}&authorityId=${c.health.authorityId}`).expect(200)).body.figures as Figures;
    expect(own).toEqual(known);
    expect(own.totals).toMatchObject({ received: 2, closed: 1, underWay: 1, final: 1 });
    expect(own.authorities.map(({ id }) => id)).toEqual([c.health.authorityId]);
    expect(own.bearers.every(({ authority }) => authority?.id === c.health.authorityId)).toBe(true);
    expect(own.supplements).toEqual([]);
    expect(JSON.stringify(body)).not.toContain(c.forests.authorityId);
    expect((await items<object>(c.health, 'reports/monthly'))).toEqual([expect.objectContaining({ month: '2020-06', status: 'approved', received: null })]);
  });

  test.each(['html', 'docx', 'xlsx', 'json'])('in the form %s nothing names another authority', async (format) => {
    const text = await said(c.health, format);
    expect(text).toMatch(/Минздрав|здравоохранения/);
    expect(theirs.filter((name) => text.includes(name))).toEqual([]);
    // The curator's form has both.
    const whole = await said(c.curator, format);
    expect(theirs.filter((name) => !whole.includes(name))).toEqual([]);
  });

  test('an authority’s PDF is a PDF of its own, and the frozen ones stay the curator’s', async () => {
    const [own, whole] = [await bytes(c.health, 'pdf'), await bytes(c.curator, 'pdf')];
    expect(own.subarray(0, 5).toString()).toBe('%PDF-');
    expect(own.equals(whole)).toBe(false);
    for (const path of ['/history', '/send', '/approve', '/correct', '/refresh']) {
      const answer = path === '/history' ? await ask(c.health, `${MONTH}${path}`) : await post(c.health, `reports/monthly/2020-06${path}`);
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  test('every number of an authority’s page leads to its own messages', async () => {
    const page = await said(c.health, 'html');
    const links = [...page.matchAll(/<a href="(\/api\/v1\/reports\/incidents[^"]*)">([\d\u00a0]+)<\/a>/g)].map(([, href = '', number = '']) => [href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='), Number(number.replaceAll('\u00a0', ''))] as const);
    expect(links.length).toBeGreaterThan(10);
    for (const [href, number] of links) {
      const found = await items<{ times: number }>(c.health, `${href}&limit=200`);
      expect([href, found.reduce((sum, { times }) => sum + times, 0)]).toEqual([href, number]);
    }
  });

  test.each(['html', 'docx', 'xlsx', 'json'])('the committee sees the second part in the form %s, and nothing of the messages', async (format) => {
    const text = await said(r.committee, format);
    for (const title of ['Реестр официальных аккаунтов', 'Контент-планы органов', 'Контакты ответственных', 'Слова для комитета']) expect(text).toContain(title);
    for (const foreign of [WORDS, 'Поступило сообщений', 'Сообщения', 'Самые долгие случаи', '"totals"']) expect(text).not.toContain(foreign);
    const { body } = await ask(r.committee, MONTH).expect(200);
    expect(Object.keys(body.figures).toSorted()).toEqual(['asOf', 'from', 'month', 'supplements', 'to']);
    expect(body.words).toEqual({ accounts: 'Слова для комитета' });
  });
});
