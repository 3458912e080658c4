import { afterEach, describe, expect, it } from '@jest/globals';
import { beginning, clauseInRussian, clockSpan, counted, dayOfYear, longDue, longEnd, longMoment, numericMoment, remaining, shortEnd, span, time, untilDue, wordMomentsIn } from './russian.js';

const at = new Date('2020-10-09T00:20:00Z');
const MINUTE = 60_000;

afterEach(() => wordMomentsIn('Asia/Vladivostok'));

describe('Russian wording', () => {
  it('a term that ends at midnight ends with the day before', () => {
    const midnight = new Date('2020-10-19T14:00:00Z');
    expect([longDue(midnight), longEnd(midnight), untilDue(midnight), shortEnd(midnight)]).toEqual([
      'до конца 19 октября 2020 года', 'понедельник, 19 октября 2020 года, 24:00', 'до конца пн 19.10', 'пн 19.10 24:00',
    ]);
    expect([longDue(at), longEnd(at), untilDue(at), shortEnd(at)]).toEqual([longMoment(at), longMoment(at), 'до пт 09.10 10:20', 'пт 09.10 10:20']);
  });

  it('words a moment in the time zone set', () => {
    expect(longMoment(at)).toBe('пятница, 9 октября 2020 года, 10:20');
    expect(numericMoment(at)).toBe('09.10.2020 10:20');
    wordMomentsIn('Europe/Moscow');
    expect(time(at)).toBe('03:20');
  });

  it.each([
    [20_000, 'меньше минуты'],
    [155 * MINUTE, '2 ч 35 мин'],
    [55 * 60 * MINUTE, '6 раб. дн. 7 ч'],
  ])('words %d ms of working time', (ms, words) => expect(span(ms)).toBe(words));

  it.each([
    [20_000, 'меньше минуты'],
    [47 * 60 * MINUTE, '47 ч'],
    [(16 * 24 + 21) * 60 * MINUTE, '16 сут. 21 ч'],
  ])('words %d ms of the clock', (ms, words) => {
    expect(clockSpan(ms)).toBe(words);
    expect(remaining(ms, false)).toBe(words);
  });

  it('words a day without its weekday', () => expect(dayOfYear(at)).toBe('9 октября 2020 года'));

  it.each([[1, '1 событие'], [2, '2 события'], [11, '11 событий'], [21, '21 событие']])('counts %d', (count, words) =>
    expect(counted(count, 'событие', 'события', 'событий')).toBe(words));

  it.each([['M-8.1', 'М, п. 8, абз. 1'], ['A-6', 'А, п. 6'], ['D-2.2', 'П, п. 2.2'], ['A-3.6', 'А, п. 3.6'], ['A-7.1', 'А, п. 7, абз. 1'], ['D-4', 'П, п. 4']])('words clause %s', (clause, words) =>
    expect(clauseInRussian(clause)).toBe(words));

  it('a text is cut between words, and says that it goes on', () => {
    expect([beginning('Фонари включим', 14), beginning('Фонари включим', 13), beginning('+7 (4212) 40-22-00, доб. 214', 25)]).toEqual(['Фонари включим', 'Фонари…', '+7 (4212) 40-22-00,…']);
  });
});
