import type { WorkingTime } from '../../calendar/index.js';
import type { IncidentView } from '../../incidents/index.js';
import { clauseInRussian, counted, dayAndTime, shortDay, span, time } from '../../platform/russian/index.js';

export type Term = IncidentView['deadlines'][number];

/** How long an obligation is, as `GET /regulation` tells. */
export interface Length {
  kind: string;
  amount?: number;
}

/** «6 рабочих часов», «1 час» for a clock hour, «7 рабочих дней». */
export function length({ kind, amount = 0 }: Length): string {
  if (kind === 'clock-hours') return counted(amount, 'час', 'часа', 'часов');
  if (kind === 'working-hours') return counted(amount, 'рабочий час', 'рабочих часа', 'рабочих часов');
  if (kind === 'working-days') return counted(amount, 'рабочий день', 'рабочих дня', 'рабочих дней');
  return '';
}

const isOpen = ({ state }: Term): boolean => state === 'open' || state === 'overdue';

/** What changed in the terms of an incident between two looks at it. */
export function changes(before: readonly Term[], after: readonly Term[]): { opened: Term[]; ended: Term[] } {
  const wasOpen = new Set(before.filter(isOpen).map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  return {
    opened: after.filter((term) => isOpen(term) && !known.has(term.id)),
    ended: after.filter((term) => !isOpen(term) && (wasOpen.has(term.id) || !known.has(term.id))),
  };
}

/** A due moment; the day is left out when it is `now`'s. */
export const due = (at: Date, now: Date): string => (shortDay(at) === shortDay(now) ? time(at) : dayAndTime(at));

/** «в срок, осталось 35 мин», «с опозданием на 15 мин», in working time; or why the term was taken off. */
export function outcome({ state, dueAt, metAt, cancelReason }: Term, workingTime: WorkingTime): string {
  if (state === 'cancelled') return `срок снят, ${reasons[cancelReason ?? ''] ?? cancelReason ?? ''}`;
  const left = metAt ? workingTime.workingTimeBetween(new Date(metAt), new Date(dueAt)) : 0;
  return state === 'met-late' ? `с опозданием на ${span(-left)}` : `в срок, оставалось ${span(left)}`;
}

const reasons: Record<string, string> = {
  'routed-to-one': 'направлено одному исполнителю',
  'routed-to-several': 'направлено нескольким исполнителям',
  'draft-sent': 'проект ответа уже направлен',
  returned: 'сообщение возвращено',
  withdrawn: 'назначение отозвано',
  'incident-ended': 'работа по сообщению закончена',
};

export const clauseOf = ({ clause }: { clause: string | null }): string => (clause ? clauseInRussian(clause) : '');

/** Who answers for a term, by name where it is an executor. */
export function bearerOf({ bearer }: Term, assignments: IncidentView['assignments']): string {
  if (bearer.role === 'curator') return 'куратор';
  return assignments.find(({ executor }) => executor?.id === bearer.contactId)?.executor?.name ?? bearer.role;
}

/** Terms that are alike but for who bears them, together. */
export function alike(terms: readonly Term[]): Term[][] {
  const groups = new Map<string, Term[]>();
  for (const term of terms) {
    const key = `${term.obligation} ${term.dueAt}`;
    groups.set(key, [...(groups.get(key) ?? []), term]);
  }
  return [...groups.values()];
}
