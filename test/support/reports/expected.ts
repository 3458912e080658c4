import { styleFindings } from '../../../src/assistance/index.js';
import type { WorkingTime } from '../../../src/calendar/index.js';
import type { Past, PastTerm } from './history.js';

/** A second computation of a report's figures: plain loops over what is on record, sharing nothing with the first. */
export interface Asked {
  from: number;
  to: number;
  asOf: number;
  network?: string;
  topicGroupId?: string;
  topicId?: string;
  locationId?: string;
  authorityId?: string;
}

export interface Around {
  groupOf: ReadonlyMap<string, string>;
  workingTime: WorkingTime;
}

type Tally = Record<string, number>;
const add = (tally: Tally, key: string, n = 1): void => void (tally[key] = (tally[key] ?? 0) + n);

const stands = new Map<number, WeakMap<Past, ReturnType<typeof stoodAt>>>();

/** How one incident stood; told once for each moment. */
export function stood(past: Past, asOf: number) {
  const known = stands.get(asOf) ?? new WeakMap<Past, ReturnType<typeof stoodAt>>();
  stands.set(asOf, known);
  const told = known.get(past) ?? stoodAt(past, asOf);
  known.set(past, told);
  return told;
}

function stoodAt(past: Past, asOf: number) {
  const seen = past.events.filter(({ at }) => at <= asOf);
  const moves = seen.filter(({ subject, to }) => subject === 'incident' && to !== null);
  const route = seen.findLast(({ event }) => event === 'incident.route');
  const decline = seen.findLast(({ event }) => event === 'incident.decline');
  const last = moves.at(-1);
  return {
    status: last?.to ?? 'recorded',
    closedAt: last?.to === 'closed' ? last.at : null,
    topic: (route?.details['topicId'] as string | undefined) ?? '-',
    location: (route?.details['locationId'] as string | null | undefined) ?? '-',
    ground: (decline?.details['ground'] as string | undefined) ?? '-',
    authorities: new Set(past.assignments.filter(({ at }) => at <= asOf).map(({ authorityId }) => authorityId)),
  };
}

const spread = (times: number[]) => {
  const list = times.toSorted((a, b) => a - b);
  const at = (share: number) => list[Math.max(Math.ceil(list.length * share), 1) - 1] ?? null;
  return { count: list.length, median: at(0.5), p90: at(0.9), max: list.at(-1) ?? null, total: list.reduce((a, b) => a + b, 0) };
};

const outcomeOf = (term: PastTerm, asOf: number): string => {
  if (term.endedAt !== null && term.endedAt <= asOf) return term.state;
  if (term.dueAt > asOf) return 'running';
  // Rule 9: until it is routed, M-6 and M-7 run for one and the same failure.
  return ['assignment.return', 'incident.route-several'].includes(term.obligation) ? 'not-owed' : 'overdue';
};

function totals(pasts: readonly Past[], asked: Asked, around: Around) {
  const cohort = pasts.filter((past) => fits(past, asked, around) && within(past.recordedAt, asked) && ownIncident(past, asked));
  const states: Tally = {};
  for (const past of cohort) add(states, stood(past, asked.asOf).status);
  const answers = pasts.flatMap((past) => (fits(past, asked, around) ? past.publications.filter((one) => within(one.at, asked) && ownAnswer(past, one, asked)) : []));
  const ends = termsOf(pasts, asked, around).map(({ outcome }) => outcome);
  const count = (...wanted: string[]) => ends.filter((outcome) => wanted.includes(outcome)).length;
  const [declined = 0, merged = 0, closed = 0] = [states['declined'], states['merged'], states['closed']];
  return {
    received: cohort.length, declined, merged, closed, underWay: cohort.length - declined - merged - closed,
    interim: answers.filter(({ kind }) => kind === 'interim').length, final: answers.filter(({ kind }) => kind === 'final').length,
    kept: count('met'), broken: count('met-late', 'overdue'),
  };
}

export const within = (at: number, { from, to, asOf }: Asked): boolean => at >= from && at < to && at <= asOf;

/** Network, topic and place; who worked on it is asked apart. */
export function fits(past: Past, { asOf, network, topicGroupId, topicId, locationId }: Asked, { groupOf }: Around): boolean {
  const { topic, location } = stood(past, asOf);
  return (network === undefined || past.network === network) && (topicGroupId === undefined || groupOf.get(topic) === topicGroupId) && (topicId === undefined || topic === topicId) && (locationId === undefined || location === locationId);
}

export const ownIncident = (past: Past, { authorityId, asOf }: Asked): boolean => authorityId === undefined || stood(past, asOf).authorities.has(authorityId);

/** An answer of one executor is that executor's; a consolidated one everybody's who had sent a draft by then. */
export function ownAnswer(past: Past, { assignmentId, at }: Past['publications'][number], { authorityId }: Asked): boolean {
  if (authorityId === undefined) return true;
  return past.assignments.some((one) => one.authorityId === authorityId && (assignmentId === null ? one.drafts.some((draft) => draft <= at) : one.id === assignmentId));
}

export const termsOf = (pasts: readonly Past[], asked: Asked, around: Around) =>
  pasts.filter((past) => fits(past, asked, around)).flatMap((past) =>
    past.terms
      .filter((term) => term.startedAt <= asked.asOf && term.dueAt >= asked.from && term.dueAt < asked.to && (asked.authorityId === undefined || term.authorityId === asked.authorityId))
      .map((term) => ({ ...term, outcome: outcomeOf(term, asked.asOf) })),
  );

function termRow(all: ReturnType<typeof termsOf>, { workingTime }: Around, asOf: number) {
  const count = (outcome: string) => all.filter((term) => term.outcome === outcome).length;
  const late = all.filter(({ outcome }) => outcome === 'met-late' || outcome === 'overdue').map(({ dueAt, endedAt, clock }) => {
    const until = endedAt !== null && endedAt <= asOf ? endedAt : asOf;
    return clock ? until - dueAt : workingTime.workingTimeBetween(dueAt, until);
  });
  return {
    kept: count('met'), late: count('met-late'), overdue: count('overdue'), cancelled: count('cancelled'),
    took: spread(all.flatMap(({ outcome, took }) => ((outcome === 'met' || outcome === 'met-late') && took !== null ? [took] : []))), lateBy: spread(late),
  };
}

/** M-14: at whom the time went, by the steps of the history. */
function spentOn(past: Past, authorityId: string | undefined) {
  const own = new Set(past.assignments.filter((one) => one.authorityId === authorityId).map(({ id }) => id));
  let [executor, curator] = [0, 0];
  for (const event of past.events) {
    if (event.took === null || (authorityId !== undefined && !(event.subject === 'assignment' && own.has(event.subjectId ?? '')))) continue;
    if (event.bearer === 'executor') executor += event.took;
    const waitsForOthers = event.from === 'part-ready';
    const heldByAssignment = event.subject === 'incident' && event.from === 'returned' && past.events.some((other) => other.at === event.at && other.subject === 'assignment' && other.from === 'returned');
    if (event.bearer === 'curator' && !waitsForOthers && !heldByAssignment) curator += event.took;
  }
  return { executor, curator };
}

/** Every figure, under its key. */
export function expectedFigures(pasts: readonly Past[], asked: Asked, compared: { before: Asked; yearBefore: Asked }, around: Around) {
  const counts = (of: Asked) => {
    const tallies: Record<'states' | 'grounds' | 'networks' | 'topics' | 'topicGroups' | 'locations' | 'authorities' | 'authorityStates', Tally> = {
      states: {}, grounds: {}, networks: {}, topics: {}, topicGroups: {}, locations: {}, authorities: {}, authorityStates: {},
    };
    for (const past of pasts) {
      if (!fits(past, of, around) || !within(past.recordedAt, of) || !ownIncident(past, of)) continue;
      const { status, ground, topic, location, authorities } = stood(past, of.asOf);
      add(tallies.states, status);
      if (status === 'declined') add(tallies.grounds, ground);
      add(tallies.networks, past.network);
      add(tallies.topics, topic);
      add(tallies.topicGroups, around.groupOf.get(topic) ?? '-');
      add(tallies.locations, location);
      for (const authority of authorities) {
        if (of.authorityId !== undefined && authority !== of.authorityId) continue;
        add(tallies.authorities, authority);
        add(tallies.authorityStates, `${authority}|${status}`);
      }
    }
    return tallies;
  };
  const terms = termsOf(pasts, asked, around);
  const closed = pasts.filter((past) => {
    const { closedAt } = stood(past, asked.asOf);
    return closedAt !== null && within(closedAt, asked) && fits(past, asked, around) && ownIncident(past, asked);
  });
  const spent = closed.map((past) => spentOn(past, asked.authorityId));
  const answers: Tally = {};
  const style: Record<string, { answers: number; findings: number }> = {};
  let answered = 0;
  let withFindings = 0;
  for (const past of pasts) {
    if (!fits(past, asked, around)) continue;
    for (const one of past.publications.filter((publication) => within(publication.at, asked) && ownAnswer(past, publication, asked))) {
      add(answers, `${one.kind}|${one.assignmentId === null ? 'consolidated' : one.publisher}`);
      answered += 1;
      const found = styleFindings(one.text, 'reply');
      if (found.length > 0) withFindings += 1;
      for (const rule of new Set(found.map((finding) => finding.rule))) {
        const sum = (style[rule] ??= { answers: 0, findings: 0 });
        sum.answers += 1;
        sum.findings += found.filter((finding) => finding.rule === rule).length;
      }
    }
  }
  const waiting = pasts.filter((past) => {
    const { status } = stood(past, asked.asOf);
    return past.recordedAt < asked.to && past.recordedAt <= asked.asOf && !['declined', 'merged', 'closed'].includes(status) && fits(past, asked, around) && ownIncident(past, asked);
  });
  const by = <T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> => {
    const groups = new Map<string, T[]>();
    for (const one of list) {
      const group = groups.get(key(one));
      if (group) group.push(one);
      else groups.set(key(one), [one]);
    }
    return groups;
  };
  return {
    totals: totals(pasts, asked, around), before: totals(pasts, { ...compared.before }, around), yearBefore: totals(pasts, { ...compared.yearBefore }, around),
    now: counts(asked), previous: counts(compared.before), yearAgo: counts(compared.yearBefore),
    waiting: { count: waiting.length, oldest: waiting.length > 0 ? Math.min(...waiting.map(({ recordedAt }) => recordedAt)) : null },
    answers, style, answered, withFindings,
    terms: new Map([...by(terms, ({ obligation }) => obligation)].map(([key, all]) => [key, termRow(all, around, asked.asOf)])),
    bearers: new Map([...by(terms, ({ obligation, authorityId }) => `${obligation}|${authorityId ?? '-'}`)].map(([key, all]) => [key, termRow(all, around, asked.asOf)])),
    spent: { executor: spread(spent.map(({ executor }) => executor)), curator: spread(spent.map(({ curator }) => curator)) },
    slowest: closed
      .map((past) => ({ number: past.number, recordedAt: past.recordedAt, closedAt: stood(past, asked.asOf).closedAt, workingMs: around.workingTime.workingTimeBetween(past.recordedAt, stood(past, asked.asOf).closedAt as number), ...spentOn(past, asked.authorityId) }))
      .toSorted((a, b) => b.workingMs - a.workingMs || a.number - b.number)
      .slice(0, 10),
  };
}
