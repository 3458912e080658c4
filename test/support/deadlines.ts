import { systemActor } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { type Bearer, type Deadline, type DeadlineChange, Deadlines, type ObligationKey } from '../../src/regulation/index.js';
import type { TestApp } from './app.js';

/** An executor of no authority in particular, on the default schedule. */
export const anyExecutor: Bearer = { role: 'executor', authorityId: null, contactId: null, scheduleId: null };

/** An instant by the clocks of Khabarovsk: `2020-06-17 10:00`. */
export const khv = (text: string): Date => new Date(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+10:00`);

export interface Recorded {
  type: string;
  subjectId: string;
  at: Date;
  details: Record<string, unknown>;
  authorityIds: string[];
  roles: string[];
}

/** Deadlines of an application, opened and ended as an act would, with the events they left. */
export class DeadlineBook {
  constructor(private readonly t: TestApp) {}

  /** Opens a term of a stream of its own and gives the stream's id. */
  async open(obligation: ObligationKey, more: Partial<Extract<DeadlineChange, { do: 'open' }>> = {}): Promise<string> {
    const id = newId();
    await this.apply(id, { do: 'open', obligation, subject: 'incident', subjectId: id, bearer: anyExecutor, ...more });
    return id;
  }

  async apply(streamId: string, ...changes: DeadlineChange[]): Promise<void> {
    await this.t.get(Database).transaction(() =>
      this.t.get(Deadlines).apply(changes, { stream: 'incident', streamId, at: this.t.clock.now(), actor: systemActor }),
    );
  }

  /** The stream's only deadline. */
  async only(streamId: string): Promise<Deadline> {
    const [first, second] = await this.t.get(Deadlines).of([streamId]);
    if (!first || second) throw new Error('Expected exactly one deadline');
    return first;
  }

  /** Events of the stream, oldest first. */
  events(streamId: string): Promise<Recorded[]> {
    return this.t.get(Database).rows<Recorded>(
      `SELECT type, subject_id AS "subjectId", at, details, authority_ids AS "authorityIds", roles FROM event WHERE stream_id = $1 ORDER BY id`,
      [streamId],
    );
  }

  async types(streamId: string): Promise<string[]> {
    return (await this.events(streamId)).map(({ type }) => type);
  }
}
