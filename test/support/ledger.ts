import { expect } from '@jest/globals';
import pg from 'pg';

/** What is wrong with the record of deadlines; all empty when nothing was lost and nothing came twice. */
export interface Faults {
  /** Deadlines whose events are not exactly the marks that have come, in their order. */
  wrong: { id: string; expected: string[]; recorded: string[] }[];
  /** Events of deadlines there are not. */
  strays: string[];
}

/** Marks that have come by a deadline's end, or by now, against the events that tell of them. */
const COMPARE = `
  WITH mark AS (
    SELECT d.id, 'deadline.' || m.name AS type, m.at, m.place FROM deadline d,
      LATERAL (VALUES (1, 'half', d.half_at), (2, 'soon', d.soon_at), (3, 'passed', d.due_at)) AS m(place, name, at)
    WHERE m.at <= least(coalesce(d.ended_at, 'infinity'), $1::timestamptz)
  ), expected AS (SELECT id, array_agg(type ORDER BY at, place) AS types FROM mark GROUP BY id),
  recorded AS (SELECT subject_id AS id, array_agg(type ORDER BY id) AS types FROM event WHERE type ~ '^deadline\\.(half|soon|passed)$' GROUP BY subject_id)
  SELECT d.id, coalesce(e.types, '{}') AS expected, coalesce(r.types, '{}') AS recorded
  FROM deadline d LEFT JOIN expected e USING (id) LEFT JOIN recorded r USING (id)
  WHERE coalesce(e.types, '{}') IS DISTINCT FROM coalesce(r.types, '{}') LIMIT 5`;

const STRAYS = `SELECT DISTINCT subject_id AS id FROM event e WHERE type LIKE 'deadline.%' AND NOT EXISTS (SELECT FROM deadline d WHERE d.id = e.subject_id) LIMIT 5`;

/** Looks at a database from outside, with a connection of its own. */
export class Ledger {
  private constructor(private readonly client: pg.Client) {}

  static async open(databaseUrl: string): Promise<Ledger> {
    const client = new pg.Client({ connectionString: databaseUrl });
    // The server may be stopped under it; the next question tells.
    client.on('error', () => undefined);
    await client.connect();
    return new Ledger(client);
  }

  async rows<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.client.query(sql, parameters)).rows as T[];
  }

  /** How many rows a query counts. */
  async count(sql: string, ...parameters: unknown[]): Promise<number> {
    const [row] = await this.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, parameters);
    return row?.n ?? 0;
  }

  /** Compares every deadline with its events; `now` by the clock the deadlines run by. */
  async faults(now: Date | string = 'now'): Promise<Faults> {
    const wrong = await this.rows<Faults['wrong'][number]>(COMPARE, [now]);
    const strays = await this.rows<{ id: string }>(STRAYS);
    return { wrong, strays: strays.map(({ id }) => id) };
  }

  /** Holds that nothing was lost and every event came once, in order. */
  async expectWhole(now?: Date | string): Promise<void> {
    expect(await this.faults(now)).toEqual({ wrong: [], strays: [] });
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
