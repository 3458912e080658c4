import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MorningLists, NotificationRounds } from '../../src/notifications/index.js';
import { Database } from '../../src/platform/database/index.js';
import { Letters, ReplyTokens, type WholeLetter } from '../../src/platform/mail/index.js';
import { DueDeadlines } from '../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { logIsCertain, makeLetters } from '../support/letters.js';
import { type ContactPerson, createExecutor, createPerson } from '../support/factories.js';
import { assignmentOf, type Cast, cast, draftOf } from '../support/incidents.js';

const MINUTE = 60_000;
let t: TestApp;
let c: Cast;

beforeAll(async () => {
  t = await startTestApp({ env: { MAIL_FROM: 'Отклик <otklik@otklik.example>', MAIL_REPLY_ADDRESS: 'otklik@otklik.example', PUBLIC_URL: 'https://otklik.example', NOTIFY_GROUP_SECONDS: '60' } });
  c = await cast(t);
  // The naming of the curator is written to every authority (D-2.2).
  await minuteLater();
});

afterAll(() => t?.close());

/** Everything that is certain becomes letters, as a minute later it does by itself. */
async function minuteLater(): Promise<void> {
  await makeLetters(t);
  t.clock.advance(MINUTE);
  await makeLetters(t);
}

/** Letters to a person, oldest first, made since `since`. */
async function lettersTo({ userId }: { userId: string }, since: Date = new Date(0)): Promise<WholeLetter[]> {
  const heads = await t.get(Letters).list({ userId, limit: 200 });
  const letters = [];
  for (const { id, createdAt } of heads.toReversed()) if (createdAt > since) letters.push((await t.get(Letters).one(id)) as WholeLetter);
  return letters;
}

const act = async (person: ContactPerson, path: string, body?: object) => {
  const answer = await c.as(person).post(path, body);
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as { id: string };
};

const kinds = (letters: WholeLetter[]) => letters.map(({ kind }) => kind);

describe('the life of an incident by letters', () => {
  test('assignment, draft for review, remarks: who, what, by when, how to answer, one conversation', async () => {
    const since = t.clock.now();
    let incident = await c.record('vk', { text: 'Нет света <script>alert(1)</script>\nна улице {{Гоголя}} & рядом' });
    incident = await c.route(incident, c.health);
    await minuteLater();
    const [assigned] = await lettersTo(c.health, since);
    expect(assigned).toMatchObject({ kind: 'assignment', state: 'queued', toAddress: c.health.email, stream: 'incident', streamId: incident.id, answersSubject: 'assignment' });
    for (const body of [assigned!.html, assigned!.text]) {
      expect(body).toContain('— Пишите ответ выше этой строки —');
      expect(body).toContain('Промежуточный ответ');
      expect(body).toContain('Возврат: причина');
      expect(body).toContain('(М, п. 10)');
      expect(body).toContain('рабочего времени');
      expect(body).toContain(`https://otklik.example/api/v1/incidents/${incident.id}`);
    }
    // The citizen's words are shown, and do nothing.
    expect(assigned!.html).toContain('Нет света &lt;script&gt;alert(1)&lt;/script&gt;<br>на улице {{Гоголя}} &amp; рядом');
    expect(assigned!.html).not.toContain('<script>');
    expect(assigned!.text).toContain('> Нет света <script>alert(1)</script>\n> на улице {{Гоголя}} & рядом');
    const tokens = t.get(ReplyTokens);
    const right = await tokens.verify(tokens.tokenIn(assigned!.replyTo!)!);
    expect(right).toMatchObject({ subject: 'assignment', subjectId: assignmentOf(incident, c.health).id, userId: c.health.userId, expired: false });
    expect(assigned!.replyTo!.split('@')[0]!.length).toBeLessThanOrEqual(64);

    await act(c.health, `/assignments/${assignmentOf(incident, c.health).id}/drafts`, { kind: 'final', text: 'Свет дадут 20 июня.' });
    incident = await c.view(incident.id);
    const draft = draftOf(incident, c.health);
    await minuteLater();
    const [review] = await lettersTo(c.curator, since);
    expect(review).toMatchObject({ kind: 'draft-review', answersSubject: 'draft', answersId: draft.id, answersVersion: 1 });
    expect(review!.text).toContain('> Свет дадут 20 июня.');
    expect(review!.text).toContain('Согласовано — согласует именно эту версию (1)');

    await act(c.curator, `/drafts/${draft.id}/request-changes`, { remarks: 'Назовите телефон.' });
    await minuteLater();
    const [first, remarks] = await lettersTo(c.health, since);
    expect(remarks).toMatchObject({ kind: 'remarks', subject: first!.subject, inReplyTo: first!.messageId, refs: [first!.messageId] });
    expect(remarks!.text).toContain('> Назовите телефон.');
    // Curators had nothing to be told of their own act.
    expect(kinds(await lettersTo(c.curator, since))).toEqual(['draft-review']);
  });

  test('a return, a withdrawal and a consolidated answer', async () => {
    const since = t.clock.now();
    let incident = await c.route(await c.record(), c.health);
    await act(c.health, `/assignments/${assignmentOf(incident, c.health).id}/return`, { reason: 'Это вопрос лесного управления' });
    await minuteLater();
    const [returned] = await lettersTo(c.curator, since);
    expect(returned).toMatchObject({ kind: 'returned', replyTo: 'otklik@otklik.example' });
    expect(returned!.text).toContain('> Это вопрос лесного управления');
    expect(returned!.text).not.toContain('Пишите ответ выше');
    // What was over before its letter could be written is not told any more.
    expect(await lettersTo(c.health, since)).toEqual([]);
    incident = await c.route(incident, c.forests);
    await minuteLater();
    await act(c.curator, `/assignments/${assignmentOf(incident, c.forests).id}/withdraw`, { reason: 'Ошибка' });
    await minuteLater();
    expect(kinds(await lettersTo(c.forests, since))).toEqual(['assignment', 'withdrawn']);

    const again = t.clock.now();
    let shared = await c.route(await c.record(), c.health, c.forests);
    for (const person of [c.health, c.forests]) {
      await act(person, `/assignments/${assignmentOf(shared, person).id}/drafts`, { kind: 'final', text: 'Часть ответа.' });
    }
    shared = await c.view(shared.id);
    await minuteLater();
    for (const person of [c.health, c.forests]) await act(c.curator, `/drafts/${draftOf(shared, person).id}/approve`);
    await minuteLater();
    expect(kinds(await lettersTo(c.health, again))).toEqual(['approved']);
    // Two drafts came at once; then something is to be done, whoever made the last part ready.
    expect(kinds(await lettersTo(c.curator, again))).toEqual(['several', 'consolidate']);
  });

  test('who has no account: the curator publishes, and is told so', async () => {
    const since = t.clock.now();
    let incident = await c.route(await c.record(), c.finance);
    await act(c.finance, `/assignments/${assignmentOf(incident, c.finance).id}/drafts`, { kind: 'final', text: 'Ответ.' });
    incident = await c.view(incident.id);
    await minuteLater();
    const [review] = await lettersTo(c.curator, since);
    expect(review!.text).toContain('ответ публикует куратор');
    await act(c.curator, `/drafts/${draftOf(incident, c.finance).id}/request-changes`, { remarks: 'Яснее.' });
    await act(c.finance, `/assignments/${assignmentOf(incident, c.finance).id}/revise-and-publish`, { text: 'Ясный ответ.' });
    await minuteLater();
    expect(kinds(await lettersTo(c.curator, since))).toEqual(['draft-review', 'publish-needed']);
  });
});

describe('terms', () => {
  test('warned once, told when it passed; a conditional one is said to be that', async () => {
    const since = t.clock.now();
    const incident = await c.route(await c.record(), c.forests);
    await minuteLater();
    const fire = async (minutes: number) => {
      t.clock.advance(minutes * MINUTE);
      await t.get(DueDeadlines).fireDue();
      await minuteLater();
    };
    await fire(46);
    await fire(16);
    const letters = await lettersTo(c.forests, since);
    expect(kinds(letters)).toEqual(['assignment', 'term-warning', 'term-passed']);
    expect(letters[1]!.text).toContain('только если вопрос не относится к полномочиям');
    expect(letters[2]!.text).toContain('Это не нарушение');
    const { overdue } = await t.get(Database).row<{ overdue: number }>(`SELECT count(*)::int AS overdue FROM letter WHERE kind = 'term-missed' AND stream_id = $1`, [incident.id]) as { overdue: number };
    expect(overdue).toBe(0);
  });
});

describe('letters of terms', () => {
  const past = async (minutes: number) => {
    t.clock.advance(minutes * MINUTE);
    await t.get(DueDeadlines).fireDue();
    await minuteLater();
  };
  const about = (letters: WholeLetter[], id: string, kind: string) => letters.filter((letter) => letter.kind === kind && letter.streamId === id);

  test('whoever must still act is told what to do and how to answer as by the first letter, with the draft', async () => {
    t.clock.set('2020-06-18T09:58:00+10:00');
    // Whatever ran before is told before.
    await past(0);
    let incident = await c.route(await c.record(), c.health);
    await act(c.health, `/assignments/${assignmentOf(incident, c.health).id}/drafts`, { kind: 'final', text: 'Свет дадут завтра к обеду.' });
    incident = await c.view(incident.id);
    await minuteLater();
    await past(47);
    await past(20);
    const letters = await lettersTo(c.curator);
    for (const kind of ['term-warning', 'term-passed']) {
      const letter = about(letters, incident.id, kind).at(-1);
      expect(letter).toMatchObject({ answersSubject: 'draft', answersId: draftOf(incident, c.health).id, answersVersion: 1 });
      for (const words of ['Что сделать: Согласуйте проект или верните его с замечаниями.', '> Свет дадут завтра к обеду.', 'Согласовано — согласует именно эту версию (1)']) expect([kind, letter?.text]).toEqual([kind, expect.stringContaining(words)]);
      expect(letter?.text.split('(М, п. 12, абз. 1)')).toHaveLength(2);
    }
  });

  test('a message not routed in time is one breach (M-6, M-7), told once', async () => {
    t.clock.set('2020-06-19T09:58:00+10:00');
    // Whatever ran before is told before.
    await past(0);
    const incident = await c.record();
    await minuteLater();
    await past(61);
    const passed = await t.get(Database).row<{ count: number }>(`SELECT count(*)::int AS count FROM event WHERE stream_id = $1 AND type = 'deadline.passed'`, [incident.id]);
    expect(passed?.count).toBe(2);
    const told = about(await lettersTo(c.curator), incident.id, 'term-passed');
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('определите исполнителя и направьте ему сообщение');
  });
});

describe('bursts, quiet hours, digests', () => {
  const wish = (person: ContactPerson, wishes: object) =>
    t.http.put('/api/v1/me/notifications').set(person.auth).send({ quietHours: null, digest: [], digestAt: ['09:00'], morning: true, ...wishes });

  test('forty assignments within a minute are one letter, each answerable on its own', async () => {
    const since = t.clock.now();
    const incidents = [];
    for (let i = 0; i < 40; i += 1) incidents.push(await c.route(await c.record(), c.health));
    await minuteLater();
    const letters = await lettersTo(c.health, since);
    expect(kinds(letters)).toEqual(['several']);
    const tokens = t.get(ReplyTokens);
    const addresses = [...letters[0]!.text.matchAll(/otklik\+\S+@otklik\.example/g)].map(([address]) => address);
    const subjects = [];
    for (const address of addresses) subjects.push((await tokens.verify(tokens.tokenIn(address) ?? ''))?.subjectId);
    expect(subjects.toSorted()).toEqual(incidents.map((incident) => assignmentOf(incident, c.health).id).toSorted());
    const [first, ...others] = incidents.map(({ number }) => number);
    expect(letters[0]!.subject).toBe(`40 поручений: № ${[first, ...others.slice(0, 4)].join(', ')} и ещё 35`);
  });

  test('every event is told once, whoever asks and how often', async () => {
    const since = t.clock.now();
    await c.route(await c.record(), c.health);
    await logIsCertain(t);
    const rounds = t.get(NotificationRounds);
    await Promise.all([rounds.execute(), rounds.execute(), rounds.execute()]);
    t.clock.advance(MINUTE);
    await Promise.all([rounds.execute(), rounds.execute()]);
    expect(await lettersTo(c.health, since)).toHaveLength(1);
  });

  test('a digest gathers what the person named and ends with one click', async () => {
    expect((await wish(c.forests, { digest: ['withdrawn'], digestAt: ['15:00'] })).status).toBe(200);
    const since = t.clock.now();
    for (let i = 0; i < 2; i += 1) {
      const incident = await c.route(await c.record(), c.forests);
      await minuteLater();
      await act(c.curator, `/assignments/${assignmentOf(incident, c.forests).id}/withdraw`, { reason: 'Ошибка' });
      await minuteLater();
    }
    expect(kinds(await lettersTo(c.forests, since))).toEqual(['assignment', 'assignment']);
    t.clock.advance(24 * 60 * MINUTE);
    await minuteLater();
    const digest = (await lettersTo(c.forests, since)).at(-1)!;
    expect(digest.kind).toBe('digest');
    const path = digest.unsubscribe!.replace('https://otklik.example', '');
    const page = await t.http.get(path);
    expect([page.status, page.type, page.text.includes('Отказаться')]).toEqual([200, 'text/html', true]);
    expect((await t.http.get('/api/v1/me/notifications').set(c.forests.auth)).body.digest).toEqual(['withdrawn']);
    expect((await t.http.post(path).type('form').send('List-Unsubscribe=One-Click')).status).toBe(200);
    expect((await t.http.get('/api/v1/me/notifications').set(c.forests.auth)).body.digest).toEqual([]);
    expect((await t.http.post(`${path.slice(0, -2)}xx`).type('form').send('a=b')).status).toBe(404);
  });

  test('wishes that say nothing sensible are refused, and an outdated view too', async () => {
    for (const wishes of [{ digest: ['nothing'] }, { quietHours: { from: '25:00', to: '07:00' } }, { digestAt: [] }, { more: 1 }]) {
      expect((await wish(c.health, wishes)).status).toBe(400);
    }
    const stale = await t.http.put('/api/v1/me/notifications').set(c.health.auth).set('if-match', '"7"').send({ quietHours: null, digest: [], digestAt: ['09:00'], morning: true });
    expect(stale.status).toBe(412);
  });

  test('quiet hours hold back what can wait, and nothing about a term that ends before', async () => {
    await wish(c.finance, { quietHours: { from: '00:00', to: '23:59' } });
    const since = t.clock.now();
    const incident = await c.route(await c.record(), c.finance);
    await minuteLater();
    // Six working hours end before midnight, or not: the letter is there in time either way.
    const { dueAt } = (await c.view(incident.id)).deadlines.find(({ obligation }) => obligation === 'assignment.return')!;
    const notices = await t.get(Database).rows<{ at: Date }>(`SELECT send_at AS at FROM notice WHERE recipient = $1 AND created_at > $2`, [c.finance.userId, since]);
    expect(notices.every(({ at }) => at.getTime() < Date.parse(dueAt))).toBe(true);
    await wish(c.finance, {});
  });
});

test('what letters lead to is there: no address of any of them is unknown to the interface', async () => {
  const files = readdirSync('src/notifications', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.includes('.spec.'));
  const code = files.map((file) => readFileSync(`src/notifications/${file}`, 'utf8')).join('\n');
  const paths = [...code.matchAll(/\burl\([`']([^`']+)[`']\)/g)].map(([, path = '']) => path.replaceAll('${name}', '2020-W25').replaceAll(/\$\{[^}]+\}/g, '01990000-0000-7000-8000-000000000001'));
  expect(paths.length).toBeGreaterThan(8);
  const shown = await t.get(Database).rows<{ html: string }>(`SELECT html FROM letter`);
  const links = shown.flatMap(({ html }) => [...html.matchAll(/href="https:\/\/otklik\.example([^"]*)"/g)].map(([, path = '']) => path));
  expect(links.length).toBeGreaterThan(10);
  for (const path of new Set([...paths.map((path) => `/api/v1${path}`), ...links])) {
    const { status, body } = await t.http.get(path).set(c.curator.auth);
    expect([path, status < 500, body.code === 'route.not-found']).toEqual([path, true, false]);
  }
});

test('the morning list: once a day, to whoever has something open, not to those who do not want it', async () => {
  t.clock.set('2020-06-22T09:05:00+10:00');
  await t.http.put('/api/v1/me/notifications').set(c.forests.auth).send({ quietHours: null, digest: [], digestAt: ['09:00'], morning: false });
  const since = new Date(t.clock.now().getTime() - 1);
  await t.get(MorningLists).execute();
  await t.get(MorningLists).execute();
  const [list, ...more] = (await lettersTo(c.health, since)).filter(({ kind }) => kind === 'morning');
  expect(more).toEqual([]);
  expect(list!.text).toContain('Просрочено');
  expect(list!.unsubscribe).toContain('/unsubscribe/morning.');
  expect((await lettersTo(c.forests, since)).filter(({ kind }) => kind === 'morning')).toEqual([]);
});

test('a letter that did not arrive is in the history and before the curators', async () => {
  const { Outbox } = await import('../../src/platform/mail/index.js');
  const since = t.clock.now();
  const incident = await c.route(await c.record(), c.health);
  await minuteLater();
  const [letter] = await lettersTo(c.health, since);
  await t.get(Database).separately(() => t.get(Database).change(`UPDATE letter SET state = 'sent' WHERE id = $1`, [letter!.id]));
  await t.get(Outbox).bounced(letter!.messageId, '550 5.1.1 no such user');
  const history = (await c.as(c.curator).get(`/incidents/${incident.id}/history`)).body.items as { title: string }[];
  expect(history.map(({ title }) => title)).toContain('Письмо вернулось');
  await minuteLater();
  const notice = (await lettersTo(c.curator, since)).at(-1)!;
  expect(notice).toMatchObject({ kind: 'letter-failed' });
  expect(notice.text).toContain('> 550 5.1.1 no such user');
});

test('a body that ends with messages to answer is written of to the curators, whoever ended it; one without is not', async () => {
  const incident = await c.route(await c.record(), c.forests);
  const idle = await createExecutor(t, { authorityCode: 'min-kult' });
  const committee = await createPerson(t, { role: 'committee' });
  await minuteLater();
  const since = t.clock.now();
  for (const { authorityId } of [c.forests, idle]) {
    const ended = await t.http.patch(`/api/v1/authorities/${authorityId}`).set(c.curator.auth).send({ validTo: new Date(t.clock.now().getTime() + MINUTE).toISOString() });
    expect(ended.status).toBe(200);
  }
  await minuteLater();
  const told = (await lettersTo(c.curator, since)).filter(({ subject }) => subject.startsWith('Орган упраздняется'));
  expect(told).toHaveLength(1);
  // Their accounts go on speaking in their names: whoever keeps the registry hears of both.
  const [kept] = await lettersTo(committee, since);
  expect(kept?.text.match(/У упраздняемого органа остались аккаунты/g)).toHaveLength(2);
  expect(kept?.text).toMatch(/ВКонтакте: https:\/\/vk\.com\//);
  expect(told[0]?.text).toMatch(/Отзовите сообщения у этого органа/);
  expect(told[0]?.text).toMatch(new RegExp(`Сообщения: № (?:.*, )?${incident.number}(?:,|\\s)`));
});
