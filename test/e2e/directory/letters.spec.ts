import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DocumentView } from '../../../src/documents/documents.schemas.js';
import { RemindReaders } from '../../../src/documents/remind-readers.js';
import { RemindDuties } from '../../../src/executors/duties/remind-duties.js';
import { Letters } from '../../../src/platform/mail/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { makeLetters } from '../../support/letters.js';
import { khv } from '../../support/deadlines.js';
import { card, requests } from '../../support/directory.js';
import { DutyDesk } from '../../support/duties.js';
import { type ContactPerson, createCurator, createExecutor, createPerson, type Person } from '../../support/factories.js';

let t: TestApp;
let curator: ContactPerson;
let own: ContactPerson;
let foreign: ContactPerson;
let ministry: Person;
let committee: Person;
let desk: DutyDesk;
let { post, patch } = {} as ReturnType<typeof requests>;
beforeAll(async () => {
  t = await startTestApp({
    now: '2020-06-02T10:00:00+10:00',
    env: { MAIL_FROM: 'Отклик <otklik@otklik.example>', PUBLIC_URL: 'https://otklik.example', NOTIFY_GROUP_SECONDS: '0' },
  });
  curator = await createCurator(t);
  own = await createExecutor(t, { authorityCode: 'min-zdrav', surname: 'Яковлева' });
  foreign = await createExecutor(t, { authorityCode: 'min-zhkh', surname: 'Дорохова' });
  ministry = await createPerson(t, { role: 'it-ministry' });
  committee = await createPerson(t, { role: 'committee' });
  desk = new DutyDesk(t, () => curator);
  ({ post, patch } = requests(t, () => curator));
  await makeLetters(t);
});
afterAll(() => t.close());

/** Letters made by what `act` did, by person: their texts. */
async function letters(act: () => Promise<unknown>): Promise<(who: Person) => Promise<string[]>> {
  t.clock.advance(1000);
  const since = t.clock.now();
  await act();
  await makeLetters(t);
  return async ({ userId }) => {
    const heads = (await t.get(Letters).list({ userId, limit: 100 })).filter(({ createdAt }) => createdAt >= since);
    return Promise.all(heads.map(async ({ id }) => (await t.get(Letters).one(id))?.text ?? ''));
  };
}

test("D-2.2: a curator's new telephone is written to every authority, the committee and the ministry", async () => {
  const to = await letters(() => patch(`/curators/${curator.contactId}`, { phone: '4212 77-88-99' }).expect(200));
  for (const who of [own, foreign, ministry, committee]) {
    const [letter, more] = await to(who);
    expect(more).toBeUndefined();
    expect(letter).toContain('Изменились контакты куратора');
    expect(letter).toContain('+74212778899');
    expect(letter).toContain('(П, п. 2.2)');
  }
  expect(await to(curator)).toEqual([]);
});

test('D-3.1: recommendations are written to those who are to acknowledge them, reminders only to those who have not', async () => {
  let document = {} as DocumentView;
  const issued = await letters(async () => {
    const made = await post('/documents', { kind: 'recommendations', title: 'Рекомендации о паролях', text: 'Длиннее.' }, ministry).expect(201);
    document = (await post(`/documents/${made.body.id}/issue`, undefined, ministry).expect(200)).body as DocumentView;
  });
  for (const who of [own, foreign, committee]) {
    expect(await issued(who)).toEqual([expect.stringContaining('«Рекомендации о паролях»')]);
    expect((await issued(who))[0]).toContain(`https://otklik.example/api/v1/documents/${document.id}`);
  }
  await post(`/documents/${document.id}/acknowledge`, { editionId: document.editions[0]?.id }, own).expect(200);
  t.clock.set(khv('2020-06-15 10:00:00'));
  const reminded = await letters(() => t.get(RemindReaders).execute());
  expect(await reminded(own)).toEqual([]);
  expect(await reminded(foreign)).toEqual([expect.stringContaining('Вы ещё не ознакомились с документом')]);
  // Acknowledged between the reminder and its letter: nothing is left to tell.
  t.clock.set(khv('2020-06-22 10:00:00'));
  const moot = await letters(async () => {
    await t.get(RemindReaders).execute();
    await post(`/documents/${document.id}/acknowledge`, { editionId: document.editions[0]?.id }, foreign).expect(200);
  });
  expect(await moot(foreign)).toEqual([]);
});

test('materials are written of without being asked for', async () => {
  const to = await letters(async () => {
    const made = await post('/materials', { title: 'Как отвечать', text: 'Коротко.' }).expect(201);
    await post(`/materials/${made.body.id}/issue`).expect(200);
  });
  const [letter] = await to(own);
  expect(letter).toContain('Новый методический материал');
  expect(letter).not.toContain('ознакомились');
});

test('D-4, D-5: terms of contacts are warned of, and missing contacts reminded of, to the body and to whom they are due', async () => {
  await desk.begin();
  const warned = await letters(() => desk.at('2020-06-30 17:59:59'));
  const aboutManagers = (texts: string[]) => texts.filter((text) => /контакты ответственных за аккаунты/i.test(text));
  expect(aboutManagers(await warned(own)).length).toBeGreaterThan(0);
  t.clock.set(khv('2020-07-07 10:00:00'));
  const reminded = await letters(() => t.get(RemindDuties).execute());
  expect((await reminded(own)).join('\n')).toContain('Нет контактов ответственного за аккаунты');
  expect((await reminded(committee)).join('\n')).toContain('Нет контактов ответственного за аккаунты');
  expect((await reminded(curator)).join('\n')).toContain('Нет контактов исполнителя');
  await post('/account-managers', card({ authorityId: own.authorityId })).expect(201);
});
