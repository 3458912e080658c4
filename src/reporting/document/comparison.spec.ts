import { describe, expect, it } from '@jest/globals';
import type { Figures } from '../figures/figures.types.js';
import { change, comparison, onRecord } from './comparison.js';

const compared = {
  before: { from: '2020-09-01T00:00:00+10:00', to: '2020-10-01T00:00:00+10:00' },
  yearBefore: { from: '2019-10-01T00:00:00+10:00', to: '2019-11-01T00:00:00+10:00' },
};
const figures = (more: object): Figures => ({ month: '2020-10', compared, totals: { received: 190 }, before: { received: 36 }, yearBefore: { received: 190 }, ...more }) as unknown as Figures;

describe('comparison with earlier periods', () => {
  it.each([
    ['2020-09-30T08:50:00+10:00', 'part', 'nothing'],
    ['2020-09-01T08:50:00+10:00', 'whole', 'nothing'],
    ['2020-10-01T00:00:00+10:00', 'nothing', 'nothing'],
    ['2019-01-01T00:00:00+10:00', 'whole', 'whole'],
    [null, 'nothing', 'nothing'],
    [undefined, 'whole', 'whole'],
  ])('records since %s: the month before is on record in %s, the year before in %s', (recordsSince, before, yearBefore) => {
    const asked = figures({ recordsSince });
    expect([onRecord(asked, 'before'), onRecord(asked, 'yearBefore')]).toEqual([before, yearBefore]);
  });

  it.each([
    [190, 36, 'nothing', '—'], [190, 36, 'part', '+154'], [190, 36, 'whole', '+154\u00A0(+427,8\u00A0%)'], [3, 1, 'whole', '+2'], [15, 20, 'whole', '−5\u00A0(−25,0\u00A0%)'], [4, 4, 'part', '0'],
  ] as const)('%d after %d, on record %s: %s', (now, before, known, words) => expect(change(now, before, known)).toBe(words));

  it('says in Russian what is compared with what, and nothing of a time without records', () => {
    expect(comparison(figures({}))).toBe('на 154 больше, чем в предыдущем месяце, и столько же, сколько в том же месяце прошлого года');
    expect(comparison(figures({ month: null, recordsSince: '2020-09-01T08:50:00+10:00', before: { received: 200 } }))).toBe('на 10 меньше, чем за такой же период перед этим');
    expect(comparison(figures({ recordsSince: '2020-09-30T08:50:00+10:00' }))).toBe('');
  });
});
