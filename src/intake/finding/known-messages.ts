import { Injectable } from '@nestjs/common';
import { type Network, plainText } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { checkTimes } from './check-times.js';
import type { CleanMessage } from './clean-message.js';

interface Row {
  id: string;
  postKey: string;
  text: string;
  authorName: string;
  deleted: boolean;
  erased: boolean;
  editions: number;
}

/** What becomes of messages that are stored already: edited, gone, back again. The original is never touched. */
@Injectable()
export class KnownMessages {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of the posts that are stored, locked in one order; with the text that was last seen. */
  private known(network: Network, keys: readonly string[]): Promise<Row[]> {
    return this.db.change<Row>(
      `SELECT c.id, c.post_key AS "postKey", coalesce(e.text, c.text) AS text, c.author_name AS "authorName",
         c.deleted_at IS NOT NULL AS deleted, c.erased_at IS NOT NULL AS erased, coalesce(e.number, 0) AS editions
       FROM intake_candidate c
       LEFT JOIN LATERAL (SELECT number, text FROM intake_edition e WHERE e.candidate_id = c.id AND c.edited_at IS NOT NULL ORDER BY number DESC LIMIT 1) e ON true
       WHERE c.network = $1 AND c.post_key = ANY($2::text[]) ORDER BY c.id FOR UPDATE OF c`,
      [network, keys],
    );
  }

  /**
   * Notes what has changed of the messages that are stored, within the caller's transaction.
   * @returns the keys of those that are stored, and how many have changed.
   */
  async see(network: Network, messages: readonly CleanMessage[]): Promise<{ keys: ReadonlySet<string>; changed: number }> {
    const rows = messages.length > 0 ? await this.known(network, messages.map(({ postKey }) => postKey)) : [];
    const byKey = new Map(messages.map((message) => [message.postKey, message]));
    let changed = 0;
    for (const row of rows) {
      const message = byKey.get(row.postKey);
      if (message && !row.erased && (await this.update(row, message))) changed += 1;
    }
    return { keys: new Set(rows.map(({ postKey }) => postKey)), changed };
  }

  private async update(row: Row, { text, author }: CleanMessage): Promise<boolean> {
    const now = this.clock.now();
    const edited = plainText(text) !== plainText(row.text);
    // A webhook tells the author's number alone; the name is filled in when somebody reads it.
    const named = author.name !== '' && author.name !== row.authorName && /^(?:id\d+)?$/.test(row.authorName);
    if (!edited && !named && !row.deleted) return false;
    if (edited) {
      await this.db.change(`INSERT INTO intake_edition (candidate_id, number, text, seen_at) VALUES ($1, $2, $3, $4)`, [row.id, row.editions + 1, text, now]);
    }
    await this.db.change(
      `UPDATE intake_candidate SET edited_at = CASE WHEN $2 THEN $3 ELSE edited_at END, deleted_at = NULL,
         author_name = CASE WHEN $4 THEN $5 ELSE author_name END, author_url = CASE WHEN $4 THEN coalesce($6, author_url) ELSE author_url END, version = version + 1
       WHERE id = $1`,
      [row.id, edited, now, named, author.name, author.url],
    );
    return edited || row.deleted;
  }

  /** Messages that are gone from their places, within the caller's transaction. @returns how many of them are stored and were not known to be gone. */
  async gone(network: Network, keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return 0;
    const rows = await this.db.change(
      `UPDATE intake_candidate c SET deleted_at = $3, version = c.version + 1
       FROM (SELECT id FROM intake_candidate WHERE network = $1 AND post_key = ANY($2::text[]) ORDER BY id FOR UPDATE) given
       WHERE c.id = given.id AND c.deleted_at IS NULL AND c.erased_at IS NULL RETURNING c.id`,
      [network, keys, this.clock.now()],
    );
    return rows.length;
  }

  /** A look at a place found the message there, or gone; the next look follows as long as there is one. */
  async looked(id: string, there: boolean, since: Date): Promise<void> {
    const now = this.clock.now();
    await this.db.change(
      `UPDATE intake_candidate SET check_at = $2, deleted_at = CASE WHEN $3 THEN NULL ELSE coalesce(deleted_at, $4) END,
         version = version + CASE WHEN (deleted_at IS NULL) = $3 THEN 0 ELSE 1 END
       WHERE id = $1`,
      [id, checkTimes.after(since, now), there, now],
    );
  }
}
