import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';

/** Message-IDs an answer or a following letter refers to. */
export interface Conversation {
  inReplyTo: string | null;
  refs: string[];
}

/** One conversation of one recipient. */
export interface ThreadKey {
  thread: string | null;
  toAddress: string;
}

/** `References` name the first letter and the last ones: enough for every client, however long it goes on. */
const LAST_REFS = 8;

/** Keeps what was written to one person about one thing together. */
@Injectable()
export class LetterThreads {
  constructor(private readonly db: Database) {}

  /** Message-IDs sent so far in each of these conversations, oldest first, with one statement. */
  async soFar(keys: readonly ThreadKey[]): Promise<(key: ThreadKey) => string[]> {
    const wanted = new Map(keys.filter(({ thread }) => thread !== null).map((key) => [nameOf(key), key]));
    const known = new Map<string, string[]>();
    if (wanted.size > 0) {
      const rows = await this.db.rows<ThreadKey & { ids: string[] }>(
        `SELECT k.thread, k.address AS "toAddress", l.ids
         FROM unnest($1::text[], $2::text[]) AS k(thread, address),
           LATERAL (SELECT array_agg(message_id ORDER BY created_at, id) AS ids FROM letter WHERE thread = k.thread AND to_address = k.address) l
         WHERE l.ids IS NOT NULL`,
        [[...wanted.values()].map(({ thread }) => thread), [...wanted.values()].map(({ toAddress }) => toAddress)],
      );
      for (const row of rows) known.set(nameOf(row), row.ids);
    }
    return (key) => {
      const ids = known.get(nameOf(key)) ?? [];
      known.set(nameOf(key), ids);
      return ids;
    };
  }
}

const nameOf = ({ thread, toAddress }: ThreadKey): string => `${thread}\n${toAddress}`;

/**
 * What the next letter refers to.
 * @param before our own letters of the conversation, oldest first.
 * @param answered Message-ID of somebody's letter that it answers.
 */
export function nextIn(before: readonly string[], answered: string | null = null): Conversation {
  const all = answered && !before.includes(answered) ? [...before, answered] : before;
  const refs = all.length > LAST_REFS + 1 ? [all[0] as string, ...all.slice(-LAST_REFS)] : [...all];
  return { inReplyTo: answered ?? before.at(-1) ?? null, refs };
}
