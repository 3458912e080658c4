import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { readTimestamp } from './timestamps.js';

const slow = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);
const shown = (at: Date) => at.toISOString().replace('T', ' ').replace('Z', '');

test('reads what PostgreSQL writes of any instant, with as many digits as it writes', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (at) => {
      const text = `${shown(at).replace(/\.?0+$/, '')}`.replace(/ (\d\d:\d\d)$/, ' $1:00').replace(/ (\d\d)$/, ' $1:00:00');
      const written = /:\d\d(\.\d+)?$/.test(text) && text.length >= 19 ? text : shown(at);
      expect((readTimestamp(`${written}+00`) as Date).getTime()).toBe(at.getTime());
    }),
  );
});

test.each(['2020-06-17 00:00:00+00', '2020-06-17 23:59:59.1+00', '2020-06-17 00:00:00.123999+00', '2020-06-17 10:00:00+10', '0044-03-15 12:00:00+00', '0044-03-15 12:00:00+00 BC', '12020-01-01 00:00:00+00', '2020-06-17 05:30:00.5+05:30', 'infinity'])(
  'reads %s as the driver does',
  (text) => expect(readTimestamp(text)).toEqual(slow(text)),
);
