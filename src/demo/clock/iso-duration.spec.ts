import { describe, expect, test } from '@jest/globals';
import { durationMs, isoDuration } from './iso-duration.js';

const HOUR = 3_600_000;

describe('durationMs', () => {
  test.each([
    ['PT0S', 0],
    ['PT15M', HOUR / 4],
    ['PT2H30M', 2.5 * HOUR],
    ['P1D', 24 * HOUR],
    ['P1DT9H', 33 * HOUR],
    ['P2W', 14 * 24 * HOUR],
    ['P1W1D', 8 * 24 * HOUR],
    ['PT0.5S', 500],
    ['PT1,25S', 1250],
    ['PT90M', 1.5 * HOUR],
  ])('%s', (text, ms) => expect(durationMs(text)).toBe(ms));

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1H',
    'PT1H30',
    'pt1h',
    'PT1.5H',
    'PT1M1H',
    'P1D ',
    'PT1S1S',
    '+PT1H',
    'PT1e3S',
    'PT9999999999S',
    'PT0.1234S',
  ])('%p is no duration', (text) => expect(durationMs(text)).toBe('not-a-duration'));

  test.each(['P1M', 'P1Y', 'P1Y2M3DT4H', 'P0M'])('%s has no length of its own', (text) =>
    expect(durationMs(text)).toBe('months-or-years'),
  );

  test.each(['-PT1H', 'PT-1H', 'P-1D'])('%s is negative', (text) => expect(durationMs(text)).toBe('negative'));
});

test.each([0, 1, 250, 1000, 5_400_250, 7 * 24 * HOUR])('isoDuration(%d) is read back', (ms) =>
  expect(durationMs(isoDuration(ms))).toBe(ms),
);
