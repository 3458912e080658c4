import { expect, test } from '@jest/globals';
import { pauseAfter, pauseAfterRefusal } from './reading-plan.js';

const MINUTE = 60_000;

test('what is lively is read at the pace of the setting, what is quiet ever less often, what is paid for every quarter of an hour', () => {
  expect([0, 1, 3, 50].map((quiet) => pauseAfter({ kind: 'comments', quiet }, 'vk', 60))).toEqual([MINUTE, 2 * MINUTE, 8 * MINUTE, 60 * MINUTE]);
  expect([0, 50].map((quiet) => pauseAfter({ kind: 'mentions', quiet }, 'vk', 60))).toEqual([MINUTE, 10 * MINUTE]);
  expect(pauseAfter({ kind: 'search', quiet: 0 }, 'twitter', 5)).toBe(15 * MINUTE);
});

test('after a refusal: as long as the network says, longer each time, longest where a person must mend something', () => {
  expect(pauseAfterRefusal({ reason: 'rate', retryAfterMs: 5 * MINUTE }, 0)).toBe(5 * MINUTE);
  expect([0, 1, 2, 30].map((failures) => pauseAfterRefusal({ reason: 'busy', retryAfterMs: null }, failures))).toEqual([10_000, 20_000, 40_000, 30 * MINUTE]);
  expect([0, 1, 30].map((failures) => pauseAfterRefusal({ reason: 'credential', retryAfterMs: null }, failures))).toEqual([10 * MINUTE, 20 * MINUTE, 360 * MINUTE]);
});
