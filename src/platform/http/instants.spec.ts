import { afterEach, describe, expect, test } from '@jest/globals';
import { instant, isoOffset, showInstantsIn } from './instants.js';

afterEach(() => showInstantsIn('Asia/Vladivostok'));

describe('isoOffset', () => {
  test('shows the local time and its offset, milliseconds only when there are any', () => {
    expect(isoOffset(new Date('2020-06-17T00:00:00Z'))).toBe('2020-06-17T10:00:00+10:00');
    expect(isoOffset(new Date('2020-06-17T00:00:00.007Z'))).toBe('2020-06-17T10:00:00.007+10:00');
    expect(isoOffset(new Date('2019-12-31T14:00:00Z'))).toBe('2020-01-01T00:00:00+10:00');
    expect(isoOffset(null)).toBeNull();
  });

  test('is the same instant in every zone, on both sides of each change of offset', () => {
    for (const zone of ['Asia/Vladivostok', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']) {
      showInstantsIn(zone);
      for (let at = Date.UTC(2010, 9, 1); at < Date.UTC(2011, 10, 30); at += 7_654_321) {
        expect(Date.parse(isoOffset(new Date(at)))).toBe(at);
        expect(isoOffset(new Date(at)).slice(0, 16)).toBe(wallClock(zone, at));
      }
    }
  });

  test('refuses an invalid date', () => {
    expect(() => isoOffset(new Date('never'))).toThrow(RangeError);
  });
});

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string, at: number): string {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock.format(at).replace(' ', 'T');
}

describe('instant', () => {
  test('reads an offset or Z into the instant', () => {
    expect(instant().parse('2020-06-17T10:00:00+10:00')).toEqual(new Date('2020-06-17T00:00:00Z'));
    expect(instant().parse('2020-06-17T00:00:00.5Z')).toEqual(new Date('2020-06-17T00:00:00.500Z'));
  });

  test.each(['2020-06-17', '2020-06-17T10:00:00', '2020-02-30T10:00:00Z', '0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z', 'now', 5, null])(
    'refuses %p',
    (value) => {
      expect(instant().safeParse(value).success).toBe(false);
    },
  );
});
