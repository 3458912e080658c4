import { amount, share } from '../../platform/russian/index.js';
import type { Figures } from '../figures/figures.types.js';

/** Below this a percentage of the base says nothing: three messages instead of one are no «+200 %». */
const SMALLEST_BASE = 20;
/** A period whose first messages came later than this part of it was not wholly recorded. */
const LATE_BEGINNING = 0.1;

export type Earlier = 'before' | 'yearBefore';

/** How much of an earlier period is on record: nothing before the first message, and a part where it came in the middle. */
export type OnRecord = 'nothing' | 'part' | 'whole';

/** @returns `whole` also for figures formed before the first record was kept with them. */
export function onRecord({ compared, recordsSince }: Pick<Figures, 'compared' | 'recordsSince'>, earlier: Earlier): OnRecord {
  const period = compared?.[earlier];
  if (!period || recordsSince === undefined) return 'whole';
  const [from, to, first] = [Date.parse(period.from), Date.parse(period.to), recordsSince === null ? Number.POSITIVE_INFINITY : Date.parse(recordsSince)];
  if (first >= to) return 'nothing';
  return first - from > (to - from) * LATE_BEGINNING ? 'part' : 'whole';
}

/** «+12 (+3,4 %)»: a percentage only of a whole period and of no tiny base; a dash where nothing is on record. */
export function change(now: number, before: number, known: OnRecord): string {
  if (known === 'nothing') return '—';
  const difference = now - before;
  if (difference === 0) return '0';
  const sign = difference > 0 ? '+' : '−';
  const part = known === 'whole' && before >= SMALLEST_BASE ? `\u00A0(${sign}${share(Math.abs(difference), before)})` : '';
  return `${sign}${amount(Math.abs(difference))}${part}`;
}

/** «на 12 больше, чем в предыдущем месяце, и столько же, сколько в том же месяце прошлого года»; empty where there is nothing to compare with. */
export function comparison(figures: Figures): string {
  const names: Record<Earlier, string> = figures.month
    ? { before: 'в предыдущем месяце', yearBefore: 'в том же месяце прошлого года' }
    : { before: 'за такой же период перед этим', yearBefore: 'за тот же период прошлого года' };
  const { received } = figures.totals;
  return (Object.keys(names) as Earlier[])
    .filter((earlier) => onRecord(figures, earlier) === 'whole')
    .map((earlier) => {
      const difference = received - figures[earlier].received;
      if (difference === 0) return `столько же, сколько ${names[earlier]}`;
      return `на ${amount(Math.abs(difference))} ${difference > 0 ? 'больше' : 'меньше'}, чем ${names[earlier]}`;
    })
    .join(', и ');
}
