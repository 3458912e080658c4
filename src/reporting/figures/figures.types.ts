import type { FigureFilter } from './slice.js';

/** Totals of a period: what the report compares with the month before and the year before. */
export interface Totals {
  /** Messages recorded. */
  received: number;
  declined: number;
  merged: number;
  /** Recorded in the period and finally answered by the source moment. */
  closed: number;
  /** Recorded in the period and still owing an answer. */
  underWay: number;
  /** Answers published in the period. */
  interim: number;
  final: number;
  /** Terms due in the period that were kept, and broken: met late, or over and not met. */
  kept: number;
  broken: number;
}

/** A count under a name, beside the same of the month before and the year before. */
export interface Count {
  /** Key of the figure, for its messages. */
  key: string;
  name: string;
  count: number;
  before: number;
  yearBefore: number;
}

/** A spread of working time, milliseconds: values of the sorted list, not between them. */
export interface Spread {
  count: number;
  median: number | null;
  p90: number | null;
  max: number | null;
  total: number;
}

/** How one obligation was kept, by everybody or by one bearer. */
export interface TermRow {
  obligation: string;
  clause: string;
  title: string;
  bearerRole: string;
  /** Null in the rows of everybody. */
  authority: { id: string; name: string } | null;
  kept: number;
  late: number;
  /** Over and not met at the source moment. */
  overdue: number;
  cancelled: number;
  /** Working time from start to end, of those met. */
  took: Spread;
  /** By how much the broken ones were late; what was not met, up to the source moment. */
  lateBy: Spread;
}

/** One authority's month. */
export interface AuthorityRow {
  id: string;
  name: string;
  received: number;
  closed: number;
  underWay: number;
  kept: number;
  broken: number;
  /** Working time its executors took for a draft. */
  draft: Spread;
}

/** One of the slowest cases. */
export interface SlowCase {
  incidentId: string;
  number: number;
  topic: string | null;
  authorities: string[];
  recordedAt: string;
  closedAt: string;
  workingMs: number;
  executorMs: number;
  curatorMs: number;
}

/** One section that another room gives figures of. */
export interface Supplement {
  key: string;
  title: string;
  columns: string[];
  rows: (string | number)[][];
  note: string | null;
}

/** What the style of published answers shows. */
export interface StyleFigures {
  /** Answers looked at. */
  answers: number;
  /** Those with a finding. */
  withFindings: number;
  rules: { rule: string; title: string; answers: number; findings: number; examples: { incidentId: string; number: number; fragment: string }[] }[];
}

/** A stretch of time as figures name it: from its first instant up to and without its last. */
export interface Stretch {
  from: string;
  to: string;
}

/** Everything a report says in numbers, of one period as of one source moment; documents are rendered from it alone. */
export interface Figures {
  month: string | null;
  from: string;
  to: string;
  /** Source moment. */
  asOf: string;
  filter: FigureFilter;
  /** The filter in words. */
  narrowedTo: { what: string; name: string }[];
  totals: Totals;
  before: Totals;
  yearBefore: Totals;
  /** The periods it is compared with; absent in drafts formed before it was kept. */
  compared?: { before: Stretch; yearBefore: Stretch };
  /** When the first message of all was recorded: before it there is nothing to compare with. Absent in drafts formed before it was kept. */
  recordsSince?: string | null;
  /** Messages recorded before the period's end, ever, that still owed an answer, and the oldest of them. */
  waiting: { count: number; oldest: string | null };
  states: Count[];
  grounds: Count[];
  networks: Count[];
  topicGroups: Count[];
  topics: Count[];
  locations: Count[];
  authorities: AuthorityRow[];
  answers: { kind: string; publisher: string; count: number }[];
  terms: TermRow[];
  bearers: TermRow[];
  /** M-14: working time of the messages closed in the period, at the executor and apart at the curator. */
  spent: { executor: Spread; curator: Spread };
  slowest: SlowCase[];
  style: StyleFigures;
  supplements: Supplement[];
}
