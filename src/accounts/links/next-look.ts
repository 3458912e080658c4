import { createHash } from 'node:crypto';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** Looks that may fail before the page is left alone until its day comes. */
const RETRIES = 3;

/**
 * When a page is looked at next: once a week, each account at a moment of the week of its own, so that looks are spread out;
 * a page that could not be read, tomorrow, three times.
 * @param failures looks in succession that could not read the page, the present one too.
 */
export function nextLook(accountId: string, now: Date, failures: number): Date {
  if (failures > 0 && failures <= RETRIES) return new Date(now.getTime() + DAY);
  const offset = createHash('sha256').update(accountId).digest().readUInt32BE() % WEEK;
  // At least half a week from now: a look after a change may come just before the account's own moment.
  const earliest = now.getTime() + WEEK / 2;
  return new Date(earliest + ((((offset - earliest) % WEEK) + WEEK) % WEEK));
}
