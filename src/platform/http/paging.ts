import { z } from 'zod';
import { DomainError } from '../errors/index.js';

/** Query members of every list: where to go on and how many. */
export const pageQuery = {
  cursor: z.string().max(500).optional().meta({ description: 'Значение nextCursor предыдущей страницы' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Сколько записей на странице' }),
};

/** A page of a list and the mark of the next one, null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Schema of a page of `item`. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Packs the sort key of a page's last row. */
export const encodeCursor = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Unpacks a cursor into its sort key.
 * @throws DomainError `cursor.invalid` when it does not fit `schema`.
 */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new DomainError('cursor.invalid');
  }
}

/** Cuts `rows`, read with one more than `limit`, into a page; `key` gives a row's sort key. */
export function toPage<R, T>(rows: readonly R[], limit: number, key: (row: R) => readonly (string | number)[], view: (row: R) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null };
}
