import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ListWeek } from '../../../src/content-plans/index.js';
import { Letters, type WholeLetter } from '../../../src/platform/mail/index.js';
import { DueDeadlines } from '../../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { makeLetters } from '../../support/letters.js';
import { khv } from '../../support/deadlines.js';
import type { Person } from '../../support/factories.js';
import { openDue, type PlanCast, planCast } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
beforeAll(async () => {
  t = await startTestApp({
    now: '2020-06-15T10:00:00+10:00',
    env: { MAIL_FROM: 'Отклик <otklik@otklik.example>', PUBLIC_URL: 'https://otklik.example', NOTIFY_GROUP_SECONDS: '0' },
  });
  c = await planCast(t);
  await openDue(t);
  await makeLetters(t);
});
afterAll(() => t.close());

/** Letters to a person made by `act`. */
async function lettersTo({ userId }: Person, act: () => Promise<unknown>): Promise<WholeLetter[]> {
  const before = new Set((await t.get(Letters).list({ userId, limit: 200 })).map(({ id }) => id));
  await act();
  await makeLetters(t);
  const heads = (await t.get(Letters).list({ userId, limit: 200 })).filter(({ id }) => !before.has(id));
  const letters = [];
  for (const { id } of heads) letters.push((await t.get(Letters).one(id)) as WholeLetter);
  return letters;
}

test('a plan by letters: received, recommendations, sent again, approved', async () => {
  let plan = await c.fill(c.health, await c.plan(c.health, '2020-W26'));
  const [received, ...more] = await lettersTo(c.clerk, async () => {
    plan = await c.act(c.health, plan, 'submit');
  });
  expect(more).toEqual([]);
  expect(received?.text).toMatch(/Поступил контент-план[\s\S]*Согласуйте план или направьте рекомендации[\s\S]*5 публикаций/);
  expect(received?.subject).toContain('22 июня — 28 июня');
  const [remarks] = await lettersTo(c.health, async () => {
    plan = await c.act(c.clerk, plan, 'recommend', { remarks: 'Больше о <людях>', items: [{ itemId: plan.items[0]?.id, text: 'Добавьте фото' }] });
  });
  expect(remarks?.text).toMatch(/Больше о <людях>[\s\S]*22 июня, 10:00, «Публикация 1»: Добавьте фото/);
  expect(remarks?.html).toContain('Больше о &lt;людях&gt;');
  expect(remarks?.html).toContain(`https://otklik.example/api/v1/content-plans/${plan.id}/print`);
  const [again] = await lettersTo(c.clerk, async () => {
    plan = await c.act(c.health, plan, 'submit');
  });
  expect(again?.text).toContain('исправлен и направлен снова');
  const [approved] = await lettersTo(c.health, () => c.act(c.clerk, plan, 'approve'));
  expect(approved?.text).toContain('Контент-план согласован');
  // Nobody else's authority hears of it.
  expect(await t.get(Letters).list({ userId: c.forests.userId, limit: 10 })).toEqual([]);
});

test('a notice and a missing plan reach the committee, the missing one its authority too', async () => {
  const [missing] = await lettersTo(c.forests, async () => {
    t.clock.set(khv('2020-06-18 17:00'));
    await t.get(DueDeadlines).fireDue();
  });
  expect(missing?.text).toContain('контент-план');
  const plan = await c.plan(c.forests, '2020-W27');
  const [notice] = await lettersTo(c.clerk, () => c.act(c.forests, plan, 'no-news-pegs', { comment: 'Событий нет' }));
  expect(notice?.text).toMatch(/Информационных поводов на неделе нет[\s\S]*Событий нет/);
});

test('on the working day after the term the committee gets the list of the coming week, once', async () => {
  t.clock.set(khv('2020-06-18 11:00'));
  expect(await lettersTo(c.colleague, () => t.get(ListWeek).execute())).toEqual([]);
  t.clock.set(khv('2020-06-19 09:59'));
  expect(await lettersTo(c.colleague, () => t.get(ListWeek).execute())).toEqual([]);
  t.clock.set(khv('2020-06-19 10:00'));
  const [list, ...more] = await lettersTo(c.colleague, async () => {
    await Promise.all([t.get(ListWeek).execute(), t.get(ListWeek).execute()]);
    await t.get(ListWeek).execute();
  });
  expect(more).toEqual([]);
  expect(list?.subject).toBe('Контент-планы на 22 июня — 28 июня');
  expect(list?.text).toMatch(/Поступило 1 из \d+[\s\S]*Минздрав края: согласован, 5 публикаций/);
});

test('before long holidays the weeks whose plans were due at one hour are all listed, each once', async () => {
  // Plans of 4–10 and of 11–17 January were both due on Tuesday, 29 December 2020 (rule 4).
  const lists = async (local: string) => {
    t.clock.set(khv(local));
    const letters = await lettersTo(c.colleague, () => t.get(ListWeek).execute());
    // What is told at one moment may come as one letter.
    return [...new Set(letters.flatMap(({ text }) => [...text.matchAll(/Контент-планы на (.+ — \d+ \p{L}+)/gu)].map(([, span]) => span)))];
  };
  expect(await lists('2020-12-29 16:00')).toEqual([]);
  expect((await lists('2020-12-30 10:00')).toSorted()).toEqual(['11 января — 17 января', '4 января — 10 января']);
  for (const quiet of ['2020-12-30 17:50', '2020-12-31 12:00', '2021-01-05 12:00', '2021-01-11 12:00', '2021-01-14 12:00']) expect([quiet, await lists(quiet)]).toEqual([quiet, []]);
  expect(await lists('2021-01-15 10:00')).toEqual(['18 января — 24 января']);
});
