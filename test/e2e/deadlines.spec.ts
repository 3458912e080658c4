import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { type Bearer, DueDeadlines } from '../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { anyExecutor, DeadlineBook, khv } from '../support/deadlines.js';
import { type ContactPerson, createExecutor, createPerson, type Person, seedIds } from '../support/factories.js';

let t: TestApp;
let book: DeadlineBook;
let admin: Person;
let curator: Person;
let committee: Person;
let executor: ContactPerson;
let stranger: ContactPerson;
beforeAll(async () => {
  t = await startTestApp();
  book = new DeadlineBook(t);
  admin = await createPerson(t, { role: 'admin' });
  curator = await createPerson(t, { role: 'curator' });
  committee = await createPerson(t, { role: 'committee' });
  executor = await createExecutor(t, { authorityCode: 'min-fin' });
  stranger = await createExecutor(t, { authorityCode: 'min-zdrav' });
});
afterAll(() => t.close());

const get = (path: string, who: Person) => t.http.get(`/api/v1${path}`).set(who.auth);

describe('GET /regulation', () => {
  it('shows everybody signed in every obligation with clause, bearer, term and wording', async () => {
    const { body } = await get('/regulation', executor).expect(200);
    expect(body.edition).toMatchObject({ validFrom: '2020-03-17', validTo: null, authorityId: null });
    expect(body.obligations).toHaveLength(22);
    expect(body.obligations).toContainEqual({
      key: 'reply.draft', clause: ['M-10', 'M-11.1'], bearer: 'executor', starts: 'assignment received', conditional: false, alternative: null,
      title: 'Направить проект ответа на согласование', wording: expect.stringContaining('шести рабочих часов'),
      term: { kind: 'working-hours', amount: 6 }, editionId: body.edition.id,
    });
    await t.http.get('/api/v1/regulation').expect(401);
    expect((await get('/regulation?at=2019-01-01T00:00:00Z', executor).expect(404)).body.code).toBe('regulation.not-in-force');
  });

  it('shows the edition in force at a moment, and an authority its own (D-6)', async () => {
    const adopt = (body: object, who = admin) => t.http.post('/api/v1/regulation/editions').set(who.auth).send(body);
    const general = { title: 'Вторая', act: 'Постановление № 1', validFrom: '2021-01-01', terms: { 'reply.draft': { kind: 'working-hours', amount: 4 } } };
    await adopt(general, curator).expect(403);
    await adopt({ ...general, terms: { 'reply.unknown': { kind: 'working-hours', amount: 4 } } }).expect(400);
    const made = (await adopt(general).expect(201)).body;
    expect(Object.keys(made.terms)).toHaveLength(22);
    const authorityId = seedIds.authority('min-fin');
    await adopt({ ...general, title: 'Своя', authorityId, terms: { 'reply.review': { kind: 'clock-hours', amount: 3 } } }).expect(201);
    const { items } = (await get('/regulation/editions', admin).expect(200)).body;
    expect(items.map((edition: { validFrom: string; validTo: string }) => [edition.validFrom, edition.validTo]).slice(0, 2)).toEqual([
      ['2020-03-17', '2020-12-31'], ['2021-01-01', null],
    ]);
    await get('/regulation/editions', curator).expect(403);
    const termsAt = async (query: string) => {
      const { obligations } = (await get(`/regulation?${query}`, curator).expect(200)).body;
      return ['reply.draft', 'reply.review'].map((key) => obligations.find((o: { key: string }) => o.key === key).term.amount);
    };
    // Midnight of the new year in Khabarovsk is 14:00 of the old one in Greenwich.
    expect(await termsAt('at=2020-12-31T13:59:59Z')).toEqual([6, 1]);
    expect(await termsAt('at=2020-12-31T14:00:00Z')).toEqual([4, 1]);
    expect(await termsAt(`at=2021-02-01T00:00:00Z&authorityId=${authorityId}`)).toEqual([4, 3]);
  });
});

describe('GET /deadlines', () => {
  let ids: Record<'route' | 'draft' | 'colleague' | 'foreign' | 'update' | 'plan' | 'return', string>;
  const bearer = (person: ContactPerson, more: Partial<Bearer> = {}): Bearer => ({ ...anyExecutor, authorityId: person.authorityId, contactId: person.contactId, ...more });

  beforeEach(async () => {
    await t.get(Database).transaction(() => t.get(Database).change(`TRUNCATE deadline`));
    t.clock.set(khv('2020-06-17 10:00'));
    const body = { role: 'authority', contactId: null } as const;
    ids = {
      route: await book.open('incident.route', { bearer: { role: 'curator', authorityId: null, contactId: null, scheduleId: null } }),
      draft: await book.open('reply.draft', { bearer: bearer(executor) }),
      colleague: await book.open('reply.revise', { bearer: bearer(executor, { contactId: newId() }) }),
      foreign: await book.open('reply.draft', { bearer: bearer(stranger) }),
      update: await book.open('executor.update', { bearer: bearer(executor, body) }),
      plan: await book.open('plan.review', { bearer: { role: 'committee', authorityId: null, contactId: null, scheduleId: null } }),
      return: await book.open('assignment.return', { bearer: bearer(executor) }),
    };
  });

  const seen = async (query: string, who: Person): Promise<string[]> => {
    const { items } = (await get(`/deadlines${query}`, who).expect(200)).body;
    const names = Object.entries(ids);
    return items.map((item: { streamId: string }) => names.find(([, id]) => id === item.streamId)?.[0]);
  };

  it('shows a role what it watches over, and an executor nothing of another authority', async () => {
    expect((await seen('', curator)).sort()).toEqual(['colleague', 'draft', 'foreign', 'return', 'route', 'update']);
    expect((await seen('', executor)).sort()).toEqual(['colleague', 'draft', 'return', 'update']);
    expect(await seen('', stranger)).toEqual(['foreign']);
    expect(await seen('', committee)).toEqual(['plan']);
    expect(await seen(`?authorityId=${stranger.authorityId}`, executor)).toEqual([]);
    await get('/deadlines', admin).expect(403);
    await t.http.get('/api/v1/deadlines').expect(401);
  });

  it("bearer=me: the bearer's own day, soonest first", async () => {
    expect(await seen('?bearer=me', curator)).toEqual(['route']);
    expect(await seen('?bearer=me', executor)).toEqual(['return', 'draft', 'update']);
    expect(await seen('?bearer=me&obligation=reply.draft', executor)).toEqual(['draft']);
    expect(await seen('?bearer=me', committee)).toEqual(['plan']);
  });

  it('tells by state what is still to do and how the rest ended', async () => {
    await book.apply(ids.colleague, { do: 'cancel', obligation: 'reply.revise', subjectId: ids.colleague, reason: 'withdrawn' });
    t.clock.set(khv('2020-06-17 11:30'));
    await book.apply(ids.route, { do: 'meet', obligation: 'incident.route', subjectId: ids.route });
    t.clock.set(khv('2020-06-17 16:00'));
    await book.apply(ids.foreign, { do: 'meet', obligation: 'reply.draft', subjectId: ids.foreign });
    t.clock.set(khv('2020-06-17 17:00'));
    await t.get(DueDeadlines).fireDue();
    expect(await seen('?state=cancelled', curator)).toEqual(['colleague']);
    expect(await seen('?state=late', curator)).toEqual(['route']);
    expect(await seen('?state=met', curator)).toEqual(['foreign']);
    expect(await seen('?state=overdue', curator)).toEqual(['draft']);
    // M-8.1 is past due, but perhaps nothing had to be returned.
    expect(await seen('?state=open', curator)).toEqual(['return', 'update']);
    expect(await seen('', curator)).toEqual(['return', 'draft', 'update']);
    await get('/deadlines?state=lost', curator).expect(400);
  });

  it('says what is owed, since when, until when, and how much is left', async () => {
    t.clock.set(khv('2020-06-17 12:30'));
    const { items } = (await get('/deadlines?obligation=reply.draft&bearer=me', executor).expect(200)).body;
    expect(items).toEqual([{
      id: expect.any(String), obligation: 'reply.draft', title: 'Направить проект ответа на согласование', clause: 'M-10',
      bearer: { role: 'executor', authorityId: executor.authorityId, contactId: executor.contactId },
      stream: 'incident', streamId: ids.draft, subject: 'incident', subjectId: ids.draft, weight: 'real',
      startedAt: '2020-06-17T10:00:00+10:00', dueAt: '2020-06-17T17:00:00+10:00', metAt: null, passedAt: null, cancelReason: null, tookMs: null,
      state: 'open', remaining: { workingMs: 3.5 * 3_600_000, at: '2020-06-17T12:30:00+10:00' },
    }]);
    await t.get(DueDeadlines).fireDue();
    t.clock.set(khv('2020-06-17 17:30'));
    const late = (await get('/deadlines?obligation=reply.draft&bearer=me', executor).expect(200)).body.items;
    expect(late).toMatchObject([{ state: 'overdue', remaining: { workingMs: -1_800_000 } }]);
  });

  it('goes on page by page, losing none and repeating none', async () => {
    for (let i = 0; i < 12; i += 1) await book.open('reply.draft', { bearer: bearer(executor) });
    const pages: string[] = [];
    let cursor = '';
    for (let i = 0; i < 10; i += 1) {
      const { body } = await get(`/deadlines?limit=4${cursor}`, executor).expect(200);
      pages.push(...body.items.map((item: { id: string }) => item.id));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(pages).toHaveLength(16);
    expect(new Set(pages).size).toBe(16);
    expect((await get('/deadlines?cursor=garbage', executor).expect(400)).body.code).toBe('cursor.invalid');
  });
});
