import { describe, expect, test } from '@jest/globals';
import { MovableClock } from './clock.js';

const NOON = '2020-10-09T12:00:00.000Z';

describe('MovableClock.still', () => {
  test('stands while the act runs, moves when it is moved, and runs on from there', async () => {
    const clock = MovableClock.running();
    await clock.still(async () => {
      clock.set(NOON);
      // Whatever time the machine takes, none passes.
      await new Promise((done) => setImmediate(done));
      expect(clock.now().toISOString()).toBe(NOON);
      clock.advance(1000);
      expect(clock.now().getTime()).toBe(Date.parse(NOON) + 1000);
    });
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse(NOON) + 1000);
    const before = performance.now();
    const shown = clock.now().getTime();
    while (performance.now() < before + 5);
    expect(clock.now().getTime()).toBeGreaterThan(shown);
  });

  test('leaves a frozen clock frozen, also when the act fails', async () => {
    const clock = MovableClock.frozen(NOON);
    await expect(
      clock.still(async () => {
        clock.advance(5000);
        throw new Error('broken off');
      }),
    ).rejects.toThrow('broken off');
    expect(clock.now().getTime()).toBe(Date.parse(NOON) + 5000);
    expect(clock.now()).toEqual(clock.now());
  });

  test('may be asked for within itself', async () => {
    const clock = MovableClock.frozen(NOON);
    await clock.still(() => clock.still(async () => clock.advance(1)));
    expect(clock.now().getTime()).toBe(Date.parse(NOON) + 1);
  });
});
