/** Why a text is not a span the clock can be moved by; `null` in its place means it is. */
export type DurationFault = 'not-a-duration' | 'months-or-years' | 'negative';

const DURATION =
  /^P(?=.)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,3}))?S)?)?$/;
const SECOND = 1000;
const [MINUTE, HOUR, DAY] = [60 * SECOND, 3600 * SECOND, 86_400 * SECOND];

/**
 * The length of an ISO 8601 duration in milliseconds (`PT2H30M`, `P1DT9H`, `P2W`). Days are 24 hours.
 * Months and years are refused: they have no length of their own.
 */
export function durationMs(text: string): number | DurationFault {
  if (/^[-+]P|^P.*-/.test(text)) return text.includes('-') ? 'negative' : 'not-a-duration';
  const found = DURATION.exec(text);
  if (!found) return /^P[^T]*\d[YM]/.test(text) ? 'months-or-years' : 'not-a-duration';
  const [weeks, days, hours, minutes, seconds] = found.slice(1, 6).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Number((found[6] ?? '0').padEnd(3, '0'));
  return weeks * 7 * DAY + days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND + milliseconds;
}

/** A length in milliseconds as an ISO 8601 duration: `PT5400.25S`. */
export const isoDuration = (ms: number): string => `PT${(ms / SECOND).toFixed(3).replace(/\.?0+$/, '')}S`;
