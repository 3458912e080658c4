import { conditionalKeys } from './obligations.js';

/**
 * SQL of the streams (or subjects) that have an overdue term, for the conditions of other modules' lists.
 * A conditional obligation is never overdue (M-8.1). `now` and `authority` are places of parameters, e.g. `$3`.
 * @param authority counts only the terms that authority bears; null counts all.
 */
export function overdueSubjects({ now, authority, column = 'stream_id' }: { now: string; authority: string | null; column?: 'stream_id' | 'subject_id' }): string {
  const conditional = conditionalKeys.map((key) => `'${key}'`).join(', ');
  return `SELECT ${column} FROM deadline WHERE state = 'open' AND due_at <= ${now} AND obligation NOT IN (${conditional})${
    authority ? ` AND bearer_authority_id = ${authority}` : ''
  }`;
}
