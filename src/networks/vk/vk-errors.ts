import { rejected, type Refused, type Rejection } from '../outcome.js';

const MINUTE = 60_000;

/** VK's error codes as reasons; the second member is how long to wait, milliseconds. */
const known: Record<number, [Rejection, number?]> = {
  1: ['busy', 1000],
  5: ['credential'],
  6: ['rate', 1000],
  7: ['rights'],
  9: ['rate', 5 * MINUTE],
  10: ['busy', 1000],
  14: ['captcha'],
  15: ['rights'],
  27: ['rights'],
  29: ['quota'],
  100: ['invalid'],
  203: ['rights'],
  211: ['closed'],
  212: ['closed'],
  213: ['closed'],
  214: ['content'],
  222: ['content'],
  223: ['quota'],
  1051: ['rights'],
  1117: ['credential'],
  3300: ['captcha'],
};

/** An error of VK by its code: they come inside HTTP 200, and a code nobody knows is a person's matter. */
export function vkRefusal(code: number): Refused {
  const [reason, wait = null] = known[code] ?? ['invalid'];
  return rejected(reason, `VK ${code}`, wait);
}
