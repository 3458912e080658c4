import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asks } from './asks.js';
import { cleanMessages } from './clean-message.js';
import { alike, signatureOf } from './likeness.js';
import { pointsOf, rankOf, sum } from './score.js';

const words = fc.array(fc.stringMatching(/^[а-яё]{3,9}$/), { minLength: 12, maxLength: 60 });

describe('what says the same', () => {
  test('is one, whatever the spaces, signs and capitals', () => {
    fc.assert(
      fc.property(words, fc.array(fc.constantFrom(' ', '  ', ', ', '!\n', ' — '), { minLength: 60, maxLength: 60 }), (list, gaps) => {
        const plain = signatureOf(list.join(' '));
        const other = signatureOf(list.map((word, n) => `${n % 2 ? word.toUpperCase() : word}${gaps[n]}`).join(''));
        if (!plain || !other) throw new Error('long enough');
        expect(other.bands).toEqual(plain.bands);
        expect(alike(plain, other)).toBe(true);
      }),
    );
  });

  test('is found by a common band and is alike, with a word changed in a long text', () => {
    const text = 'Уважаемая администрация! Третью неделю во дворе дома по улице Краснореченской не вывозят мусор, контейнеры переполнены, собаки растаскивают пакеты, запах стоит невыносимый. Когда вы наведёте порядок?';
    const [one, other] = [signatureOf(text), signatureOf(text.replace('невыносимый', 'ужасный'))];
    if (!one || !other) throw new Error('long enough');
    expect(alike(one, other)).toBe(true);
    expect(one.bands.some((band) => other.bands.includes(band))).toBe(true);
  });

  test('differs where the words do, and short texts are not compared', () => {
    const [one, other] = [signatureOf('Когда в посёлке Чегдомын починят водопровод на улице Мира?'), signatureOf('Почему в селе Троицкое не работает аптека по выходным дням?')];
    if (!one || !other) throw new Error('long enough');
    expect(alike(one, other)).toBe(false);
    expect(signatureOf('Когда же это кончится?!')).toBeNull();
  });

  test('takes a bounded time for any text, and is the same in both directions', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), (a, b) => {
      const [one, other] = [signatureOf(a), signatureOf(b)];
      if (one && other) expect(alike(one, other)).toBe(alike(other, one));
    }));
    expect(signatureOf('я'.repeat(2_000_000))?.bands).toHaveLength(8);
  });
});

describe('points', () => {
  const none = { asks: false, topicScore: 0, settlement: false, street: false, answer: false, foundBy: 'search', screening: [] } as const;

  test('are given for what the README says, and nothing for what is not there', () => {
    expect(pointsOf(none)).toEqual({});
    expect(pointsOf({ ...none, asks: true, topicScore: 3, settlement: true, street: true, answer: true, foundBy: 'webhook' })).toEqual({ asks: 3, topic: 3, place: 2, answer: 4, addressed: 1 });
    expect(pointsOf({ ...none, topicScore: 2, street: true })).toEqual({ topic: 1, place: 1 });
    expect(sum(pointsOf({ ...none, screening: [{ ground: 'threat-to-officials' }, { ground: 'obscene-or-insulting' }] }))).toBe(-3);
  });

  test('twelve hours cost one, for all alike: the order of two messages never changes', () => {
    const at = new Date('2020-06-17T00:00:00Z');
    expect(rankOf(4, at)).toBe(rankOf(5, new Date(at.getTime() - 12 * 3_600_000)));
    expect(rankOf(5, at)).toBeGreaterThan(rankOf(4, at));
  });
});

test('who asks, pleads or tells of a trouble is heard', () => {
  const asking = ['Когда дадут воду', 'Помогите!', 'Что делать?', 'Третий день нет отопления', 'Автобус не ходит', 'Яма на яме', 'Тёплой воды нет? нет', 'ПОЧЕМУ МОЛЧИТЕ'];
  const silent = ['Спасибо за праздник', 'Поздравляю с днём города', 'Красиво', 'Продам гараж', ''];
  expect(asking.filter((text) => !asks(text))).toEqual([]);
  expect(silent.filter((text) => asks(text))).toEqual([]);
});

test('whatever a network gives can be stored: no NUL, no half of a pair, no moment to come, each post once', () => {
  const now = new Date('2020-06-17T00:00:00Z');
  const message = { id: '1', place: { post: '-1_2', comment: '1' }, url: 'https://vk.com/wall-1_2?reply=1', author: { id: '5', name: 'a\u0000b\uD800', url: null }, text: 'да\u0000\uDC00', postedAt: new Date(NaN), own: false, answers: ['https://vk.com/wall-1_2?reply=3', 'https://evil.example/wall-1_2'] };
  const clean = cleanMessages('vk', [message, { ...message, url: 'https://m.vk.com/wall-1_2?reply=1' }, { ...message, url: 'https://evil.example/wall-1_2' }], now);
  expect(clean).toHaveLength(1);
  expect(clean[0]).toMatchObject({ text: 'да\uFFFD', author: { name: 'ab\uFFFD' }, postedAt: now, postKey: 'wall-1_2_r1', above: ['wall-1_2_r3'] });
});
