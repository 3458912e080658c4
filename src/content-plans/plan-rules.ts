import { addDays, daysOf, type IsoWeek } from './iso-week.js';
import { inOrder, type ItemContent } from './plan-item.entity.js';

/** Posts recommended a week: the Government's accounts, an authority's. */
export const minimumOf = ({ authorityId }: { authorityId: string | null }): number => (authorityId === null ? 10 : 5);

/** Most posts of one plan: thirty a day is more than any office writes. */
export const MAX_ITEMS = 210;

/** Two posts of one account closer than this push each other out of sight. */
export const CONFLICT_MINUTES = 30;

export const warningCodes = ['out-of-week', 'past', 'time-conflict', 'account-ended', 'too-long', 'no-text', 'text-only', 'by-hand-only'] as const;
export type WarningCode = (typeof warningCodes)[number];

/** What whoever writes the plan should look at; only posts out of the week are refused, when it is sent. */
export interface PlanWarning {
  code: WarningCode;
  itemId: string;
  /** The other post of a conflict, which comes first. */
  otherItemId: string | null;
  accountId: string | null;
}

interface Circumstances {
  week: IsoWeek;
  /** Accounts in force of the plan's authority. */
  accountIds: ReadonlySet<string>;
  /** The present moment by local clocks, `YYYY-MM-DD HH:MM`. */
  now: string;
}

/** Warnings in the order of the posts. */
export function planWarnings(items: readonly ItemContent[], { week, accountIds, now }: Circumstances): PlanWarning[] {
  const days = new Set(daysOf(week));
  const sorted = inOrder(items);
  const lastIn = new Map<string, ItemContent>();
  return sorted.flatMap((item) => {
    const about = (code: WarningCode, more: Partial<PlanWarning> = {}): PlanWarning => ({ code, itemId: item.id, otherItemId: null, accountId: null, ...more });
    const found: PlanWarning[] = [];
    if (!days.has(item.date)) found.push(about('out-of-week'));
    if (`${item.date} ${item.time}` < now) found.push(about('past'));
    for (const accountId of item.accountIds) {
      if (!accountIds.has(accountId)) found.push(about('account-ended', { accountId }));
      const before = lastIn.get(accountId);
      if (before && minutesBetween(before, item) < CONFLICT_MINUTES) found.push(about('time-conflict', { otherItemId: before.id, accountId }));
      lastIn.set(accountId, item);
    }
    return found;
  });
}

/** Posts whose date is not in the week. */
export function outOfWeek(items: readonly ItemContent[], week: IsoWeek): ItemContent[] {
  const days = new Set(daysOf(week));
  return items.filter(({ date }) => !days.has(date));
}

/** A post as it would stand a week later. */
export const aWeekLater = <T extends Pick<ItemContent, 'date'>>(item: T): T => ({ ...item, date: addDays(item.date, 7) });

/** Whether two posts say the same at the same moment, whatever accounts they go to. */
export const sameSlot = (a: ItemContent, b: ItemContent): boolean =>
  a.date === b.date && a.time === b.time && a.theme === b.theme && a.text === b.text && a.format === b.format && a.way === b.way;

const minuteOf = ({ date, time }: Pick<ItemContent, 'date' | 'time'>): number => Date.parse(`${date}T${time}:00Z`) / 60_000;
const minutesBetween = (before: ItemContent, after: ItemContent): number => minuteOf(after) - minuteOf(before);
