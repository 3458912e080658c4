import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toDayNumber } from './local-date.js';
import { parseLocalTime } from './local-time.js';
import { TimeZone } from './time-zone.js';

function instantOf(zone: string, date: string, time: string): string {
  return new Date(TimeZone.of(zone).toInstant(toDayNumber(date), parseLocalTime(time))).toISOString().slice(0, 16);
}

describe('time zones', () => {
  it.each([
    ['Asia/Vladivostok', '2020-03-27', '09:00', '2020-03-26T23:00'],
    // Before 27 March 2011 and between then and 26 October 2014 Vladivostok had other offsets.
    ['Asia/Vladivostok', '2010-07-01', '09:00', '2010-06-30T22:00'],
    ['Asia/Vladivostok', '2012-07-01', '09:00', '2012-06-30T22:00'],
    ['Asia/Vladivostok', '2014-10-26', '09:00', '2014-10-25T23:00'],
    ['Europe/Paris', '2020-03-29', '01:59', '2020-03-29T00:59'],
    ['Europe/Paris', '2020-03-29', '03:00', '2020-03-29T01:00'],
    ['Europe/Paris', '2020-10-25', '03:00', '2020-10-25T02:00'],
    ['America/New_York', '2021-03-14', '09:00', '2021-03-14T13:00'],
    ['America/New_York', '2021-11-07', '09:00', '2021-11-07T14:00'],
    ['America/Los_Angeles', '2021-12-31', '24:00', '2022-01-01T08:00'],
  ])('%s, %s %s', (zone, date, time, utc) => {
    expect(instantOf(zone, date, time)).toBe(utc);
  });

  it('moves a time the clocks skip on by what they skipped', () => {
    expect(instantOf('Europe/Paris', '2020-03-29', '02:30')).toBe('2020-03-29T01:30');
    // Sao Paulo skipped the hour after midnight.
    expect(instantOf('America/Sao_Paulo', '2018-11-04', '00:00')).toBe('2018-11-04T03:00');
  });

  it('takes the first of a time the clocks show twice', () => {
    expect(instantOf('Europe/Paris', '2020-10-25', '02:30')).toBe('2020-10-25T00:30');
    expect(instantOf('Australia/Lord_Howe', '2021-04-04', '01:45')).toBe('2021-04-03T14:45');
  });

  it('agrees with Intl at any instant', () => {
    const names = ['Europe/Paris', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Casablanca'];
    const clocks = new Map(names.map((name) => [name, new Intl.DateTimeFormat('sv-SE', {
      timeZone: name, dateStyle: 'short', timeStyle: 'medium',
    })]));
    fc.assert(fc.property(
      fc.constantFrom(...names), fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2030, 0) }),
      (name, instant) => {
        const local = new Date(instant + TimeZone.of(name).offsetAt(instant)).toISOString();
        expect(local.slice(0, 19).replace('T', ' ')).toBe(clocks.get(name)?.format(instant));
        const { day, ms } = TimeZone.of(name).toLocal(instant);
        // There and back, or to the first of the two instants that look the same.
        expect([0, 1_800_000, 3_600_000]).toContain(instant - TimeZone.of(name).toInstant(day, ms));
      },
    ), { numRuns: 500 });
  });
});
