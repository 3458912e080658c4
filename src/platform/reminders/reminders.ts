import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';

/** Something to remind of: since when, and how often one reminds. */
export interface Occasion {
  subjectId: string;
  topic: string;
  /** Since when there has been something to remind of. */
  basis: Date;
}

/**
 * Which reminder is due: `first` after the basis, then one each `every` (milliseconds both). Only the latest counts:
 * whoever was switched off for a month reminds once, not four times.
 * @returns null before the first.
 */
export function nthReminder(basis: Date, now: Date, first: number, every: number): number | null {
  const since = now.getTime() - basis.getTime() - first;
  return since < 0 ? null : Math.floor(since / every) + 1;
}

/** Reminds of each occasion once for each of its turns, however many processes look at the same time. */
@Injectable()
export class Reminders {
  constructor(private readonly db: Database) {}

  /**
   * Claims the reminders that are due and not yet given, within the caller's transaction: what it does with them
   * commits together with the claim.
   * @param first when the first is due after the basis, and `every` how long after it the next ones, milliseconds.
   * @returns the occasions to remind of now, each with the number of its reminder.
   */
  async claim<T extends Occasion>(occasions: readonly T[], now: Date, { first, every }: { first: number; every: number }): Promise<(T & { nth: number })[]> {
    const due = occasions.flatMap((occasion) => {
      const nth = nthReminder(occasion.basis, now, first, every);
      return nth === null ? [] : [{ ...occasion, nth }];
    });
    if (due.length === 0) return [];
    const claimed = await this.db.change<{ subjectId: string; topic: string }>(
      `INSERT INTO reminder (subject_id, topic, basis, nth, at)
       SELECT subject_id, topic, basis, nth, $2
       FROM jsonb_to_recordset($1::jsonb) AS n(subject_id uuid, topic text, basis timestamptz, nth integer)
       ORDER BY subject_id, topic
       ON CONFLICT DO NOTHING RETURNING subject_id AS "subjectId", topic`,
      [JSON.stringify(due.map(({ subjectId, topic, basis, nth }) => ({ subject_id: subjectId, topic, basis, nth }))), now],
    );
    const mine = new Set(claimed.map(({ subjectId, topic }) => `${subjectId} ${topic}`));
    return due.filter(({ subjectId, topic }) => mine.has(`${subjectId} ${topic}`));
  }
}
