import type { ItemContent } from './plan-item.entity.js';

/** What a plan says at one moment: a version that was sent, or the working copy. */
export interface PlanContent {
  items: readonly ItemContent[];
  fewerReason: string | null;
}

const fields = ['date', 'time', 'accountIds', 'theme', 'text', 'format', 'newsPeg', 'way'] as const;

export interface FieldChange {
  field: (typeof fields)[number];
  before: string | string[] | null;
  after: string | string[] | null;
}

/** The difference between two states of a plan, as data. */
export interface PlanChanges {
  added: ItemContent[];
  removed: ItemContent[];
  changed: { itemId: string; fields: FieldChange[] }[];
  fewerReason: { before: string | null; after: string | null } | null;
}

/** What happened to the posts from `before` to `after`; a post is the same as long as its id is. */
export function planChanges(before: PlanContent, after: PlanContent): PlanChanges {
  const earlier = new Map(before.items.map((item) => [item.id, item]));
  const later = new Set(after.items.map(({ id }) => id));
  return {
    added: after.items.filter(({ id }) => !earlier.has(id)),
    removed: before.items.filter(({ id }) => !later.has(id)),
    changed: after.items.flatMap((item) => {
      const was = earlier.get(item.id);
      const changes = was ? fieldChanges(was, item) : [];
      return changes.length > 0 ? [{ itemId: item.id, fields: changes }] : [];
    }),
    fewerReason: before.fewerReason === after.fewerReason ? null : { before: before.fewerReason, after: after.fewerReason },
  };
}

/** Whether nothing differs. */
export const isUnchanged = ({ added, removed, changed, fewerReason }: PlanChanges): boolean =>
  added.length + removed.length + changed.length === 0 && fewerReason === null;

function fieldChanges(was: ItemContent, is: ItemContent): FieldChange[] {
  return fields
    .filter((field) => comparable(was[field]) !== comparable(is[field]))
    .map((field) => ({ field, before: was[field], after: is[field] }));
}

/** Accounts are a set: their order means nothing. */
const comparable = (value: ItemContent[(typeof fields)[number]]): string => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
