/**
 * A workflow as data: one typed table per aggregate says from which state, by which event, under which
 * circumstances, who may go where, and under which clause. Everything else is derived from it:
 * the check of an act, `allowedActions`, the diagram.
 */
export interface Transition<State extends string, Event extends string, Role extends string, When extends object> {
  event: Event;
  from: State | null;
  to: State;
  /** Who may act; empty for consequences the product draws by itself. */
  roles: readonly Role[];
  clause: string;
  /** Circumstances the row holds for; members left out do not matter. */
  when?: { readonly [K in keyof When]?: When[K] | readonly When[K][] };
}

export interface Workflow<Row> {
  name: string;
  table: readonly Row[];
  /** States in which an aggregate rests for good. */
  final: readonly string[];
}

type AnyRow = Transition<string, string, string, object>;
type WhenOf<Row> = Row extends Transition<string, string, string, infer When> ? When : never;

/** The row an event takes from a state under the circumstances, or null when the act is not allowed. */
export function transitionOf<Row extends AnyRow>(
  workflow: Workflow<Row>,
  from: Row['from'],
  event: Row['event'],
  circumstances: Partial<WhenOf<Row>>,
): Row | null {
  return workflow.table.find((row) => row.from === from && row.event === event && holds(row, circumstances)) ?? null;
}

/** Events a role may cause from a state, under the circumstances known; unknown circumstances do not exclude. */
export function allowedEvents<Row extends AnyRow>(
  workflow: Workflow<Row>,
  from: Row['from'],
  roles: readonly string[],
  circumstances: Partial<WhenOf<Row>>,
): Row['event'][] {
  const rows = workflow.table.filter(
    (row) => row.from === from && row.roles.some((role) => roles.includes(role)) && holds(row, circumstances, true),
  );
  return [...new Set(rows.map((row) => row.event))];
}

function holds(row: AnyRow, circumstances: object, unknownHolds = false): boolean {
  return Object.entries(row.when ?? {}).every(([name, wanted]) => {
    const value = (circumstances as Record<string, unknown>)[name];
    if (value === undefined) return unknownHolds;
    return Array.isArray(wanted) ? wanted.includes(value) : wanted === value;
  });
}

/**
 * Checks a table when the product starts.
 * @throws Error when two rows overlap, a state cannot be reached, or a state that is not final has no way on.
 */
export function checkWorkflow(workflow: Workflow<AnyRow>): void {
  const { name, table, final } = workflow;
  const reached = new Set<string | null>([null]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const row of table) {
      if (!reached.has(row.from) || reached.has(row.to)) continue;
      reached.add(row.to);
      grown = true;
    }
  }
  for (const row of table) {
    if (!reached.has(row.from)) throw new Error(`${name}: state ${row.from} cannot be reached`);
    if (!final.includes(row.to) && !table.some((next) => next.from === row.to)) throw new Error(`${name}: no way on from ${row.to}`);
    if (row.from !== null && final.includes(row.from)) throw new Error(`${name}: a way on from the final state ${row.from}`);
    const twin = table.find((other) => other !== row && other.from === row.from && other.event === row.event && overlap(row, other));
    if (twin) throw new Error(`${name}: two rows for ${row.event} from ${row.from}`);
  }
}

function overlap(a: AnyRow, b: AnyRow): boolean {
  const values = (wanted: unknown): unknown[] => (Array.isArray(wanted) ? wanted : [wanted]);
  const other = (b.when ?? {}) as Record<string, unknown>;
  return Object.entries(a.when ?? {}).every(
    ([name, wanted]) => !(name in other) || values(wanted).some((value) => values(other[name]).includes(value)),
  );
}

/** The table as a Mermaid state diagram, for the module's README. */
export function mermaid(workflow: Workflow<AnyRow>): string {
  const id = (state: string | null) => (state === null ? '[*]' : state.replaceAll('-', '_'));
  const arrows = new Map<string, Set<string>>();
  for (const row of workflow.table) {
    const arrow = `${id(row.from)} --> ${id(row.to)}`;
    const label = `${row.event} (${row.clause})`;
    arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(label));
  }
  return [
    'stateDiagram-v2',
    ...[...arrows].map(([arrow, labels]) => `  ${arrow}: ${[...labels].join(', ')}`),
    ...workflow.final.map((state) => `  ${id(state)} --> [*]`),
  ].join('\n');
}
