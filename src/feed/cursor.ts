import { DomainError } from '../platform/errors/index.js';

/** Place in the event log: the writing transaction, then the row. Transactions commit in any order, so rows alone do not do. */
export interface Cursor {
  txid: bigint;
  id: bigint;
}

/** Whether `a` stands after `b`. */
export const isAfter = (a: Cursor, b: Cursor): boolean => (a.txid === b.txid ? a.id > b.id : a.txid > b.txid);

/** The cursor as an event's `id:` carries it. */
export const writeCursor = ({ txid, id }: Cursor): string => `${txid}-${id}`;

/**
 * The cursor of a `Last-Event-ID`.
 * @throws DomainError `cursor.invalid`.
 */
export function readCursor(text: string): Cursor {
  const [, txid, id] = /^(\d{1,18})-(\d{1,18})$/.exec(text.trim()) ?? [];
  if (txid === undefined || id === undefined) throw new DomainError('cursor.invalid');
  return { txid: BigInt(txid), id: BigInt(id) };
}
