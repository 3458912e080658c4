import { conditionalKeys } from './obligations.js';

interface Options {
  /** The column that names the stream or subject, e.g. `i.id`. */
  of: string;
  /** Place of the parameter that holds the present moment, e.g. `$3`. */
  now: string;
  /** Place of the parameter of an authority: counts only the terms that authority bears; null counts all. */
  authority: string | null;
  column?: 'stream_id' | 'subject_id';
}

/**
 * SQL condition of other modules' lists: whether a thing has an overdue term. A conditional obligation is never
 * overdue (M-8.1). It is asked of one thing after another (OFFSET 0 keeps it from becoming a join with everything that is
 * overdue anywhere), so a list looks no further than its page needs.
 */
export function hasOverdueTerm({ of, now, authority, column = 'stream_id' }: Options): string {
  const conditional = conditionalKeys.map((key) => `'${key}'`).join(', ');
  return `EXISTS (SELECT 1 FROM deadline d WHERE d.${column} = ${of} AND d.state = 'open' AND d.due_at <= ${now} AND d.obligation NOT IN (${conditional})${
    authority ? ` AND d.bearer_authority_id = ${authority}` : ''
  } OFFSET 0)`;
}
