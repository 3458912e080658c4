import type { DutyView } from '../../src/executors/duties/duties.schemas.js';
import { Database } from '../../src/platform/database/index.js';
import { type Deadline, Deadlines, DueDeadlines, type ObligationKey } from '../../src/regulation/index.js';
import type { TestApp } from './app.js';
import { khv } from './deadlines.js';
import type { Person } from './factories.js';

/**
 * Worked out by hand on the calendars of 2020 and 2021 (9:00–18:00): the day of the decree runs into the non-working
 * days of spring 2020; 12 June 2020 is a holiday and its eve closes at 17:00; 24 June and 1 July 2020 are off by decree;
 * Saturday 20 February 2021 is worked instead of Monday the 22nd and closes at 17:00; 23 February and 8 March are holidays.
 * Columns: the start; three, five and thirty working days.
 */
export const directorySituations: Record<string, readonly [string, string, string, string]> = {
  'the day of the decree (Tue)': ['2020-03-17 15:00:00', '2020-03-20 18:00:00', '2020-03-24 18:00:00', '2020-06-10 18:00:00'],
  'a plain morning (Tue)': ['2020-06-02 10:07:13', '2020-06-05 18:00:00', '2020-06-09 18:00:00', '2020-07-17 18:00:00'],
  'at a lunch break (Tue)': ['2020-06-16 13:20:13', '2020-06-19 18:00:00', '2020-06-23 18:00:00', '2020-07-30 18:00:00'],
  'over a weekend and a day off by decree (Fri)': ['2020-06-19 17:30:13', '2020-06-25 18:00:00', '2020-06-29 18:00:00', '2020-08-04 18:00:00'],
  'ending on the shortened eve of a holiday (Thu)': ['2020-06-04 10:00:00', '2020-06-09 18:00:00', '2020-06-11 17:00:00', '2020-07-21 18:00:00'],
  'over a holiday (Wed)': ['2020-06-10 10:00:00', '2020-06-16 18:00:00', '2020-06-18 18:00:00', '2020-07-27 18:00:00'],
  'ending on a working, shortened Saturday (Mon)': ['2021-02-15 10:00:00', '2021-02-18 18:00:00', '2021-02-20 17:00:00', '2021-03-31 18:00:00'],
  'over a working Saturday and its day off (Thu)': ['2021-02-18 10:00:00', '2021-02-24 18:00:00', '2021-02-26 18:00:00', '2021-04-05 18:00:00'],
  'outside hours, on a Sunday': ['2020-06-21 12:00:13', '2020-06-25 18:00:00', '2020-06-29 18:00:00', '2020-08-04 18:00:00'],
};

/** The directory's duties over HTTP, and what is kept behind them. */
export class DutyDesk {
  constructor(
    private readonly t: TestApp,
    private readonly by: () => Person,
  ) {}

  /** As if the terms had never begun. */
  async reset(): Promise<void> {
    const db = this.t.get(Database);
    await db.transaction(async () => {
      for (const table of ['deadline', 'directory_beginning', 'reminder']) await db.change(`DELETE FROM ${table}`);
    });
  }

  async begin(body: object = {}, status = 201): Promise<{ code?: string; startedAt?: string }> {
    return (await this.t.http.post('/api/v1/directory/beginning').set(this.by().auth).send(body).expect(status)).body as object;
  }

  async list(query = '', who = this.by()): Promise<DutyView[]> {
    return (await this.t.http.get(`/api/v1/directory/duties?limit=200${query}`).set(who.auth).expect(200)).body.items as DutyView[];
  }

  async one(authorityId: string, duty: string): Promise<DutyView> {
    const [found] = await this.list(`&authorityId=${authorityId}&duty=${duty}`);
    if (!found) throw new Error(`No duty ${duty} of ${authorityId}`);
    return found;
  }

  /** The newest term of an obligation about a subject. */
  async term(obligation: ObligationKey, subjectId: string): Promise<Deadline> {
    const terms = await this.terms(obligation, subjectId);
    const last = terms.at(-1);
    if (!last) throw new Error(`No term ${obligation}`);
    return last;
  }

  async terms(obligation: ObligationKey, subjectId: string): Promise<Deadline[]> {
    const of = await this.t.get(Deadlines).of([subjectId]);
    return of.filter((term) => term.obligation === obligation).toSorted((a, b) => a.id.localeCompare(b.id));
  }

  /** Moves the clock and fires what is due, as the workers would. */
  async at(moment: string | Date): Promise<void> {
    this.t.clock.set(moment instanceof Date ? moment : khv(moment));
    await this.t.get(DueDeadlines).fireDue();
  }

  /** Events of a type, oldest first. */
  events(type: string, streamId?: string): Promise<{ id: string; subjectId: string | null; at: Date; clause: string; details: Record<string, unknown>; authorityIds: string[]; roles: string[] }[]> {
    return this.t.get(Database).rows(
      `SELECT id, subject_id AS "subjectId", at, clause, details, authority_ids AS "authorityIds", roles FROM event
       WHERE type = $1 AND ($2::uuid IS NULL OR stream_id = $2) ORDER BY id`,
      [type, streamId ?? null],
    );
  }
}

export const secondBefore = (moment: Date): Date => new Date(moment.getTime() - 1000);
