import { type Deadline, obligation } from '../regulation/index.js';

/**
 * Of two terms that are alternatives of one duty (M-6 and M-7 while a message waits to be routed) one is told: the one that
 * ends first. @returns whether the term's twin is told in its place.
 * @param when says whether the twin is what it is told as.
 */
export function isTold(deadline: Deadline, others: readonly Deadline[], when: (twin: Deadline) => boolean = () => true): boolean {
  const { alternative } = obligation(deadline.obligation);
  const twin = others.find(({ obligation: key, subjectId, state }) => key === alternative && subjectId === deadline.subjectId && state === 'open');
  if (!twin || !when(twin)) return false;
  return twin.dueAt < deadline.dueAt || (twin.dueAt.getTime() === deadline.dueAt.getTime() && twin.obligation < deadline.obligation);
}
