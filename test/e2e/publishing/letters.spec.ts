import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountRefs } from '../../../src/accounts/index.js';
import { SendDuePosts } from '../../../src/content-plans/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { Letters, type WholeLetter } from '../../../src/platform/mail/index.js';
import { CheckCredentials } from '../../../src/publishing/credentials/check-credentials.js';
import { VerifyDeliveries } from '../../../src/publishing/verify-deliveries.js';
import { actsOf } from '../../support/acts.js';
import { startTestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { createPerson, type Person } from '../../support/factories.js';
import { assignmentOf, type IncidentView } from '../../support/incidents.js';
import { makeLetters } from '../../support/letters.js';
import { vkError } from '../../support/networks/index.js';
import { type Connected, connected } from '../../support/networks/town.js';

let world: Connected;
let committee: Person;
let admin: Person;
let account: string;

beforeAll(async () => {
  const mail = { MAIL_FROM: 'Отклик <otklik@otklik.example>', MAIL_REPLY_ADDRESS: 'otklik@otklik.example', PUBLIC_URL: 'https://otklik.example', NOTIFY_GROUP_SECONDS: '0' };
  world = await connected((env) => startTestApp({ env: { ...env, ...mail } }));
  committee = await createPerson(world.t, { role: 'committee' });
  admin = await createPerson(world.t, { role: 'admin' });
  account = (await world.t.get(AccountRefs).ofOwner(world.c.health.authorityId)).find(({ network }) => network === 'vk')?.id ?? '';
  await makeLetters(world.t);
});
afterAll(() => world.close());

/** Letters to a person made by `act`. */
async function lettersTo({ userId }: Person, act: () => Promise<unknown>): Promise<WholeLetter[]> {
  const { t } = world;
  const before = new Set((await t.get(Letters).list({ userId, limit: 200 })).map(({ id }) => id));
  await act();
  await makeLetters(t);
  const made = (await t.get(Letters).list({ userId, limit: 200 })).filter(({ id }) => !before.has(id));
  const letters = [];
  for (const { id } of made) letters.push((await t.get(Letters).one(id)) as WholeLetter);
  return letters;
}

async function ordered(): Promise<IncidentView> {
  const { c } = world;
  const asked = await world.ask('vk', 'Когда починят дорогу?');
  const incident = await actsOf(c).approve(await actsOf(c).draft(await c.route(await c.record('vk', { url: asked.url }), c.health), c.health), c.health);
  expect((await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/publish`, { through: 'network' })).status).toBe(200);
  await makeLetters(world.t);
  return incident;
}

it('an answer the network does not take: its executor is told, with the text, the place and the term; the link answers it', async () => {
  const { c, fakes } = world;
  const incident = await ordered();
  const [letter, ...more] = await lettersTo(c.health, async () => {
    fakes.vk.fail({ on: 'wall.createComment', kind: 'answer', reply: vkError(14) });
    await world.send();
  });
  expect(more).toEqual([]);
  expect(letter?.text).toMatch(/Ответ нужно опубликовать вручную[\s\S]*ввести код с картинки[\s\S]*Ответ: final/);
  expect(letter?.text).toContain(`Где ответить: ${incident.url}`);
  expect(letter?.text).toMatch(/Ссылка/);
  expect(letter?.replyTo).toMatch(/^otklik\+/);
  expect(letter?.html).toContain('Текст ответа, готовый для копирования');
  // What was settled before the letter is written is not written about.
  const moot = await ordered();
  expect(await lettersTo(c.health, async () => {
    fakes.vk.fail({ on: 'wall.createComment', kind: 'answer', reply: vkError(14) });
    await world.send();
    await actsOf(c).publish(moot, c.health);
  })).toEqual([]);
});

it('an answer of the curator’s that cannot be placed: the curators', async () => {
  const { c, fakes } = world;
  const asked = await world.ask('twitter', 'Когда починят дорогу?');
  const incident = await actsOf(c).approve(await actsOf(c).draft(await c.route(await c.record('twitter', { url: asked.url }), c.health), c.health), c.health);
  const { id } = assignmentOf(incident, c.health).drafts.at(-1) ?? { id: '' };
  await c.as(c.curator).post(`/drafts/${id}/publish-for-executor`, { through: 'network' });
  await makeLetters(world.t);
  const [letter] = await lettersTo(c.curator, async () => {
    fakes.twitter.fail({ on: 'POST /tweets', kind: 'answer', reply: { status: 403, body: { title: 'Forbidden', detail: 'Reply to this conversation is not allowed because you have not been mentioned', status: 403 } } });
    await world.send();
  });
  expect(letter?.text).toMatch(/Ответ нужно опубликовать вручную/);
});

it('a vanished answer: executor and curators', async () => {
  const { c, t, fakes } = world;
  await ordered();
  await world.send();
  await t.get(VerifyDeliveries).execute();
  await makeLetters(t);
  const vanish = async () => {
    fakes.vk.comments.pop();
    t.clock.advance(86_400_000 + 1000);
    await t.get(VerifyDeliveries).execute();
  };
  const about = (letters: WholeLetter[]) => letters.filter(({ text }) => text.includes('Опубликованного больше нет в социальной сети'));
  const toExecutor = await lettersTo(c.health, async () => expect(about(await lettersTo(c.curator, vanish))).toHaveLength(1));
  expect(about(toExecutor)).toHaveLength(1);
});

it('planned posts: one by hand whose time has come, one whose plan was not approved; a comment to be removed by hand', async () => {
  const { c, t } = world;
  const send = (person: Person, path: string, body?: object) => c.as(person).post(path, body);
  const plan = async (week: string, date: string, approve: boolean, more: object) => {
    const { id } = (await send(c.health, '/content-plans', { week })).body;
    await send(c.health, `/content-plans/${id}/items`, { date, time: '10:00', accountIds: [account], theme: 'Открыли ФАП', text: 'В Мирном открыли <новый> ФАП.', ...more });
    await send(c.health, `/content-plans/${id}/submit`, { fewerReason: 'Мало новостей' });
    if (approve) await send(committee, `/content-plans/${id}/approve`);
  };
  await plan('2020-W27', '2020-06-29', true, { way: 'by-hand' });
  await plan('2020-W28', '2020-07-06', false, { way: 'network' });
  await makeLetters(t);
  const [byHand] = await lettersTo(c.health, async () => {
    t.clock.set(khv('2020-06-29 10:00'));
    await t.get(SendDuePosts).execute();
  });
  expect(byHand?.subject).toBe('Публикация по плану: Открыли ФАП');
  expect(byHand?.text).toMatch(/Пора опубликовать[\s\S]*В Мирном открыли <новый> ФАП/);
  expect(byHand?.html).toContain('&lt;новый&gt;');
  const held = await lettersTo(c.health, async () => {
    t.clock.set(khv('2020-07-06 10:00'));
    await t.get(SendDuePosts).execute();
  });
  expect(held.find(({ text }) => text.includes('Публикация не вышла'))?.text).toMatch(/план не был согласован/);
  const [removal] = await lettersTo(committee, async () => {
    const government = (await t.get(AccountRefs).ofOwner(null)).find(({ network }) => network === 'ok')?.id;
    const made = await send(committee, '/comment-removals', { accountId: government, ground: 'insult', text: 'Бездельники <все>', author: { name: 'Пётр' }, url: 'https://ok.ru/group/1/topic/2' });
    expect(made.body.state).toBe('manual');
  });
  // Who has just been told so by the interface needs no letter; their colleagues do.
  expect(removal).toBeUndefined();
});

it('a comment that waits to be removed by hand: whoever keeps the account, not the one who has just heard so', async () => {
  const { c } = world;
  const colleague = await createPerson(world.t, { role: 'committee' });
  const [letter] = await lettersTo(colleague, async () => {
    const government = (await world.t.get(AccountRefs).ofOwner(null)).find(({ network }) => network === 'ok')?.id;
    await c.as(committee).post('/comment-removals', { accountId: government, ground: 'insult', text: 'Бездельники <все>', author: { name: 'Пётр' }, url: 'https://ok.ru/group/1/topic/3' });
  });
  expect(letter?.text).toMatch(/Комментарий нужно удалить вручную[\s\S]*Основание: оскорбление[\s\S]*Пётр/);
  expect(letter?.html).toContain('&lt;все&gt;');
});

describe('a planned post', () => {
  /** A post of an approved plan that goes out by itself. */
  const goesOut = async (week: string, date: string): Promise<{ planId: string; itemId: string }> => {
    const { c } = world;
    const { id: planId } = (await c.as(c.health).post('/content-plans', { week })).body;
    await c.as(c.health).post(`/content-plans/${planId}/items`, { date, time: '10:00', accountIds: [account], theme: 'Открыли ФАП', text: `Открыли ФАП, ${date}.`, way: 'network' });
    await c.as(c.health).post(`/content-plans/${planId}/submit`, { fewerReason: 'Мало новостей' });
    const approved = await c.as(committee).post(`/content-plans/${planId}/approve`);
    expect(approved.status).toBe(200);
    await makeLetters(world.t);
    world.t.clock.set(khv(`${date} 10:00`));
    await world.t.get(SendDuePosts).execute();
    return { planId, itemId: approved.body.items[0].id };
  };

  it('that has vanished: the authority’s people', async () => {
    const { c, t, fakes } = world;
    await goesOut('2020-W29', '2020-07-13');
    await world.send();
    await t.get(VerifyDeliveries).execute();
    await makeLetters(t);
    const letters = await lettersTo(c.health, async () => {
      fakes.vk.posts.pop();
      t.clock.advance(86_400_000 + 1000);
      await t.get(VerifyDeliveries).execute();
    });
    const gone = letters.find(({ text }) => text.includes('Опубликованного больше нет в социальной сети'));
    expect(gone?.text).toMatch(/Что было опубликовано[\s\S]*Открыли ФАП, 2020-07-13/);
    expect(gone?.subject).toMatch(/^Публикация по плану: /);
  });

  it('that is out although it was taken out of the plan meanwhile: the authority’s people, with its link', async () => {
    const { c, t, fakes } = world;
    const { planId, itemId } = await goesOut('2020-W30', '2020-07-20');
    fakes.vk.beforeAnswer = async (name) => {
      if (name === 'wall.post') await t.get(Database).separately(() => t.get(Database).change(`DELETE FROM content_plan_item WHERE id = $1`, [itemId]));
    };
    const letters = await lettersTo(c.health, () => world.send());
    fakes.vk.beforeAnswer = () => undefined;
    const [delivery] = (await c.as(c.health).get('/deliveries?kind=post&limit=1')).body.items;
    expect(delivery).toMatchObject({ streamId: planId, state: 'published', stray: 'not-found', url: expect.stringContaining('vk.com/wall') });
    const stray = letters.find(({ text }) => text.includes('Опубликовано, когда работа уже ушла дальше'));
    expect(stray?.text).toContain(delivery.url);
  });
});

it('a credential the network refuses: administrators', async () => {
  const { t, fakes } = world;
  const [refused] = await lettersTo(admin, async () => {
    fakes.vk.tokens.delete('vk-user');
    await t.get(CheckCredentials).everyOne();
  });
  expect(refused?.text).toMatch(/Сеть не принимает доступ[\s\S]*ВКонтакте/);
  expect(refused?.text).not.toContain('vk-user');
});

it('a credential that ends: administrators, with the days left', async () => {
  const { t, fakes } = world;
  const [ending] = await lettersTo(admin, async () => {
    const soon = Math.floor(t.clock.now().getTime() / 1000) + 7 * 86_400 - 60;
    for (const _ of [1, 2]) fakes.meta.fail({ on: 'POST debug_token', kind: 'answer', reply: { body: { data: { is_valid: true, scopes: [], expires_at: soon } } } });
    await t.get(CheckCredentials).everyOne();
  });
  expect(ending?.text).toMatch(/Доступ заканчивается: 7 дней[\s\S]*придётся размещать вручную[\s\S]*Аккаунт: /);
  expect(ending?.text).not.toMatch(/(fb|ig)-token/);
});

it('a credential that does not open: administrators, who hear what to do', async () => {
  const { t } = world;
  const [closed] = await lettersTo(admin, async () => {
    await t.get(Database).transaction(() => t.get(Database).change(`UPDATE network_credential SET sealed = 'nokey.' || split_part(sealed, '.', 2) WHERE network = 'ok'`));
    await t.get(CheckCredentials).everyOne();
  });
  expect(closed?.text).toMatch(/Доступ не расшифровать[\s\S]*SECRET_KEY_PREVIOUS/);
});
