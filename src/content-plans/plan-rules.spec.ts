import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysOf } from './iso-week.js';
import { planChanges } from './plan-changes.js';
import type { ItemContent } from './plan-item.entity.js';
import { aWeekLater, minimumOf, outOfWeek, planWarnings } from './plan-rules.js';

const WEEK = '2020-W26';
const item = (id: string, more: Partial<ItemContent> = {}): ItemContent => ({
  id, date: '2020-06-22', time: '10:00', accountIds: ['vk'], theme: 'Тема', text: null, format: 'text', newsPeg: null, way: 'by-hand', ...more,
});
const warnings = (items: ItemContent[], now = '2020-06-18 09:00') =>
  planWarnings(items, { week: WEEK, accountIds: new Set(['vk', 'ok']), now }).map(({ code, itemId, otherItemId }) => [code, itemId, otherItemId]);

test('A-5.1, A-5.2: ten for the Government, five for an authority', () => {
  expect([minimumOf({ authorityId: null }), minimumOf({ authorityId: 'x' })]).toEqual([10, 5]);
});

describe('warnings', () => {
  test.each([
    ['10:29', [['time-conflict', 'b', 'a']]], ['10:30', []], ['09:31', [['time-conflict', 'a', 'b']]], ['09:30', []], ['10:00', [['time-conflict', 'b', 'a']]],
  ])('a second post of the account at %s', (time, expected) => {
    expect(warnings([item('a'), item('b', { time })])).toEqual(expected);
  });

  test('nothing between accounts, and over midnight as within a day', () => {
    expect(warnings([item('a'), item('b', { accountIds: ['ok'] })])).toEqual([]);
    expect(warnings([item('a', { time: '23:50' }), item('b', { date: '2020-06-23', time: '00:10' })])).toEqual([['time-conflict', 'b', 'a']]);
  });

  test('the past, another week, an account that has ended', () => {
    expect(warnings([item('a')], '2020-06-22 10:01')).toEqual([['past', 'a', null]]);
    expect(warnings([item('a')], '2020-06-22 10:00')).toEqual([]);
    expect(warnings([item('a', { date: '2020-06-29' })])).toEqual([['out-of-week', 'a', null]]);
    expect(warnings([item('a', { accountIds: ['fb'] })])).toEqual([['account-ended', 'a', null]]);
  });
});

const post = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), date: fc.constantFrom(...daysOf(WEEK)), time: fc.constantFrom('09:00', '09:20', '12:00'),
  accountIds: fc.subarray(['vk', 'ok'], { minLength: 1 }), theme: fc.constantFrom('Тема', null), text: fc.constantFrom('Текст', 'Другой'),
  format: fc.constantFrom('text', 'photo'), newsPeg: fc.constantFrom(null, 'Повод'),
}) as fc.Arbitrary<ItemContent>;
const plan = fc.record({ items: fc.uniqueArray(post, { selector: ({ id }) => id, maxLength: 5 }), fewerReason: fc.constantFrom(null, 'Мало') });

test('a difference applied to what was before gives what is after; nothing differs from itself', () => {
  fc.assert(
    fc.property(plan, plan, (before, after) => {
      const { added, removed, changed, fewerReason } = planChanges(before, after);
      const gone = new Set(removed.map(({ id }) => id));
      const rebuilt = [
        ...before.items.filter(({ id }) => !gone.has(id)).map((was) => {
          const change = changed.find(({ itemId }) => itemId === was.id);
          return { ...was, ...Object.fromEntries((change?.fields ?? []).map(({ field, after: value }) => [field, value])) };
        }),
        ...added,
      ];
      const normal = (items: readonly ItemContent[]) =>
        items.map((one) => ({ ...one, accountIds: one.accountIds.toSorted() })).toSorted((a, b) => a.id.localeCompare(b.id));
      expect(normal(rebuilt)).toEqual(normal(after.items));
      expect(fewerReason ? fewerReason.after : before.fewerReason).toBe(after.fewerReason);
      expect(planChanges(before, before)).toEqual({ added: [], removed: [], changed: [], fewerReason: null });
    }),
  );
});

test('a week later is the same weekday, out of the week it was in', () => {
  fc.assert(
    fc.property(post, (one) => {
      const later = aWeekLater(one);
      expect(new Date(later.date).getUTCDay()).toBe(new Date(one.date).getUTCDay());
      expect([outOfWeek([one], WEEK).length, outOfWeek([later], WEEK).length, outOfWeek([later], '2020-W27').length]).toEqual([0, 1, 0]);
    }),
  );
});
