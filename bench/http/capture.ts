import pg from 'pg';

/** One statement as the driver was given it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Query = (config: unknown, values?: unknown, callback?: unknown) => unknown;

/**
 * Everything that goes through the `pg` of this process while `act` runs, in order: the very statements the product
 * sends, transactions and all. Nothing else may use the driver meanwhile.
 */
export async function capture(act: () => Promise<void>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function query(this: unknown, config, values, callback) {
    const given = typeof config === 'string' ? { text: config, values } : (config as { text: string; values?: unknown });
    statements.push({ text: given.text, values: Array.isArray(given.values) ? (given.values as unknown[]) : [] });
    return original.call(this, config, values, callback);
  };
  try {
    await act();
  } finally {
    prototype.query = original;
  }
  return statements;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Identifiers that occur in one capture of an act but not in another: they belong to that one run of it. */
export function ownIds(statements: readonly Statement[], other: readonly Statement[]): string[] {
  const foreign = idsOf(other);
  return [...idsOf(statements)].filter((id) => !foreign.has(id));
}

function idsOf(statements: readonly Statement[]): Set<string> {
  return new Set(statements.flatMap(({ values }) => JSON.stringify(values).match(UUID) ?? []));
}

/** The same statements for another subject: each captured word (an id, the number of a post) becomes another one. */
export function retarget(statements: readonly Statement[], words: ReadonlyMap<string, string>): Statement[] {
  const pattern = new RegExp([...words.keys()].join('|'), 'g');
  const swap = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(pattern, (word) => words.get(word) ?? word);
    if (Array.isArray(value)) return value.map(swap);
    return value;
  };
  return statements.map(({ text, values }) => ({ text, values: values.map(swap) }));
}
