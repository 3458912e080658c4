import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';

/** A correction of what terms are counted by. */
export interface CalendarChange {
  reason: 'calendar' | 'schedule';
  /** Schedules whose hours may have changed; null among them stands for "whatever schedule is the default". */
  scheduleIds: readonly (string | null)[] | 'all';
  /** What was corrected, for histories. */
  what: { year: number } | { date: string } | { scheduleId: string };
  actor: Actor;
  /** The moment of the correction (UTC). */
  at: Date;
}

type Listener = (change: CalendarChange) => Promise<void>;

/** Tells whoever counts terms that they must be counted anew, inside the correcting transaction. */
@Injectable()
export class CalendarChanges {
  private readonly listeners: Listener[] = [];

  /** Adds a listener. It runs in the correction's transaction: a failure undoes the correction. */
  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Runs the listeners one after another. */
  async announce(change: CalendarChange): Promise<void> {
    for (const listener of this.listeners) await listener(change);
  }
}
