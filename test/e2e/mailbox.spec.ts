import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { IncidentView } from '../../src/incidents/index.js';
import { MailboxWorker } from '../../src/mailbox/index.js';
import { Database } from '../../src/platform/database/index.js';
import { Letters } from '../../src/platform/mail/index.js';
import { actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type ContactPerson, createCurator, createExecutor, createPerson } from '../support/factories.js';
import { assignmentOf, type Cast, cast, draftOf } from '../support/incidents.js';
import { makeLetters } from '../support/letters.js';
import { mailboxEnv, type OwnLetter, ownLetter, Post, written } from '../support/mailbox.js';
import { media } from '../support/media.js';

let t: TestApp;
let c: Cast;
let post: Post;
beforeAll(async () => {
  t = await startTestApp({ env: mailboxEnv });
  c = await cast(t);
  post = new Post(t);
});
afterAll(() => t.close());
beforeEach(() => t.clock.advance(60_000));

const acts = () => actsOf(c);
/** Letters about an assignment and a draft, as their bearer gets them. */
const toExecutor = (incident: IncidentView, person: ContactPerson): Promise<OwnLetter> => ownLetter(t, person.userId, { subject: 'assignment', id: assignmentOf(incident, person).id });
const toCurator = (incident: IncidentView, person: ContactPerson, curator = c.curator): Promise<OwnLetter> => ownLetter(t, curator.userId, { subject: 'draft', id: draftOf(incident, person).id });
const assigned = async () => c.route(await c.record(), c.health);
const drafted = async () => acts().draft(await assigned(), c.health);
const stateOf = async (incident: IncidentView, person = c.health) => assignmentOf(await c.view(incident.id), person).status;
/** Everything that an act could have changed. */
const whole = async ({ id }: IncidentView) => {
  const [view, history] = [await c.view(id), await c.as(c.curator).get(`/incidents/${id}/history`)];
  return JSON.stringify([view.version, view.status, view.assignments, history.body.items.length]);
};

describe('an executor by mail', () => {
  test('answers an assignment: the text above the quotation is the final draft, photos are evidence, the channel is e-mail', async () => {
    const incident = await assigned();
    const own = await toExecutor(incident, c.health);
    const text = 'Терапевт начнёт приём 19 октября.';
    const boundary = 'b1';
    const body = Buffer.concat([
      Buffer.from(`Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n\r\n17.06.2020 10:00, Отклик пишет:\r\n> Вам направлено сообщение\r\n--${boundary}\r\nContent-Type: image/jpeg; name="photo.jpg"\r\nContent-Disposition: attachment; filename="photo.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n`),
      Buffer.from(media.jpeg(Buffer.from('Приём')).toString('base64')),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    expect(await post.answer(c.health.email, own, '', { body })).toMatchObject({ state: 'acted', reason: null, incidentId: incident.id, helped: false });
    const now = await c.view(incident.id);
    expect(draftOf(now, c.health)).toMatchObject({ text, kind: 'final', version: 1, attachments: [{ fileName: 'photo.jpg', mediaType: 'image/jpeg' }] });
    const { body: history } = await c.as(c.curator).get(`/incidents/${incident.id}/history`);
    const sent = (history.items as { event: string; channel: string; actor: { userId: string } }[]).find(({ event }) => event === 'assignment.submit-draft');
    expect(sent).toMatchObject({ channel: 'e-mail', actor: { userId: c.health.userId } });
  });

  test('a file that is no photo or video stays with the letter, and its sender hears which; a signature’s own parts are none', async () => {
    const incident = await assigned();
    const own = await toExecutor(incident, c.health);
    const file = (type: string, name: string, content: Buffer) => `--f\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n`;
    const parts = [file('image/jpeg', 'photo.jpg', media.jpeg()), file('application/pdf', 'akt.pdf', Buffer.from('%PDF-1.4\n')), file('application/pkcs7-signature', 'smime.p7s', Buffer.from('x'))];
    const body = `Content-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nКабинет открыли, акт и фотография ниже.\r\n${parts.join('')}--f--\r\n`;
    expect(await post.answer(c.health.email, own, '', { body })).toMatchObject({ state: 'acted', helped: true });
    expect(draftOf(await c.view(incident.id), c.health).attachments).toMatchObject([{ fileName: 'photo.jpg' }]);
    const [kept] = await post.helps();
    for (const said of [kept?.text, kept?.html]) {
      expect(said).toContain('akt.pdf: Этот тип файла не принимается');
      expect(said).not.toMatch(/smime|photo\.jpg|Отделить ваш текст/);
    }
  });

  test('sends an interim draft, returns, publishes by link, revises and publishes', async () => {
    const interim = await assigned();
    await post.answer(c.health.email, await toExecutor(interim, c.health), 'Промежуточный ответ\nИщем врача, ответим до 1 июля.');
    expect(draftOf(await c.view(interim.id), c.health)).toMatchObject({ kind: 'interim', text: 'Ищем врача, ответим до 1 июля.' });

    const returned = await assigned();
    await post.answer(c.health.email, await toExecutor(returned, c.health), 'Возврат: это больница района');
    expect(assignmentOf(await c.view(returned.id), c.health)).toMatchObject({ status: 'returned', endReason: 'это больница района' });

    const approved = await acts().approve(await drafted(), c.health);
    await post.answer(c.health.email, await toExecutor(approved, c.health), `Опубликовано: ${c.link('vk')}`);
    expect((await c.view(approved.id)).status).toBe('closed');

    const remarked = await acts().requestChanges(await drafted(), c.health);
    await post.answer(c.health.email, await toExecutor(remarked, c.health), `Приём начнётся 1 июля, кабинет 3.\n\n${c.link('vk')}`);
    const closed = await c.view(remarked.id);
    expect([closed.status, closed.publications[0]?.text]).toEqual(['closed', 'Приём начнётся 1 июля, кабинет 3.']);
  });
});

describe('a curator by mail', () => {
  test('approves that exact version, or sends it back with remarks', async () => {
    const incident = await drafted();
    expect(await post.answer(c.curator.email, await toCurator(incident, c.health), 'Согласовано.')).toMatchObject({ state: 'acted' });
    expect(await stateOf(incident)).toBe('approved');
    const other = await drafted();
    await post.answer(c.curator.email, await toCurator(other, c.health), 'Согласовано, но назовите дату.');
    expect(draftOf(await c.view(other.id), c.health)).toMatchObject({ status: 'changes-requested', remarks: 'Согласовано, но назовите дату.' });
  });

  test('publishes for who has no account (M-13.2), and the consolidated answer (M-13.3)', async () => {
    const incident = await acts().draft(await c.route(await c.record('ok'), c.forests), c.forests);
    const own = await ownLetter(t, c.curator.userId, { subject: 'draft', id: draftOf(incident, c.forests).id });
    await post.answer(c.curator.email, own, c.link('ok'));
    expect((await c.view(incident.id)).status).toBe('closed');

    let shared = await c.route(await c.record(), c.health, c.forests);
    for (const person of [c.health, c.forests]) shared = await acts().approve(await acts().draft(shared, person), person);
    const letter = await ownLetter(t, c.curator.userId, { subject: 'incident', id: shared.id });
    await post.answer(c.curator.email, letter, `Всё сделаем до 1 июля.\n${c.link('vk')}`);
    const closed = await c.view(shared.id);
    expect([closed.status, closed.publications[0]?.text]).toEqual(['closed', 'Всё сделаем до 1 июля.']);
  });
});

describe('what changes nothing', () => {
  /** Brings a letter and checks that the incident stands as before. */
  async function unchanged(incident: IncidentView, raw: Buffer, reason: string, state = 'unsorted') {
    const before = await whole(incident);
    const outcome = await post.bring(raw);
    expect([outcome.state, outcome.reason, await whole(incident)]).toEqual([state, reason, before]);
    return outcome;
  }

  test('a forged sender: the own server found that it is not from there, or found nothing', async () => {
    const incident = await assigned();
    const { replyTo, messageId } = await toExecutor(incident, c.health);
    const forged = { from: c.health.email, to: replyTo, inReplyTo: messageId, text: 'Ответ жителю от мошенника' };
    const outcome = await unchanged(incident, written({ ...forged, verdict: 'fail' }), 'authentication');
    expect(outcome.helped).toBe(true);
    await unchanged(incident, written({ ...forged, verdict: null }), 'authentication');
    // A finding the letter brought along, below another server's own.
    await unchanged(incident, written({ ...forged, verdict: null, extra: 'Authentication-Results: evil.example; dmarc=pass header.from=test.example\r\n' }), 'authentication');
    await unchanged(incident, written({ ...forged, extra: `From: boss@test.example\r\n` }), 'sender-unclear');
  });

  test('a stranger with the token hears nothing', async () => {
    const incident = await assigned();
    const { replyTo, messageId } = await toExecutor(incident, c.health);
    const outcome = await unchanged(incident, written({ from: 'stranger@test.example', to: replyTo, inReplyTo: messageId, text: 'Ответ' }), 'stranger');
    expect(outcome.helped).toBe(false);
  });

  test('somebody else who is registered: another authority, another executor of the same, a curator for an executor', async () => {
    const incident = await assigned();
    const { replyTo, messageId } = await toExecutor(incident, c.health);
    const colleague = await createExecutor(t, { authorityCode: 'min-zdrav' });
    const admin = await createPerson(t, { role: 'admin' });
    for (const { email } of [c.forests, colleague, c.curator, admin]) {
      await unchanged(incident, written({ from: email, to: replyTo, inReplyTo: messageId, text: 'Ответ' }), 'not-addressee');
    }
    // Their own token of an assignment that is not theirs.
    const own = await ownLetter(t, colleague.userId, { subject: 'assignment', id: assignmentOf(incident, c.health).id });
    await unchanged(incident, written({ from: colleague.email, to: own.replyTo, text: 'Ответ' }), 'not-bearer');
  });

  test('another incident’s token beside our letter, a token that was touched, an expired one, none at all', async () => {
    const [incident, other] = [await assigned(), await assigned()];
    const [own, foreign] = [await toExecutor(incident, c.health), await toExecutor(other, c.health)];
    const from = c.health.email;
    await unchanged(incident, written({ from, to: foreign.replyTo, inReplyTo: own.messageId, text: 'Ответ' }), 'threads-differ');
    const touched = own.replyTo.replace(/\+(.)/, (_, letter: string) => `+${letter === 'a' ? 'b' : 'a'}`);
    await unchanged(incident, written({ from, to: touched, inReplyTo: own.messageId, text: 'Ответ' }), 'token-invalid');
    const expired = await ownLetter(t, c.health.userId, { subject: 'assignment', id: assignmentOf(incident, c.health).id }, -1);
    await unchanged(incident, written({ from, to: expired.replyTo, text: 'Ответ' }), 'token-expired');
    await unchanged(incident, written({ from, inReplyTo: expired.messageId, text: 'Ответ' }), 'token-expired');
    await unchanged(incident, written({ from, text: `Ответ на сообщение № ${incident.number}` }), 'no-thread');
  });

  test('an answer to a letter of several matters as a whole: its sender hears where to answer', async () => {
    t.clock.advance(3_600_000);
    const incident = await assigned();
    const own = await toExecutor(incident, c.health);
    await t.get(Database).separately(() => t.get(Database).change(`UPDATE letter SET kind = 'several', answers_subject = NULL, answers_id = NULL, reply_to = NULL WHERE message_id = $1`, [own.messageId]));
    const outcome = await unchanged(incident, written({ from: c.health.email, inReplyTo: own.messageId, text: 'Врач будет 1 июля.' }), 'gathered');
    expect(outcome.helped).toBe(true);
    expect((await post.helps())[0]?.text).toContain('«Ответить письмом» под нужным сообщением');
  });

  test('a replayed letter: the same bytes are one letter, the same Message-ID acts once', async () => {
    const incident = await drafted();
    const { replyTo, messageId } = await toCurator(incident, c.health);
    const letter = { from: c.curator.email, to: replyTo, inReplyTo: messageId, text: 'Назовите дату', messageId: '<replayed@client.example>' };
    const first = await post.bring(written(letter));
    expect(first.state).toBe('acted');
    expect((await post.bring(written(letter))).id).toBe(first.id);
    await unchanged(incident, written({ ...letter, extra: 'X-Hop: 2\r\n' }), 'duplicate', 'ignored');
    await unchanged(incident, written({ ...letter, text: 'Согласовано' }), 'message-id-reused');
    await unchanged(incident, written({ ...letter, messageId: '<again@client.example>' }), 'not-your-turn');
  });

  test('late for its state: an answer to the assignment after the decision, to a version that has been followed', async () => {
    const incident = await assigned();
    const early = await toExecutor(incident, c.health);
    t.clock.advance(60_000);
    const first = await acts().draft(incident, c.health);
    const forFirst = await toCurator(first, c.health);
    const remarked = await acts().requestChanges(first, c.health);
    await unchanged(remarked, written({ from: c.health.email, to: early.replyTo, inReplyTo: early.messageId, text: `Новый текст\n${c.link('vk')}` }), 'late');
    await unchanged(remarked, written({ from: c.curator.email, to: forFirst.replyTo, inReplyTo: forFirst.messageId, text: 'Согласовано' }), 'not-your-turn');
  });

  test('nothing above the quotation, a word of receipt, two commands: a helpful letter tells how, six an hour at most', async () => {
    const helped = await createExecutor(t, { authorityCode: 'min-zdrav' });
    const incident = await c.route(await c.record(), helped);
    const own = await toExecutor(incident, helped);
    for (const [text, reason] of [['', 'empty'], ['Принято, спасибо', 'acknowledgement'], ['Возврат', 'reason-missing'], ['Промежуточный ответ\nВозврат: не наше', 'contradictory']] as const) {
      expect(await post.answer(helped.email, own, text)).toMatchObject({ state: 'unsorted', reason, helped: true });
    }
    const [help] = await post.helps();
    expect(help?.to).toBe(helped.email);
    for (const body of [help?.text, help?.html]) expect(body).toMatch(/две команды[\s\S]*Промежуточный ответ[\s\S]*Возврат/);
    const outcomes = [];
    for (let n = 0; n < 4; n += 1) outcomes.push((await post.answer(helped.email, own, '')).helped);
    expect(outcomes).toEqual([true, true, false, false]);
  });

  test('machines: auto-replies, receipts, loops and mailing lists are ignored without a word; a bounce is linked to what bounced', async () => {
    const incident = await assigned();
    const own = await toExecutor(incident, c.health);
    const from = c.health.email;
    const letter = { from, to: own.replyTo, inReplyTo: own.messageId, text: 'Я в отпуске до 1 июля' };
    for (const extra of ['Auto-Submitted: auto-replied\r\n', 'X-Autoreply: yes\r\n', 'Precedence: auto_reply\r\n']) await unchanged(incident, written({ ...letter, extra }), 'auto-reply', 'ignored');
    await unchanged(incident, written({ ...letter, extra: 'List-Id: <news.example>\r\n' }), 'mailing-list', 'ignored');
    await unchanged(incident, written({ ...letter, extra: 'Received: from a by b; Wed, 17 Jun 2020 10:00:00 +1000\r\n'.repeat(60) }), 'loop', 'ignored');
    await unchanged(incident, written({ ...letter, from: 'otklik@otklik.example' }), 'loop', 'ignored');
    await t.get(Database).separately(() => t.get(Database).change(`UPDATE letter SET state = 'sent', sent_at = created_at, next_attempt_at = NULL WHERE message_id = $1`, [own.messageId]));
    const report = [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r', '', '--r', 'Content-Type: text/plain', '', 'Undelivered', '--r', 'Content-Type: message/delivery-status', '',
      'Reporting-MTA: dns; mx.test.example', '', 'Final-Recipient: rfc822; somebody@test.example', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user', '--r',
      'Content-Type: text/rfc822-headers', '', `Message-ID: ${own.messageId}`, '--r--', '',
    ].join('\r\n');
    const outcome = await post.bring(written({ from: 'mailer-daemon@test.example', body: report }));
    expect([outcome.state, outcome.reason]).toEqual(['ignored', 'bounce']);
    const [row] = await t.get(Database).rows<{ state: string; last_error: string }>(`SELECT state, last_error FROM letter WHERE message_id = $1`, [own.messageId]);
    expect(row).toMatchObject({ state: 'bounced', last_error: expect.stringContaining('no such user') });
  });

  test('an oversized letter of which only the header came, and broken MIME, wait and are not lost', async () => {
    const sender = await createExecutor(t, { authorityCode: 'min-zdrav' });
    const incident = await c.route(await c.record(), sender);
    const { replyTo, messageId } = await toExecutor(incident, sender);
    const headers = written({ from: sender.email, to: replyTo, inReplyTo: messageId, body: 'Content-Type: text/plain\r\n\r\n' });
    const id = await post.receive(headers, undefined, 90_000_000);
    await t.get(MailboxWorker).workOff();
    expect(await post.outcome(id)).toMatchObject({ state: 'unsorted', reason: 'oversized', helped: true });
    const broken = written({ from: sender.email, to: replyTo, inReplyTo: messageId, body: 'Content-Type: multipart/mixed; boundary="x\r\nContent-Transfer-Encoding: base64\r\n\r\n--x\r\nContent-Type: text/html; charset=no-such\r\n\r\n<div><<<\r\n' });
    const outcome = await post.bring(broken);
    expect(['unsorted', 'acted']).toContain(outcome.state);
    expect((await c.as(c.curator).get(`/mail/${outcome.id}/raw`)).body.length).toBe(broken.length);
  });
});

test('a 30 MB letter is taken with its video', async () => {
  const incident = await assigned();
  const { replyTo, messageId } = await toExecutor(incident, c.health);
  const video = Buffer.concat([media.mp4(), Buffer.alloc(22 * 1024 * 1024, 7)]);
  const body = Buffer.from(`Content-Type: multipart/mixed; boundary=v\r\n\r\n--v\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${'Приём идёт, видео приложили.'}\r\n--v\r\nContent-Type: video/mp4; name=v.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n${video.toString('base64').replaceAll(/.{76}/g, '$&\r\n')}\r\n--v--\r\n`);
  const raw = written({ from: c.health.email, to: replyTo, inReplyTo: messageId, body });
  expect(raw.length).toBeGreaterThan(30_000_000);
  expect(await post.bring(raw)).toMatchObject({ state: 'acted' });
  expect(draftOf(await c.view(incident.id), c.health).attachments).toMatchObject([{ mediaType: 'video/mp4', size: video.length }]);
});

test('a deputy acts for the bearer, by their own address and in their own name', async () => {
  const incident = await assigned();
  const deputy = await createExecutor(t, { authorityCode: 'min-zdrav' });
  const now = t.clock.now();
  await c.as(c.curator).post(`/executors/${c.health.contactId}/deputies`, { deputyId: deputy.contactId, from: now.toISOString(), to: new Date(now.getTime() + 3_600_000).toISOString() });
  const own = await toExecutor(incident, c.health);
  expect(await post.answer(deputy.email, own, 'Ответ заместителя')).toMatchObject({ state: 'acted' });
  const { body } = await c.as(c.curator).get(`/incidents/${incident.id}/history`);
  expect((body.items as { event: string; actor: object }[]).find(({ event }) => event === 'assignment.submit-draft')?.actor).toMatchObject({ userId: deputy.userId });
});

test('two curators deciding at once: one decides, the other hears that it was late', async () => {
  const second = await createCurator(t);
  for (let round = 0; round < 5; round += 1) {
    const incident = await drafted();
    const [mine, theirs] = [await toCurator(incident, c.health), await toCurator(incident, c.health, second)];
    const ids = [
      await post.receive(written({ from: c.curator.email, to: mine.replyTo, inReplyTo: mine.messageId, text: 'Согласовано' })),
      await post.receive(written({ from: second.email, to: theirs.replyTo, inReplyTo: theirs.messageId, text: 'Назовите дату' })),
    ];
    await Promise.all([t.get(MailboxWorker).work({ id: ids[0] as string }), t.get(MailboxWorker).work({ id: ids[1] as string })]);
    const outcomes = await Promise.all(ids.map((id) => post.outcome(id)));
    expect(outcomes.map(({ state }) => state).toSorted()).toEqual(['acted', 'unsorted']);
    expect(outcomes.find(({ state }) => state === 'unsorted')?.reason).toMatch(/^(late|not-your-turn)$/);
    expect(['approved', 'changes-requested']).toContain(await stateOf(incident));
  }
});

describe('the list of letters', () => {
  test('shows both directions with state and reason, and lets a curator handle what waits', async () => {
    const incident = await assigned();
    const own = await toExecutor(incident, c.health);
    const { id } = await post.bring(written({ from: c.health.email, to: own.replyTo, inReplyTo: own.messageId, text: 'Проект ответа. Врач будет 1 июля.', verdict: null }));
    const { body: page } = await c.as(c.curator).get('/mail?limit=200');
    expect(new Set((page.items as { direction: string }[]).map(({ direction }) => direction))).toEqual(new Set(['in', 'out']));
    expect(page.items.find((item: { id: string }) => item.id === id)).toMatchObject({ state: 'unsorted', reason: 'authentication', attention: true, allowedActions: ['handle'] });
    const { body: letter } = await c.as(c.curator).get(`/mail/${id}`);
    expect(letter).toMatchObject({ text: expect.stringContaining('Врач будет'), said: { text: 'Проект ответа. Врач будет 1 июля.' }, suggestions: [{ as: 'final-draft' }, { as: 'interim-draft' }, { as: 'return' }] });
    const handled = await c.as(c.curator).post(`/mail/${id}/handle`, letter.suggestions[0]);
    expect([handled.status, handled.body.state, handled.body.handled]).toEqual([200, 'handled', expect.objectContaining({ by: c.curator.userId, as: 'final-draft' })]);
    expect(draftOf(await c.view(incident.id), c.health).text).toBe('Врач будет 1 июля.');
    const { body: history } = await c.as(c.curator).get(`/incidents/${incident.id}/history`);
    const events = (history.items as { event: string; channel: string; actor: { userId: string } }[]).map(({ event, channel, actor }) => [event, channel, actor.userId]);
    expect(events).toContainEqual(['assignment.submit-draft', 'e-mail', c.health.userId]);
    expect(events).toContainEqual(['mail.handled', 'api', c.curator.userId]);
    const again = await c.as(c.curator).post(`/mail/${id}/handle`, { as: 'dismiss', reason: 'Поздно' });
    expect([again.status, again.body.code]).toEqual([409, 'mail.not-unsorted']);
  });

  test('a link from an address nobody knows, after approval and after remarks, is taken with one click', async () => {
    const ways = [
      { incident: await acts().approve(await drafted(), c.health), text: () => `Ответ здесь: ${c.link('vk')}`, published: 'Ответ: final' },
      { incident: await acts().requestChanges(await drafted(), c.health), text: () => `Приём с 1 июля, кабинет 3.\n\n${c.link('vk')}`, published: 'Приём с 1 июля, кабинет 3.' },
    ];
    for (const { incident, text, published } of ways) {
      const own = await toExecutor(incident, c.health);
      const unclear = await post.bring(written({ from: c.health.email, to: own.replyTo, inReplyTo: own.messageId, text: 'Опубликовали', verdict: null }));
      const refused = await c.as(c.curator).post(`/mail/${unclear.id}/handle`, { as: 'publication', assignmentId: assignmentOf(incident, c.health).id });
      expect([refused.status, refused.body.code]).toEqual([409, 'mail.not-understood']);
      const { id } = await post.bring(written({ from: c.health.email, to: own.replyTo, inReplyTo: own.messageId, text: text(), verdict: null }));
      const { body: letter } = await c.as(c.curator).get(`/mail/${id}`);
      expect(letter.suggestions).toEqual([{ as: 'publication', assignmentId: assignmentOf(incident, c.health).id }]);
      expect((await c.as(c.curator).post(`/mail/${id}/handle`, letter.suggestions[0])).body).toMatchObject({ state: 'handled', handled: { as: 'publication' } });
      const closed = await c.view(incident.id);
      expect([closed.status, closed.publications[0]?.text]).toEqual(['closed', published]);
    }
  });

  test('a stranger’s answer to our letter, and one that names the message in its subject alone, are offered as what they can be', async () => {
    const incident = await assigned();
    const own = await toExecutor(incident, c.health);
    const stranger = await post.answer('anna-home@mail.example', own, 'Промежуточный ответ\nМария, справку запросили.');
    expect(stranger).toMatchObject({ state: 'unsorted', reason: 'stranger', helped: false });
    const { body: letter } = await c.as(c.curator).get(`/mail/${stranger.id}`);
    const assignmentId = assignmentOf(incident, c.health).id;
    expect(letter.suggestions).toEqual([{ as: 'final-draft', assignmentId }, { as: 'interim-draft', assignmentId }, { as: 'return', assignmentId }]);
    expect((await c.as(c.curator).post(`/mail/${stranger.id}/handle`, letter.suggestions[1])).body).toMatchObject({ state: 'handled' });
    expect(draftOf(await c.view(incident.id), c.health)).toMatchObject({ kind: 'interim', text: 'Мария, справку запросили.' });

    const other = await assigned();
    const subject = `=?utf-8?B?${Buffer.from(`Сообщение № ${other.number}: нет врача`).toString('base64')}?=`;
    const raw = Buffer.from(written({ from: c.health.email, text: 'Возврат: врачей назначает район' }).toString().replace('Subject: Re: message', `Subject: ${subject}`));
    const alone = await post.bring(raw);
    expect(alone).toMatchObject({ state: 'unsorted', reason: 'no-thread' });
    const { body: byNumber } = await c.as(c.curator).get(`/mail/${alone.id}`);
    expect(byNumber.suggestions.map(({ as }: { as: string }) => as)).toEqual(['final-draft', 'interim-draft', 'return']);
    await c.as(c.curator).post(`/mail/${alone.id}/handle`, byNumber.suggestions[2]);
    expect(assignmentOf(await c.view(other.id), c.health)).toMatchObject({ status: 'returned', endReason: 'врачей назначает район' });
  });

  test('curators are written of what waits and was expected, not of a stranger’s own mail nor of a word of receipt', async () => {
    const incident = await assigned();
    const own = await toExecutor(incident, c.health);
    const told = await post.answer('anna-home@mail.example', own, 'Мария, врач принимает с 1 июля.');
    const quiet = [await post.bring(written({ from: 'advert@shop.example', text: 'Скидки' })), await post.answer(c.health.email, own, 'Принято, спасибо')];
    expect([told, ...quiet].map(({ state, reason }) => [state, reason])).toEqual([['unsorted', 'stranger'], ['unsorted', 'stranger'], ['unsorted', 'acknowledgement']]);
    for (let round = 0; round < 2; round += 1) {
      await makeLetters(t);
      t.clock.advance(60_000);
    }
    await makeLetters(t);
    const heads = await t.get(Letters).list({ userId: c.curator.userId, limit: 50 });
    const letters = await Promise.all(heads.map(({ id }) => t.get(Letters).one(id)));
    const about = (id: string) => letters.filter((letter) => letter?.text.includes(`/mail/${id}`));
    expect([told, ...quiet].map(({ id }) => about(id).length)).toEqual([1, 0, 0]);
    for (const said of ['anna-home@mail.example', 'Мария, врач принимает с 1 июля.', 'Адрес отправителя не зарегистрирован.']) expect(about(told.id)[0]?.text).toContain(said);
  });

  test('a curator’s own link that was not proved is taken with one click: for who has no account, and of the consolidated answer', async () => {
    const alone = await acts().draft(await c.route(await c.record('ok'), c.forests), c.forests);
    const own = await toCurator(alone, c.forests);
    const unproved = { verdict: null, from: c.curator.email, to: own.replyTo, inReplyTo: own.messageId };
    const { id } = await post.bring(written({ ...unproved, text: `Опубликовала: ${c.link('ok')}` }));
    const { body: letter } = await c.as(c.curator).get(`/mail/${id}`);
    expect(letter.suggestions.map(({ as }: { as: string }) => as)).toEqual(['publication-for-executor', 'remarks', 'approval']);
    expect((await c.as(c.curator).post(`/mail/${id}/handle`, letter.suggestions[0])).body).toMatchObject({ state: 'handled', handled: { as: 'publication-for-executor' } });
    expect((await c.view(alone.id)).status).toBe('closed');

    let several = await c.route(await c.record(), c.health, c.forests);
    for (const person of [c.health, c.forests]) several = await acts().approve(await acts().draft(several, person), person);
    const about = await ownLetter(t, c.curator.userId, { subject: 'incident', id: several.id });
    const text = await post.bring(written({ verdict: null, from: c.curator.email, to: about.replyTo, inReplyTo: about.messageId, text: `Врач принимает, дорогу чинят.\n\n${c.link('vk')}` }));
    const { body: consolidated } = await c.as(c.curator).get(`/mail/${text.id}`);
    expect(consolidated.suggestions).toEqual([{ as: 'consolidated', incidentId: several.id }]);
    expect((await c.as(c.curator).post(`/mail/${text.id}/handle`, consolidated.suggestions[0])).status).toBe(200);
    expect((await c.view(several.id)).publications[0]?.text).toBe('Врач принимает, дорогу чинят.');
  });

  test('pages by keyset through everything once, and finds by subject and address', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await c.as(c.curator).get(`/mail?limit=7${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
      cursor = body.nextCursor as string | null;
    }
    const [count] = await t.get(Database).rows<{ n: number }>(`SELECT ((SELECT count(*) FROM letter) + (SELECT count(*) FROM incoming_letter))::int AS n`);
    expect([new Set(seen).size, seen.length]).toEqual([count?.n, count?.n]);
    const { body } = await c.as(c.curator).get('/mail?direction=in&q=stranger%40');
    expect((body.items as { from: string }[]).map(({ from }) => from)).toEqual(['stranger@test.example']);
    for (const direction of ['in', 'out']) {
      const { body: one } = await c.as(c.curator).get(`/mail?direction=${direction}`);
      expect(new Set((one.items as { direction: string }[]).map((item) => item.direction))).toEqual(new Set([direction]));
    }
  });
});
