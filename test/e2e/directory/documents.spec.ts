import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DocumentFigures } from '../../../src/documents/index.js';
import type { DocumentView } from '../../../src/documents/documents.schemas.js';
import { RemindReaders } from '../../../src/documents/remind-readers.js';
import { DIRECTORY_ID } from '../../../src/executors/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { upload } from '../../support/attachments.js';
import { khv } from '../../support/deadlines.js';
import { card, requests } from '../../support/directory.js';
import { directorySituations, DutyDesk, secondBefore } from '../../support/duties.js';
import { type ContactPerson, createExecutor, createPerson, type Person, seedIds } from '../../support/factories.js';
import { media } from '../../support/media.js';

let t: TestApp;
let ministry: Person;
let committee: Person;
let curator: Person;
let own: ContactPerson;
let foreign: ContactPerson;
let desk: DutyDesk;
let { get, post, patch } = {} as ReturnType<typeof requests>;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-03-17T09:00:00+10:00' });
  ministry = await createPerson(t, { role: 'it-ministry' });
  committee = await createPerson(t, { role: 'committee', surname: 'Гордеева', name: 'Алла' });
  curator = await createPerson(t, { role: 'curator' });
  own = await createExecutor(t, { authorityCode: 'min-zdrav', surname: 'Яковлева' });
  foreign = await createExecutor(t, { authorityCode: 'min-zhkh', surname: 'Дорохова' });
  desk = new DutyDesk(t, () => curator);
  ({ get, post, patch } = requests(t, () => ministry));
});
afterAll(() => t.close());

const create = async (who: Person, body: object): Promise<DocumentView> => (await post('/documents', body, who).expect(201)).body as DocumentView;
const issue = async (who: Person, id: string): Promise<DocumentView> => (await post(`/documents/${id}/issue`, undefined, who).expect(200)).body as DocumentView;
const recommendations = async (): Promise<DocumentView> =>
  issue(ministry, (await create(ministry, { kind: 'recommendations', title: 'Рекомендации по защите аккаунтов', text: 'Двухфакторная проверка обязательна.' })).id);
const inForce = (document: DocumentView) => document.editions.find(({ state }) => state === 'issued') as DocumentView['editions'][number];
const people = async (id: string, query = '', who: Person = ministry) =>
  (await get(`/documents/${id}/acknowledgements?limit=200${query}`, who).expect(200)).body as { items: { name: string; acknowledgedAt: string | null; asked: boolean; authority: { id: string } | null }[]; counts: object; withoutPeople: { id: string }[] };
const clear = () => t.get(Database).transaction(async () => {
  for (const table of ['document_edition', 'document', 'acknowledgement']) await t.get(Database).change(`DELETE FROM ${table}`);
});

describe.each(Object.entries(directorySituations))('D-3.1, %s', (_, [start, , , due]) => {
  test.each([['in time', 'met'], ['late, sent and marked', 'met-late']])('the first issue meets the thirty working days: %s', async (__, state) => {
    await desk.reset();
    await clear();
    t.clock.set(khv(start));
    await desk.begin();
    const { id, ...term } = await desk.term('security.recommendations', DIRECTORY_ID);
    expect(term).toMatchObject({ clause: 'D-3.1', bearerRole: 'it-ministry', bearerAuthorityId: seedIds.authority('min-it-svyaz'), startedAt: khv(start), dueAt: khv(due) });
    const moment = state === 'met' ? secondBefore(khv(due)) : khv(due);
    await desk.at(moment);
    await recommendations();
    expect(await desk.term('security.recommendations', DIRECTORY_ID)).toMatchObject({ id, state, endedAt: moment });
    await recommendations();
    expect(await desk.terms('security.recommendations', DIRECTORY_ID)).toHaveLength(1);
  });
});

describe('recommendations reach those they are for (D-3.1)', () => {
  test('every authority and every municipality, also one that comes later, at the moment it joins', async () => {
    await clear();
    await desk.reset();
    t.clock.set(khv('2021-06-01 10:00:00'));
    const { id } = await recommendations();
    const [event] = (await desk.events('document.issued', id));
    expect(event).toMatchObject({ clause: 'D-3.1' });
    expect(event?.authorityIds).toHaveLength(48);
    expect(event?.authorityIds).toContain(seedIds.authority('mr-amursk'));
    await desk.begin();
    expect(await desk.terms('security.recommendations', DIRECTORY_ID)).toEqual([]);
    const joined = (await post('/authorities', { name: 'Комитет новых дел', kind: 'committee' }, curator).expect(201)).body;
    const sent = await desk.events('document.sent', id);
    expect(sent.map(({ authorityIds }) => authorityIds)).toEqual([[joined.id]]);
  });
});

describe('editions', () => {
  test('draft, issued, superseded; what is issued never changes', async () => {
    const { id, allowedActions } = await create(ministry, { kind: 'recommendations', title: 'Памятка', text: 'Первая' });
    expect(allowedActions.toSorted()).toEqual(['discard', 'issue', 'revise']);
    await patch(`/documents/${id}`, { text: 'Первая, исправленная', title: 'Памятка о паролях' }).set('if-match', '"1"').expect(200);
    const first = await issue(ministry, id);
    expect(first).toMatchObject({ version: 3, title: 'Памятка о паролях', allowedActions: ['begin'] });
    expect((await patch(`/documents/${id}`, { text: 'Иначе' }).expect(409)).body.code).toBe('document.action-not-allowed');
    expect((await post(`/documents/${id}/issue`).expect(409)).body.code).toBe('document.action-not-allowed');
    await post(`/documents/${id}/editions`, { text: 'Вторая', note: 'Добавлено о телефонах' }).expect(201);
    await post(`/documents/${id}/editions`, { text: 'Третья' }).expect(409);
    const unseen = (await get(`/documents/${id}`, own).expect(200)).body as DocumentView;
    expect(unseen.editions.map(({ number, state }) => [number, state])).toEqual([[1, 'issued']]);
    const second = await issue(ministry, id);
    expect(second.editions.map(({ number, state, text }) => [number, state, text])).toEqual([[2, 'issued', 'Вторая'], [1, 'superseded', 'Первая, исправленная']]);
    await post(`/documents/${id}/editions`, { text: 'Лишняя' }).expect(201);
    await post(`/documents/${id}/discard`).expect(200);
    const history = (await get(`/documents/${id}/history`).expect(200)).body.items;
    expect(history.map(({ type, edition }: { type: string; edition: number }) => `${type.slice(9)} ${edition}`)).toEqual([
      'begun 1', 'revised 1', 'issued 1', 'begun 2', 'superseded 1', 'issued 2', 'begun 3', 'discarded 3',
    ]);
    expect((await get(`/documents/${id}/history`, own)).body.items.map(({ edition }: { edition: number }) => edition)).not.toContain(3);
  });

  test('a draft is its publisher’s alone, and needs text or a file to be issued', async () => {
    const { id } = await create(ministry, { kind: 'recommendations', title: 'Черновик' });
    for (const who of [own, committee, curator]) await get(`/documents/${id}`, who).expect(404);
    expect((await post(`/documents/${id}/issue`).expect(409)).body.code).toBe('document.empty');
    const file = (await upload(t, ministry.auth, media.docx(), { name: 'рекомендации.docx' })).body;
    await get(`/attachments/${file.id}`, own).expect(404);
    await patch(`/documents/${id}`, { attachments: [file.id] }).expect(200);
    await get(`/attachments/${file.id}`, own).expect(404);
    const issued = await issue(ministry, id);
    expect(inForce(issued).attachments).toMatchObject([{ id: file.id, fileName: 'рекомендации.docx' }]);
    await get(`/attachments/${file.id}/content`, own).expect(200);
    const next = (await post(`/documents/${id}/editions`, { text: 'Вторая', attachments: [file.id] }).expect(201)).body as DocumentView;
    expect(next.editions.map(({ attachments }) => attachments.map(({ sha256 }) => sha256))).toEqual([[file.sha256], [file.sha256]]);
  });

  test('a file of a kind an answer to a citizen does not take is taken here alone', async () => {
    const file = (await upload(t, curator.auth, media.pdf(), { name: 'памятка.pdf' })).body;
    const message = { network: 'vk', url: 'https://vk.com/wall-1_77', author: { name: 'Иван' }, text: 'Яма', postedAt: '2021-05-31T10:00:00+10:00', attachments: [file.id] };
    const refused = await post('/incidents', message, curator).expect(400);
    expect(refused.body).toMatchObject({ code: 'attachment.kind-not-allowed', detail: 'Сюда можно приложить только: фотографии, видео.' });
    const made = await post('/materials', { title: 'Памятка', attachments: [file.id] }, curator).expect(201);
    expect(made.body.editions[0].attachments).toMatchObject([{ mediaType: 'application/pdf' }]);
  });

  test('two clerks at once: one issue, one edition in force, the other hears it', async () => {
    const { id } = await create(ministry, { kind: 'recommendations', title: 'Вдвоём', text: 'Текст' });
    const colleague = await createPerson(t, { role: 'it-ministry' });
    const answers = await Promise.all([ministry, colleague, ministry, colleague].map((who) => post(`/documents/${id}/issue`, undefined, who).set('if-match', '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(answers.find(({ status }) => status === 412)?.body.current).toMatchObject({ id, version: 2 });
    const begun = await Promise.all([ministry, colleague].map((who) => post(`/documents/${id}/editions`, { text: 'Ещё' }, who)));
    expect(begun.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('a repeated request with one key makes one document', async () => {
    const send = () => post('/documents', { kind: 'recommendations', title: 'С ключом', text: 'Текст' }).set('idempotency-key', 'once-1');
    const [first, second] = [await send(), await send()];
    expect(second?.body.id).toBe(first?.body.id);
  });
});

describe('instructions of authorities (A-2.5, A-3.4)', () => {
  test('A-3.4: an authority’s own people read theirs and nobody else’s; the ministry reads all', async () => {
    const mine = await issue(own, (await create(own, { kind: 'instruction', title: 'Инструкция Минздрава', text: 'Пароли меняются раз в квартал.' })).id);
    expect(mine).toMatchObject({ publisher: 'executor', authority: { id: own.authorityId } });
    for (const who of [foreign, committee, curator]) {
      await get(`/documents/${mine.id}`, who).expect(404);
      await get(`/documents/${mine.id}/acknowledgements`, who).expect(404);
      expect((await get('/documents?kind=instruction&limit=200', who)).body.items.map(({ id }: { id: string }) => id)).not.toContain(mine.id);
    }
    await get(`/documents/${mine.id}`, ministry).expect(200);
    await post(`/documents/${mine.id}/editions`, { text: 'Чужая' }, ministry).expect(403);
    const [event] = await desk.events('document.issued', mine.id);
    expect(event).toMatchObject({ clause: 'A-3.4', authorityIds: [own.authorityId], roles: ['admin'] });
  });

  test('A-2.5: the Government’s accounts have the committee’s instruction', async () => {
    const made = await issue(committee, (await create(committee, { kind: 'instruction', title: 'Инструкция об аккаунтах Правительства', text: 'Доступ по списку.' })).id);
    expect(made).toMatchObject({ publisher: 'committee', authority: null });
    await get(`/documents/${made.id}`, own).expect(404);
    expect((await desk.events('document.issued', made.id))[0]?.clause).toBe('A-2.5');
    await post(`/documents/${made.id}/acknowledge`, { editionId: inForce(made).id }, committee).expect(200);
    expect((await people(made.id, '', committee)).items).toMatchObject([{ name: 'Гордеева Алла', asked: true }]);
  });

  test('nobody issues what is another’s to issue', async () => {
    await post('/documents', { kind: 'recommendations', title: 'Чужое', text: 'x' }, own).expect(403);
    await post('/documents', { kind: 'instruction', title: 'Чужое', text: 'x' }, ministry).expect(403);
    await post('/documents', { kind: 'material', title: 'Чужое', text: 'x' }, ministry).expect(400);
    const { id } = await recommendations();
    await post(`/documents/${id}/editions`, { text: 'Взлом' }, own).expect(403);
    await get(`/materials/${id}`, own).expect(404);
  });
});

describe('acknowledgement by name (D-3.1, A-3.4)', () => {
  test('two hundred at once are one; who has, who has not, and who cannot', async () => {
    await clear();
    t.clock.set(khv('2021-07-01 10:00:00'));
    const manager = (await post('/account-managers', card({ surname: 'Безучётная', authorityId: own.authorityId }), curator).expect(201)).body;
    const document = await recommendations();
    const { id } = document;
    const editionId = inForce(document).id;
    expect(((await get(`/documents/${id}`, own)).body as DocumentView).allowedActions).toEqual(['acknowledge']);
    const answers = await Promise.all(Array.from({ length: 200 }, () => post(`/documents/${id}/acknowledge`, { editionId }, own)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.acknowledgedAt}`))).toEqual(new Set(['200 2021-07-01T10:00:00+10:00']));
    expect(await desk.events('document.acknowledged', id)).toHaveLength(1);
    expect(((await get(`/documents/${id}`, own)).body as DocumentView).allowedActions).toEqual([]);

    const all = await people(id);
    expect(all.counts).toEqual({ asked: 4, acknowledged: 1 });
    expect((await people(id, '&state=done')).items).toMatchObject([{ name: 'Яковлева Анна', acknowledgedAt: '2021-07-01T10:00:00+10:00' }]);
    const pending = (await people(id, '&state=pending')).items;
    expect(pending.map(({ name }) => name).toSorted()).toEqual(['Безучётная Ольга Ильинична', 'Гордеева Алла', 'Дорохова Анна']);
    expect(pending.find(({ name }) => name.startsWith('Безучётная'))).toMatchObject({ canSignIn: false });
    expect(all.withoutPeople.map((body) => body.id)).toContain(seedIds.authority('mr-amursk'));
    expect(all.withoutPeople.map((body) => body.id)).not.toContain(own.authorityId);
    // An executor sees those of their own authority, whatever they ask for.
    const seen = (await people(id, `&authorityId=${foreign.authorityId}`, own)).items;
    expect(seen.map(({ name }) => name).toSorted()).toEqual(['Безучётная Ольга Ильинична', 'Яковлева Анна']);
    await post(`/account-managers/${manager.id}/leave`, {}, curator).expect(200);
    expect((await people(id)).counts).toEqual({ asked: 3, acknowledged: 1 });
  });

  test('a new edition is acknowledged anew, an old one no more; acknowledging while it is issued is one or the other', async () => {
    const document = await recommendations();
    const { id } = document;
    const old = inForce(document).id;
    await post(`/documents/${id}/acknowledge`, { editionId: old }, foreign).expect(200);
    await post(`/documents/${id}/editions`, { text: 'Вторая' }).expect(201);
    const [acknowledged, issued] = await Promise.all([post(`/documents/${id}/acknowledge`, { editionId: old }, own), post(`/documents/${id}/issue`)]);
    expect(issued.status).toBe(200);
    expect([200, 409]).toContain(acknowledged.status);
    const late = await post(`/documents/${id}/acknowledge`, { editionId: old }, own).expect(409);
    expect(late.body).toMatchObject({ code: 'document.not-in-force', inForce: inForce(issued.body as DocumentView).id });
    expect((await people(id)).counts).toMatchObject({ acknowledged: 0 });
    const unread = (await get('/documents?unacknowledged=true&limit=200', foreign)).body.items;
    expect(unread.map((item: { id: string }) => item.id)).toContain(id);
    await post(`/documents/${id}/acknowledge`, { editionId: own.contactId }, own).expect(404);
  });

  test('pages lose nobody', async () => {
    const { id } = await recommendations();
    const names: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await get(`/documents/${id}/acknowledgements?limit=1${cursor && `&cursor=${cursor}`}`).expect(200);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect(names).toEqual((await people(id)).items.map(({ name }) => name));
    expect(names).toHaveLength(3);
  });

  test('who has not is reminded by name, weekly and once; who has is not', async () => {
    await clear();
    t.clock.set(khv('2021-08-02 10:00:00'));
    const document = await recommendations();
    await post(`/documents/${document.id}/acknowledge`, { editionId: inForce(document).id }, foreign).expect(200);
    const remind = () => Promise.all([1, 2, 3].map(() => t.get(RemindReaders).execute()));
    const given = async () => (await desk.events('document.reminder', document.id)).map(({ authorityIds, details }) => [authorityIds[0] ?? null, details['userIds']]);
    t.clock.set(khv('2021-08-09 09:59:59'));
    await remind();
    expect(await given()).toEqual([]);
    t.clock.set(khv('2021-08-09 10:00:00'));
    expect((await remind()).reduce((a, b) => a + b)).toBe(2);
    expect(await given()).toEqual(expect.arrayContaining([[own.authorityId, [own.userId]], [null, [committee.userId]]]));
    await remind();
    expect(await given()).toHaveLength(2);
    // Who was named a day later is asked from then on, and reminded a day later.
    const newcomer = await createExecutor(t, { authorityCode: 'min-kult', surname: 'Новенькая' });
    t.clock.set(khv('2021-08-16 10:00:00'));
    await post(`/documents/${document.id}/acknowledge`, { editionId: inForce(document).id }, own).expect(200);
    await remind();
    expect(await given()).toHaveLength(4);
    expect((await given()).at(-1)).toEqual(expect.not.arrayContaining([own.authorityId]));
    expect((await given()).flat(2)).toContain(newcomer.userId);
    const [figure] = await t.get(DocumentFigures).figures();
    expect(figure).toMatchObject({ documentId: document.id, edition: 1, asked: 4, acknowledged: 2 });
  });

  test('an acknowledgement is the person’s: of a clerk who belongs to the committee’s body, and of one who went over to another body', async () => {
    await clear();
    const document = await recommendations();
    const clerk = await createPerson(t, { role: 'committee', authorityCode: 'kom-inform-politiki', surname: 'Комитетская' });
    const mover = await createExecutor(t, { authorityCode: 'min-sport', surname: 'Переходова' });
    for (const who of [clerk, mover]) await post(`/documents/${document.id}/acknowledge`, { editionId: inForce(document).id }, who).expect(200);
    await post(`/executors/${mover.contactId}/leave`, {}, curator).expect(200);
    const db = t.get(Database);
    await db.separately(() => db.change(`UPDATE user_account SET authority_id = $1, disabled_at = NULL, roles = '{executor}' WHERE id = $2`, [seedIds.authority('min-trans'), mover.userId]));
    await post('/executors', card({ surname: 'Переходова', authorityId: seedIds.authority('min-trans'), userId: mover.userId }), curator).expect(201);
    const done = (await people(document.id, '&state=done')).items;
    expect(done.map(({ name, asked, authority }) => [name.split(' ')[0], asked, authority?.id ?? null])).toEqual(expect.arrayContaining([
      ['Комитетская', true, null], ['Переходова', true, seedIds.authority('min-trans')],
    ]));
    expect(done).toHaveLength(2);
  });
});

describe('methodical materials (D-2.3, D-3.2, A-2.3)', () => {
  test('are everybody’s once issued, of the curator, the committee and the ministry', async () => {
    for (const [who, clause] of [[curator, 'D-2.3'], [ministry, 'D-3.2'], [committee, 'A-2.3']] as const) {
      const made = (await post('/materials', { title: 'Как отвечать людям', text: 'Коротко и по делу.' }, who).expect(201)).body;
      await get(`/materials/${made.id}`, own).expect(404);
      await post(`/materials/${made.id}/issue`, undefined, who).expect(200);
      const seen = (await get(`/materials/${made.id}`, own).expect(200)).body as DocumentView;
      expect(seen).toMatchObject({ kind: 'material', allowedActions: [], editions: [{ number: 1, state: 'issued' }] });
      expect((await desk.events('document.issued', made.id))[0]?.clause).toBe(clause);
      const another = who === curator ? committee : curator;
      await post(`/materials/${made.id}/editions`, { text: 'Чужое' }, another).expect(403);
      await get(`/documents/${made.id}`, own).expect(404);
    }
    await post('/materials', { title: 'Самодеятельность', text: 'x' }, own).expect(403);
    const found = (await get('/materials?q=ОТВЕЧАТЬ&limit=2', own).expect(200)).body;
    expect(found.items).toHaveLength(2);
    expect((await get(`/materials?q=отвечать&limit=2&cursor=${found.nextCursor}`, own)).body.items).toHaveLength(1);
  });
});
