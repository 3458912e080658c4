import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AskStale } from '../../src/accounts/ask-stale.js';
import { CheckLinks } from '../../src/accounts/links/check-links.js';
import { Letters } from '../../src/platform/mail/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { makeLetters } from '../support/letters.js';
import { html, type Site, startSite } from '../support/pages.js';
import { type Person } from '../support/factories.js';
import { type Registry, registry } from '../support/registry.js';

let t: TestApp;
let r: Registry;
let site: Site;
beforeAll(async () => {
  site = await startSite();
  t = await startTestApp({ env: { MAIL_FROM: 'Отклик <otklik@otklik.example>', NOTIFY_GROUP_SECONDS: '0', SAFE_FETCH_ALLOW: site.host } });
  r = await registry(t);
  await makeLetters(t);
});
afterAll(async () => {
  await t.close();
  await site.close();
});

/** Headings of the letters a person has got since the last look. */
const seen = new Map<string, number>();
async function news(who: Person): Promise<string[]> {
  await makeLetters(t);
  t.clock.advance(61_000);
  await makeLetters(t);
  const heads = (await t.get(Letters).list({ userId: who.userId, limit: 200 })).toReversed();
  const fresh = heads.slice(seen.get(who.userId) ?? 0);
  seen.set(who.userId, heads.length);
  const texts = [];
  for (const { id } of fresh) texts.push((await t.get(Letters).one(id))?.text ?? '');
  return texts;
}
const tells = async (who: Person, ...words: string[]) => {
  const letters = await news(who);
  expect(letters.map((text) => words.filter((word) => text.includes(word)))).toContainEqual(words);
};

test('the committee hears what was sent, the authority what became of it, and both what is wrong', async () => {
  const entry = await r.submit(r.finance, { url: 'https://vk.com/khv_letters', externalId: '9001' });
  await tells(r.committee, 'Орган сообщил: новый аккаунт', 'https://vk.com/khv_letters');
  await r.does(r.committee, entry.id, 'send-back', { remarks: 'Укажите полное имя' });
  await tells(r.finance, 'Комитет вернул сведения', 'Укажите полное имя', '(А, п. 3.2)');
  await r.does(r.finance, entry.id, 'resubmit', { name: 'Полное имя' });
  await r.does(r.committee, entry.id, 'accept');
  await tells(r.finance, 'Комитет принял сведения', 'Разместите ссылку');
  site.pages.set('/', html('nothing'));
  await r.does(r.finance, entry.id, 'confirm-link', { pageUrl: site.url('/') });
  await t.get(CheckLinks).execute();
  for (const who of [r.finance, r.clerk]) await tells(who, 'нет ссылки на аккаунт', site.url('/'));
  await r.does(r.committee, entry.id, 'observe', { url: 'https://vk.com/khv_letters', externalId: '1' });
  for (const who of [r.finance, r.clerk]) await tells(who, 'чужой аккаунт', 'номер 1');
  t.clock.set(khv('2021-01-20 10:00'));
  await t.get(AskStale).execute();
  await tells(r.finance, 'Верны ли сведения в реестре?');
  expect((await news(r.forests)).filter((text) => text.includes('khv_letters'))).toEqual([]);
});

test('the authority hears that its new name asks for its accounts; the committee, what a body that is no more has left', async () => {
  const entry = await r.accepted(r.forests, { network: 'ok', url: 'https://ok.ru/khv_letters_forests' });
  for (const who of [r.forests, r.committee]) await news(who);
  const change = (body: object) => t.http.patch(`/api/v1/authorities/${r.forests.authorityId}`).set(r.admin.auth).send(body).expect(200);
  await change({ name: 'Управление лесного хозяйства края' });
  await tells(r.forests, 'Орган переименован', 'https://ok.ru/khv_letters_forests', '(А, п. 3.2)');
  await change({ validTo: t.clock.now().toISOString() });
  t.clock.advance(86_400_000);
  await t.get(AskStale).execute();
  await tells(r.committee, 'Органа больше нет', 'https://ok.ru/khv_letters_forests', 'Исключите аккаунт из реестра');
  expect((await r.view(entry.id)).askedAt).not.toBeNull();
});
