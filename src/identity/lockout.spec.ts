import { describe, expect, test } from '@jest/globals';
import { afterFailure, isLocked, type LockoutState, secondsUntil } from './lockout.js';

const rules = { maxFailures: 3, lockoutMinutes: 15 };
const at = (minute: number) => new Date(Date.UTC(2020, 5, 17, 0, minute));
const none: LockoutState = { failures: 0, lockedUntil: null };

describe('lockout', () => {
  test('closes at the last failure borne, for the minutes configured', () => {
    const first = afterFailure(none, at(0), rules);
    expect(first).toEqual({ failures: 1, lockedUntil: null });
    const third = afterFailure(afterFailure(first, at(1), rules), at(2), rules);
    expect(third).toEqual({ failures: 3, lockedUntil: at(17) });
    expect(isLocked(third, new Date(at(17).getTime() - 1))).toBe(true);
    expect(isLocked(third, at(17))).toBe(false);
  });

  test('failures that arrive while it is closed are counted and do not prolong it', () => {
    const locked = { failures: 3, lockedUntil: at(17) };
    expect(afterFailure(locked, at(5), rules)).toEqual({ failures: 4, lockedUntil: at(17) });
  });

  test('once it has run out the count starts anew', () => {
    const over = { failures: 7, lockedUntil: at(17) };
    expect(afterFailure(over, at(17), rules)).toEqual({ failures: 1, lockedUntil: null });
  });

  test('a single failure may already close', () => {
    expect(afterFailure(none, at(0), { maxFailures: 1, lockoutMinutes: 1 }).lockedUntil).toEqual(at(1));
  });

  test('tells whole seconds, at least one', () => {
    expect(secondsUntil(at(1), at(0))).toBe(60);
    expect(secondsUntil(new Date(at(0).getTime() + 1), at(0))).toBe(1);
    expect(secondsUntil(at(0), at(1))).toBe(1);
  });
});
