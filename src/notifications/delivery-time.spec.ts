import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { deliveryTime } from './delivery-time.js';

const at = (time: string, day = '2020-10-09') => new Date(`${day}T${time}:00+10:00`);
const plain = { quietFrom: null, quietTo: null, digest: [], digestAt: ['09:00'] };
const timeZone = 'Asia/Vladivostok';
const wish = { letter: 'assignment', urgency: 'term' as const, dueAt: at('17:00'), preference: plain, timeZone };

describe('deliveryTime', () => {
  it('is at once for somebody who wished nothing', () =>
    expect(deliveryTime({ ...wish, now: at('11:20') })).toEqual({ at: at('11:20'), gathering: 'letter' }));

  it('is the next digest for a kind that was named, unless the term ends before', () => {
    const preference = { ...plain, digest: ['assignment'], digestAt: ['09:00', '15:30'] };
    expect(deliveryTime({ ...wish, preference, now: at('11:20') })).toEqual({ at: at('15:30'), gathering: 'digest' });
    expect(deliveryTime({ ...wish, preference, now: at('16:00') })).toEqual({ at: at('16:00'), gathering: 'letter' });
    expect(deliveryTime({ ...wish, preference, letter: 'remarks', now: at('11:20') }).gathering).toBe('letter');
    expect(deliveryTime({ ...wish, preference, dueAt: null, now: at('11:20') }).gathering).toBe('letter');
  });

  it('is the end of quiet hours, over midnight too, unless the term ends before', () => {
    const preference = { ...plain, quietFrom: '20:00', quietTo: '07:30' };
    const night = { ...wish, preference, now: at('23:10') };
    expect(deliveryTime({ ...night, dueAt: at('12:00', '2020-10-10') }).at).toEqual(at('07:30', '2020-10-10'));
    expect(deliveryTime({ ...night, dueAt: at('00:10', '2020-10-10') }).at).toEqual(at('23:10'));
    expect(deliveryTime({ ...night, urgency: 'calm', dueAt: null }).at).toEqual(at('07:30', '2020-10-10'));
    expect(deliveryTime({ ...night, now: at('07:30') }).at).toEqual(at('07:30'));
  });
});

test('nothing about a term is ever held back to its end or beyond', () => {
  const clockTime = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  fc.assert(
    fc.property(fc.nat(3_000), fc.integer({ min: 1, max: 4_000 }), clockTime, clockTime, fc.array(clockTime, { minLength: 1, maxLength: 4 }), fc.boolean(), (start, length, quietFrom, quietTo, digestAt, named) => {
      const now = new Date(at('00:00').getTime() + start * 60_000);
      const dueAt = new Date(now.getTime() + length * 60_000);
      const moment = deliveryTime({ ...wish, now, dueAt, preference: { quietFrom, quietTo, digestAt, digest: named ? ['assignment'] : [] } });
      return moment.at >= now && moment.at < dueAt;
    }),
  );
});
