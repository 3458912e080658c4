import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IncidentListItem } from '../../src/incidents/incidents.schemas.js';
import { Database } from '../../src/platform/database/index.js';
import { actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import type { Person } from '../support/people.js';
import { type Cast, cast } from '../support/incidents.js';

let t: TestApp;
let c: Cast;

/** What the incidents say; `by` is the author where it matters. */
const said = {
  road: { text: 'Когда отремонтируют дорогу на улице Ленина? Ямы по колено.' },
  bus: { text: 'Автобусы не ходят по расписанию, на остановке ждём час.', by: 'Ёлкина Алёна' },
  tree: { text: 'Берёза упала на провода, света нет третий день!' },
  percent: { text: 'Подняли тариф на 15% и ещё на 7_процентов, путь C:\\дом' },
  quotes: { text: 'В магазине «Хлеб» & "Молоко" | грубят: O\'Коннор (продавец)! Где совесть?' },
  phone: { text: 'Телефон 112 не отвечает', by: 'Иван Смирнов' },
} as const;
type Name = keyof typeof said;
const ids = {} as Record<Name, string>;
const numbers = {} as Record<Name, number>;

beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
  for (const [name, { text, ...more }] of Object.entries(said)) {
    const { id, number } = await c.record('vk', { text, url: `https://vk.com/wall-5_${100 + Object.keys(ids).length}`, author: { name: 'by' in more ? more.by : 'Прохожий' } });
    ids[name as Name] = id;
    numbers[name as Name] = number;
  }
});
afterAll(() => t.close());

type Query = Record<string, string | number>;
const page = async (query: Query, who: Pick<Person, 'auth'> = c.curator): Promise<{ items: IncidentListItem[]; nextCursor: string | null }> => {
  const answer = await t.http.get('/api/v1/incidents').query(query).set(who.auth);
  if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const found = async (q: string, who?: Pick<Person, 'auth'>): Promise<string[]> => (await page({ q }, who)).items.map(({ id }) => id);
const named = async (q: string): Promise<string[]> => {
  const result = await found(q);
  return Object.entries(ids).filter(([, id]) => result.includes(id)).map(([name]) => name);
};

describe('q', () => {
  test.each<[string, Name[]]>([
    // Russian word forms.
    ['дорога', ['road']], ['дороги', ['road']], ['ДОРОГАМИ', ['road']], ['автобус', ['bus']], ['провод', ['tree']],
    // Several words, in any order.
    ['яма дорога', ['road']], ['дорога автобус', []], ['дорога or автобус', ['road', 'bus']], ['"улице ленина"', ['road']], ['тариф -хлеб', ['percent']],
    // Fragments.
    ['ремонтир', ['road']], ['списани', ['bus']], ['по колено', ['road']],
    // ё and е are one letter.
    ['берёза', ['tree']], ['береза', ['tree']], ['ерез', ['tree']], ['ерёз', ['tree']], ['ждем', ['bus']], ['ещё', ['percent']],
    // The author.
    ['Ёлкина', ['bus']], ['елкин', ['bus']], ['алена', ['bus']], ['Смирнов', ['phone']],
    // What SQL, LIKE and the query language of words hold for special.
    ['%', ['percent']], ['15%', ['percent']], ['_', ['percent']], ['7_п', ['percent']], ['\\', ['percent']], ['C:\\дом', ['percent']],
    ["'", ['quotes']], ["o'коннор", ['quotes']], ['"', ['quotes']], ['"Молоко"', ['quotes']], ['&', ['quotes']], ['|', ['quotes']],
    ['(', ['quotes']], [')', ['quotes']], ['(продавец)!', ['quotes']], ['хлеб & молоко', ['quotes']], ['?', ['road', 'quotes']],
    ["'; DROP TABLE incident; --", []], ['$1', []], ['%%%', []], ['__', []], ['<->', []], ['!!', []], ['хлеб:*', ['quotes']],
    ['нет такого слова нигде', []],
  ])('%s finds %j', async (q, names) => expect(await named(q)).toEqual(names));

  test('a number finds that incident alone, however it is written', async () => {
    for (const q of [`${numbers.tree}`, `№${numbers.tree}`, `№ ${numbers.tree}`]) expect(await found(q)).toEqual([ids.tree]);
    expect(await found('999999999999999')).toEqual([]);
  });

  test('a link finds its post, in whatever form the network writes it', async () => {
    for (const q of ['https://vk.com/wall-5_102', 'http://m.vk.com/wall-5_102?from=feed']) expect(await found(q)).toEqual([ids.tree]);
    expect(await found('https://vk.com/wall-5_999')).toEqual([]);
    expect(await found('https://example.org/')).toEqual([]);
  });

  test.each(['\u0000', 'дорога\u0000'])('a NUL (%j) is refused, as is nothing at all', async (q) => {
    const answer = await t.http.get('/api/v1/incidents').query({ q }).set(c.curator.auth);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation.failed']);
    expect((await t.http.get('/api/v1/incidents').query({ q: '  ' }).set(c.curator.auth)).status).toBe(400);
  });
});

describe('paging', () => {
  const author = { name: 'Многословный' };
  beforeAll(async () => {
    for (let index = 0; index < 23; index += 1) await c.record('ok', { author, text: `Письмо о мостах ${index}` });
  });

  test.each(['-recordedAt', 'recordedAt'])('of incidents recorded at one moment loses and doubles nothing, %s', async (sort) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { items, nextCursor } = await page({ q: 'мост', limit: 5, sort, ...(cursor ? { cursor } : {}) });
      seen.push(...items.map(({ id }) => id));
      expect(items.length).toBeLessThanOrEqual(5);
      cursor = nextCursor;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([23, 23]);
    expect(seen).toEqual(seen.toSorted((a, b) => (sort === 'recordedAt' ? 1 : -1) * a.localeCompare(b)));
  });

  test('a new incident between two pages moves none out of the second', async () => {
    const first = await page({ q: 'мост', limit: 10 });
    await c.record('ok', { author, text: 'Письмо о мостах, новое' });
    const second = await page({ q: 'мост', limit: 20, cursor: first.nextCursor ?? '' });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(23);
  });

  test('moments that differ by a microsecond are told apart', async () => {
    const ordered = [ids.road, ids.bus, ids.tree];
    for (const [index, id] of ordered.entries()) {
      const sql = `UPDATE incident SET recorded_at = timestamptz '2019-01-01 00:00:00.000001Z' + $2 * interval '1 microsecond' WHERE id = $1`;
      await t.get(Database).transaction(() => t.get(Database).change(sql, [id, index]));
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let index = 0; index < 3; index += 1) {
      const { items, nextCursor } = await page({ to: '2019-06-01T00:00:00Z', sort: 'recordedAt', limit: 1, ...(cursor ? { cursor } : {}) });
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor;
    }
    expect([seen, cursor]).toEqual([ordered, null]);
  });
});

describe('whose', () => {
  test('an executor finds their own authority’s incidents alone, once each', async () => {
    const one = await c.route(await c.record('vk', { text: 'Вопрос о скамейках, здравоохранению' }), c.health);
    const other = await c.route(await c.record('vk', { text: 'Вопрос о скамейках, лесам' }), c.forests);
    const both = await c.route(await c.record('vk', { text: 'Вопрос о скамейках, обоим' }), c.health, c.forests);
    await c.record('vk', { text: 'Вопрос о скамейках, никому' });
    expect((await found('скамейка', c.health)).toSorted()).toEqual([one.id, both.id].toSorted());
    expect((await found('скамейка', c.forests)).toSorted()).toEqual([other.id, both.id].toSorted());
    expect(await found('скамейка', c.finance)).toEqual([]);
    expect(await found(`№${other.number}`, c.health)).toEqual([]);
    expect(await found(other.url, c.health)).toEqual([]);
    const byAuthority = async (authorityId: string, who?: Pick<Person, 'auth'>) => (await page({ q: 'скамейка', authorityId }, who)).items.map(({ id }) => id);
    expect((await byAuthority(c.forests.authorityId)).toSorted()).toEqual([other.id, both.id].toSorted());
    expect(await byAuthority(c.forests.authorityId, c.health)).toEqual([]);
    const shared = (await page({ q: 'обоим' }, c.health)).items[0];
    expect(shared?.authorities.map(({ id }) => id)).toEqual([c.health.authorityId]);
  });
});

describe('when', () => {
  test('from is within, to is without; overdue goes by the clock and by whose term it is', async () => {
    t.clock.set(khv('2020-07-06 10:00'));
    const first = await c.route(await c.record('vk', { text: 'Про фонари один' }), c.health);
    t.clock.set(khv('2020-07-06 10:30'));
    const second = await actsOf(c).draft(await c.route(await c.record('vk', { text: 'Про фонари два' }), c.health), c.health);
    const at = async (query: Query, who?: Pick<Person, 'auth'>) => (await page({ q: 'фонарь', sort: 'recordedAt', ...query }, who)).items.map(({ id }) => id);
    const [ten, half] = ['2020-07-06T10:00:00+10:00', '2020-07-06T10:30:00+10:00'];
    expect(await at({ from: ten, to: half })).toEqual([first.id]);
    expect(await at({ from: half })).toEqual([second.id]);
    expect(await at({ to: ten })).toEqual([]);

    expect(await at({ overdue: 'true' })).toEqual([]);
    t.clock.set(khv('2020-07-06 11:30'));
    // The curator's hour to review the second is over; the executor's six hours for the first are not.
    expect(await at({ overdue: 'true' })).toEqual([second.id]);
    expect(await at({ overdue: 'false' })).toEqual([first.id]);
    expect(await at({ overdue: 'true' }, c.health)).toEqual([]);
    t.clock.set(khv('2020-07-06 17:00'));
    expect(await at({ overdue: 'true' })).toEqual([first.id, second.id]);
    expect(await at({ overdue: 'true' }, c.health)).toEqual([first.id]);

    const assignments = async (overdue: string) => {
      const { body } = await t.http.get('/api/v1/assignments').query({ overdue, limit: 100 }).set(c.health.auth);
      return (body.items as { incident: { id: string }; overdue: boolean }[]).filter(({ incident }) => [first.id, second.id].includes(incident.id));
    };
    // The list's flag and its filter are of one mind.
    expect((await assignments('true')).map(({ incident, overdue }) => [incident.id, overdue])).toEqual([[first.id, true]]);
    expect((await assignments('false')).map(({ incident, overdue }) => [incident.id, overdue])).toEqual([[second.id, false]]);
  });
});
