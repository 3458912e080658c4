import { describe, expect, it } from '@jest/globals';
import { InvalidScheduleError } from './calendar.errors.js';
import { formatLocalTime, parseIntervals, parseLocalTime, shorten, subtract } from './local-time.js';
import type { DayInterval, LocalTimeInterval } from './local-time.js';

const MINUTE = 60_000;

function shown(intervals: readonly DayInterval[]): string {
  return intervals.map(([from, to]) => `${formatLocalTime(from)}-${formatLocalTime(to)}`).join(' ');
}

function day(text: string): DayInterval[] {
  return parseIntervals(text.split(' ').map((part) => part.split('-') as unknown as LocalTimeInterval));
}

describe('local time', () => {
  it('reads times of day up to 24:00', () => {
    expect(parseLocalTime('9:05')).toBe(545 * MINUTE);
    expect(parseLocalTime('24:00')).toBe(1440 * MINUTE);
    expect(formatLocalTime(parseLocalTime('13:48:30'))).toBe('13:48:30');
    for (const text of ['24:01', '12:60', '12', 'noon', '-1:00', '12:00:61']) {
      expect(() => parseLocalTime(text)).toThrow(InvalidScheduleError);
    }
  });

  it('sorts intervals, joins those that overlap and leaves those that touch', () => {
    expect(shown(day('14:00-18:00 09:00-13:00'))).toBe('09:00-13:00 14:00-18:00');
    expect(shown(day('09:00-13:00 12:00-14:00 10:00-11:00'))).toBe('09:00-14:00');
    expect(shown(day('09:00-13:00 13:00-14:00'))).toBe('09:00-13:00 13:00-14:00');
  });

  it.each([
    ['09:00-13:00 14:00-18:00', 60, '09:00-13:00 14:00-17:00'],
    ['09:00-13:00 14:00-15:00', 60, '09:00-13:00'],
    ['09:00-13:00 14:00-14:40', 60, '09:00-12:40'],
    ['09:00-09:30', 60, ''],
    ['09:00-13:00', 0, '09:00-13:00'],
  ])('takes the last hour off %s', (text, minutes, left) => {
    expect(shown(shorten(day(text), minutes * MINUTE))).toBe(left);
  });

  it.each([
    ['09:00-17:00', '09:30-10:15 11:30-12:30', '09:00-09:30 10:15-11:30 12:30-17:00'],
    ['09:00-17:00', '05:30-11:00', '11:00-17:00'],
    ['09:00-13:00 14:00-18:00', '12:00-15:00', '09:00-12:00 15:00-18:00'],
    ['09:00-13:00', '08:00-13:00', ''],
    ['09:00-13:00', '13:00-14:00', '09:00-13:00'],
  ])('takes breaks out of %s', (text, breaks, left) => {
    expect(shown(subtract(day(text), day(breaks)))).toBe(left);
  });
});
