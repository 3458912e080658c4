import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FollowIncidents } from '../../../src/intake/candidates/follow-incidents.js';
import { ForgetCandidates } from '../../../src/intake/candidates/forget-candidates.js';
import { VerifyCandidates } from '../../../src/intake/candidates/verify-candidates.js';
import type { CandidateListItem } from '../../../src/intake/index.js';
import { newId } from '../../../src/platform/ids/index.js';
import { SendDeliveries } from '../../../src/publishing/index.js';
import { actsOf } from '../../support/acts.js';
import { draftOf } from '../../support/incidents.js';
import { seedIds } from '../../support/factories.js';
import { listening, type Listening, WALL } from '../../support/intake.js';

let w: Listening;
let wall: string;
beforeAll(async () => {
  w = await listening();
  wall = w.fakes.vk.post(WALL, 'Новости министерства').id;
  await w.listen();
});
afterAll(() => w.close());

/** Citizens write under the ministry's post, and it is read. */
async function written(...texts: string[]): Promise<CandidateListItem[]> {
  const made = texts.map((text, n) => w.fakes.vk.comment(wall, 2000 + n, text));
  await w.later(2);
  const all = await w.queue('&repeats=true');
  return made.map(({ id }) => {
    const found = all.find(({ url }) => url.endsWith(`reply=${id}`));
    if (!found) throw new Error(`Not found: ${id}`);
    return found;
  });
}
const one = async (text: string): Promise<CandidateListItem> => (await written(text))[0] as CandidateListItem;
const history = async (id: string): Promise<unknown[]> => (await w.get(`/candidates/${id}/history`)).body.items.map(({ event }) => event);

describe('from a candidate to an incident', () => {
  test('one act records it with network, link, author, text and moment (M-6)', async () => {
    const candidate = await one('Почему в посёлке Чегдомын третий день нет воды? Звонили в водоканал, не отвечают.');
    expect(candidate).toMatchObject({ status: 'new', allowedActions: ['take', 'merge', 'dismiss'], reasons: { asks: 3, topic: 3, place: 2, addressed: 1 }, points: 9, location: { name: expect.stringContaining('Чегдомын') } });
    const taken = await w.act(`/candidates/${candidate.id}/take`, {}, candidate.version);
    expect(taken).toMatchObject({ status: 200, body: { status: 'taken', allowedActions: [], incident: { status: 'recorded' } } });
    const incident = await w.c.view((taken.body['incident'] as { id: string }).id);
    expect(incident).toMatchObject({ network: 'vk', url: candidate.url, text: candidate.text, author: candidate.author, postedAt: candidate.postedAt, status: 'recorded', original: { editions: [], deletedAt: null } });
    expect(incident.deadlines.map(({ obligation }) => obligation).toSorted()).toEqual(['incident.route', 'incident.route-several']);
    expect(await history(candidate.id)).toEqual(['candidate.find', 'candidate.take']);
  });

  test('of two curators the second hears 412 with what it has become, or 409 without a version', async () => {
    const candidate = await one('Когда отремонтируют мост через Силинку в Солнечном?');
    const both = await Promise.all([1, 2].map(() => w.act(`/candidates/${candidate.id}/take`, {}, candidate.version)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(both.find(({ status }) => status === 412)?.body).toMatchObject({ code: 'precondition.failed', current: { status: 'taken' } });
    expect(await w.act(`/candidates/${candidate.id}/take`)).toMatchObject({ status: 409, body: { code: 'candidate.action-not-allowed', state: 'taken' } });
    expect(await w.act(`/candidates/${newId()}/take`)).toMatchObject({ status: 404 });
  });

  test('a post recorded by hand meanwhile is named; then it leaves the queue by itself', async () => {
    const candidate = await one('Кто ответит за свалку у школы №3 в Бикине?');
    const incident = await w.c.record('vk', { url: candidate.url, text: candidate.text });
    expect(await w.act(`/candidates/${candidate.id}/take`)).toMatchObject({ status: 409, body: { code: 'incident.duplicate', incidentId: incident.id, number: incident.number } });
    expect((await w.candidate(candidate.id)).status).toBe('new');
    await w.t.get(FollowIncidents).execute();
    expect(await w.candidate(candidate.id)).toMatchObject({ status: 'taken', incident: { id: incident.id } });
  });

  test('what is found of an incident recorded before is no news', async () => {
    const comment = w.fakes.vk.comment(wall, 2500, 'Этот вопрос уже записан: где автобус?');
    const incident = await w.c.record('vk', { url: `https://vk.com/wall${wall}?reply=${comment.id}` });
    await w.later(2);
    expect((await w.queue('&status=taken')).find(({ incident: of }) => of?.id === incident.id)).toMatchObject({ status: 'taken' });
  });

  test('is merged into an incident: the post is recorded there and counted (M-3)', async () => {
    const [first, second, third] = (await written('Во дворе на Пушкина 5 открытый люк, закройте!', 'Ребёнок чуть не провалился в колодец на Пушкина', 'Про люк на улице Пушкина пишу уже десятый раз')) as [CandidateListItem, CandidateListItem, CandidateListItem];
    expect(await w.act(`/candidates/${second.id}/merge`, { candidateId: first.id })).toMatchObject({ status: 409, body: { code: 'candidate.not-taken' } });
    const taken = await w.act(`/candidates/${first.id}/take`);
    const incidentId = (taken.body['incident'] as { id: string }).id;
    expect(await w.act(`/candidates/${second.id}/merge`, { candidateId: first.id }, second.version)).toMatchObject({ status: 200, body: { status: 'merged', incident: { id: incidentId } } });
    expect(await w.act(`/candidates/${third.id}/merge`, { incidentId })).toMatchObject({ status: 200, body: { status: 'merged' } });
    expect((await w.c.view(incidentId)).mergedPosts.map(({ url }) => url).toSorted()).toEqual([second.url, third.url].toSorted());
    expect(await w.act(`/candidates/${third.id}/merge`, { incidentId: newId() })).toMatchObject({ status: 409 });
    const loose = await one('Одинокий вопрос про паром до острова Большой Уссурийский');
    expect(await w.act(`/candidates/${loose.id}/merge`, { incidentId: newId() })).toMatchObject({ status: 404 });
    expect((await w.act(`/candidates/${loose.id}/merge`, {})).status).toBe(400);
  });
});

describe('those that say the same', () => {
  const text = (n: number): string => `Просим открыть движение по улице Серышева, объезд невозможен, скорая не проезжает!${' '.repeat(n)}${n % 2 ? '!!' : ''}`;

  test('stand in the queue as one, are counted, and are taken together', async () => {
    const [first, ...others] = (await written(text(0), text(1), text(2).toUpperCase(), `${text(3)} Помогите`)) as [CandidateListItem, ...CandidateListItem[]];
    expect(new Set(others.map(({ groupId }) => groupId))).toEqual(new Set([first.groupId]));
    const shown = (await w.queue()).filter(({ groupId }) => groupId === first.groupId);
    expect(shown).toMatchObject([{ id: first.groupId, repeats: 3, reasons: { repeated: 2 } }]);
    expect((await w.queue(`&groupId=${first.groupId}`)).length).toBe(4);
    const taken = await w.act(`/candidates/${first.groupId}/take`, { group: true });
    expect(taken).toMatchObject({ status: 200, body: { status: 'taken' } });
    const incident = await w.c.view((taken.body['incident'] as { id: string }).id);
    expect(incident.mergedPosts).toHaveLength(3);
    expect((await w.queue('&repeats=true')).filter(({ groupId }) => groupId === first.groupId)).toEqual([]);
    // One more comes later: it stands in the queue, and says what it is about.
    const late = await one(text(5));
    expect(late.groupId).toBe(first.groupId);
    expect((await w.candidate(late.id)).group.incident?.id).toBe(incident.id);
  });

  test('the next one leads when the first is dismissed; all are dismissed together', async () => {
    const spam = 'Продам гараж недорого, звоните в любое время суток, торг уместен';
    const [first] = (await written(spam, `${spam}!`, `${spam}!!`)) as [CandidateListItem];
    const leads = async () => (await w.queue()).filter(({ groupId }) => groupId === first.groupId);
    const [leader] = await leads();
    await w.act('/candidates/dismiss', { ids: [leader?.id], ground: 'spam' });
    expect(await leads()).toHaveLength(1);
    const [next] = await leads();
    expect(next?.id).not.toBe(leader?.id);
    expect((await w.act('/candidates/dismiss', { ids: [next?.id], ground: 'spam', group: true })).body).toMatchObject({ dismissed: 2 });
    expect(await leads()).toEqual([]);
  });
});

describe('dismissed', () => {
  test('in bulk, each answered for by itself; the second curator hears where the others are (M-3, M-4)', async () => {
    const [a, b, c] = (await written('Красивый закат над Амуром сегодня', 'Передаю привет всем одноклассникам', 'Поздравляю с днём города земляков')) as [CandidateListItem, CandidateListItem, CandidateListItem];
    await w.act(`/candidates/${c.id}/take`);
    const nobody = newId();
    const answers = await Promise.all([1, 2].map(() => w.act('/candidates/dismiss', { ids: [a.id, b.id, c.id, nobody], ground: 'no-question', comment: 'не вопрос' })));
    expect(answers.map(({ body }) => body['dismissed']).toSorted()).toEqual([0, 2]);
    const first = answers.find(({ body }) => body['dismissed'] === 2);
    expect((first?.body['items'] as object[])).toMatchObject([{ outcome: 'dismissed' }, { outcome: 'dismissed' }, { outcome: 'not-allowed', state: 'taken' }, { outcome: 'not-found', state: null }]);
    expect(await w.candidate(a.id)).toMatchObject({ status: 'dismissed', dismissed: { ground: 'no-question', comment: 'не вопрос' }, allowedActions: ['restore'] });
    expect((await w.queue('&status=dismissed')).find(({ id }) => id === a.id)).toMatchObject({ dismissed: { ground: 'no-question', comment: 'не вопрос' } });
    const back = await w.act(`/candidates/${a.id}/restore`);
    expect(back).toMatchObject({ status: 200, body: { status: 'new', dismissed: null } });
    expect(await history(a.id)).toEqual(['candidate.find', 'candidate.dismiss', 'candidate.restore']);
    expect((await w.queue()).some(({ id }) => id === a.id)).toBe(true);
    expect((await w.act('/candidates/dismiss', { ids: [a.id], ground: 'другое' })).status).toBe(400);
  });
});

describe('what the author does later', () => {
  test('an edit and a deletion are recorded beside the original, at the candidate and at the incident', async () => {
    const candidate = await one('Где приём врача в Охотске? Ждём с весны.');
    const taken = await w.act(`/candidates/${candidate.id}/take`);
    const incidentId = (taken.body['incident'] as { id: string }).id;
    const comment = w.fakes.vk.comments.find(({ id }) => candidate.url.endsWith(`reply=${id}`));
    if (!comment) throw new Error('No comment');
    comment.text = 'Где приём врача в Охотске? Ждём с весны. Дополнение: и хирурга нет.';
    await w.later(26);
    const edited = await w.candidate(candidate.id);
    expect(edited).toMatchObject({ text: candidate.text, editions: [{ text: comment.text }] });
    expect(await w.c.view(incidentId)).toMatchObject({ text: candidate.text, original: { editions: [{ text: comment.text }], deletedAt: null } });
    w.fakes.vk.comments.splice(w.fakes.vk.comments.indexOf(comment), 1);
    w.t.clock.advance(26 * 3_600_000);
    await w.t.get(VerifyCandidates).execute();
    expect((await w.c.view(incidentId)).original?.deletedAt).not.toBeNull();
    const page = (await w.c.as(w.c.curator).get(`/incidents/${incidentId}/print`)).text;
    for (const words of [candidate.text, 'Автор изменил текст', comment.text, 'Автор удалил сообщение']) expect(page).toContain(words);
    expect(await history(candidate.id)).toEqual(['candidate.find', 'candidate.take', 'candidate.edited', 'candidate.deleted']);
    // Reading goes on although the mark it goes on from is gone.
    await one('Читается ли дальше, когда последний комментарий удалён?');
  });

  test('a reply under the published answer is a candidate of that incident', async () => {
    const candidate = await one('Когда отремонтируют поликлинику в Вяземском?');
    const taken = await w.act(`/candidates/${candidate.id}/take`);
    const acts = actsOf(w.c);
    let incident = await w.c.route(await w.c.view((taken.body['incident'] as { id: string }).id), w.c.health);
    incident = await acts.draft(incident, w.c.health);
    await w.c.as(w.c.curator).post(`/drafts/${draftOf(incident, w.c.health).id}/approve`);
    const assignment = incident.assignments[0]?.id ?? '';
    expect((await w.c.as(w.c.health).post(`/assignments/${assignment}/publish`, { through: 'network' })).status).toBe(200);
    await w.t.get(SendDeliveries).execute();
    const answer = w.fakes.vk.comments.find(({ from, text }) => from === WALL && text !== '');
    if (!answer) throw new Error('Not published');
    w.fakes.vk.comment(wall, 2000, 'Спасибо, а рентген когда заработает?', answer.id);
    await w.later(2);
    const reply = (await w.queue()).find(({ text }) => text === 'Спасибо, а рентген когда заработает?');
    expect(reply).toMatchObject({ answerTo: { id: incident.id, number: incident.number }, reasons: { answer: 4 } });
    const told = (await w.c.as(w.c.curator).get(`/incidents/${incident.id}/history`)).body.items as { event: string }[];
    expect(told.some(({ event }) => event === 'incident.author-replied')).toBe(true);
    expect((await w.queue()).some(({ text }) => text === answer.text)).toBe(false);
  });
});

describe('the list', () => {
  test('ranks what asks before what does not, pages by cursor, finds words in any form and a link', async () => {
    const [praise, question] = (await written('Спасибо за праздник в парке Динамо', 'В Николаевске-на-Амуре не вывозят мусор, когда это прекратится?')) as [CandidateListItem, CandidateListItem];
    const ids = (await w.queue()).map(({ id }) => id);
    expect(ids.indexOf(question.id)).toBeLessThan(ids.indexOf(praise.id));
    for (const sort of ['-rank', '-postedAt', 'postedAt']) {
      const paged: string[] = [];
      let cursor = '';
      do {
        const page = (await w.get(`/candidates?limit=3&sort=${sort}${cursor}`)).body as never as { items: { id: string }[]; nextCursor: string | null };
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
      } while (cursor !== '');
      expect(new Set(paged).size).toBe(paged.length);
      expect(paged.toSorted()).toEqual(ids.toSorted());
    }
    expect((await w.queue('&q=' + encodeURIComponent('мусором'))).map(({ id }) => id)).toEqual([question.id]);
    expect((await w.queue('&q=' + encodeURIComponent('несуществующееслово')))).toEqual([]);
    expect((await w.queue('&q=' + encodeURIComponent(question.url))).map(({ id }) => id)).toEqual([question.id]);
    expect((await w.queue(`&topicId=${question.topic?.id}&network=vk`)).some(({ id }) => id === question.id)).toBe(true);
    expect((await w.get(`/candidates?topicId=${seedIds.topic('g01-t01')}&network=twitter`)).body.items).toEqual([]);
    expect((await w.get(`/candidates?sort=postedAt&cursor=${Buffer.from(JSON.stringify(['12.5', newId()])).toString('base64url')}`)).status).toBe(400);
  });

  test('executors have no queue', async () => {
    expect((await w.get('/candidates', w.c.health)).status).toBe(403);
  });
});

describe('how long it is kept', () => {
  test('what nobody decides about leaves the queue; text and author of the dismissed are removed, and never found again', async () => {
    const candidate = await one('Сколько будут стоить билеты на катер до Шантар?');
    w.t.clock.advance(31 * 86_400_000);
    await w.t.get(ForgetCandidates).execute();
    expect(await w.candidate(candidate.id)).toMatchObject({ status: 'dismissed', dismissed: { ground: 'expired' }, text: candidate.text, allowedActions: ['restore'] });
    expect(await w.queue()).toEqual([]);
    w.t.clock.advance(91 * 86_400_000);
    await w.t.get(ForgetCandidates).execute();
    expect(await w.candidate(candidate.id)).toMatchObject({ text: '', author: { name: '', profileUrl: null }, url: '', allowedActions: [] });
    expect(await w.act(`/candidates/${candidate.id}/restore`)).toMatchObject({ status: 409 });
    expect(await history(candidate.id)).toEqual(['candidate.find', 'candidate.expire', 'candidate.erase']);
    await w.later(2);
    expect(await w.candidate(candidate.id)).toMatchObject({ status: 'dismissed', text: '' });
    // What became an incident is kept with it.
    expect((await w.queue('&status=taken')).every(({ text }) => text !== '')).toBe(true);
    expect(w.fakes.violations()).toEqual([]);
  });
});
