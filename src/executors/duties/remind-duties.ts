import { Injectable } from '@nestjs/common';
import { systemActor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { type Occasion, Reminders } from '../../platform/reminders/index.js';
import { lockDirectory } from '../directory-lock.js';
import { DutyReader, type StandingDuty } from './duty-reader.js';
import { DutyTerms } from './duty-terms.js';

const DAY_MS = 86_400_000;
/** Of missing contacts a week after they went missing, of outdated ones at once; then every other week. */
const rhythm = {
  missing: { first: 7 * DAY_MS, every: 14 * DAY_MS },
  outdated: { first: 0, every: 14 * DAY_MS },
};

/** Reminds of missing and outdated contacts, each turn once. Before the directory's terms have begun it asks nobody. */
@Injectable()
export class RemindDuties {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly reader: DutyReader,
    private readonly terms: DutyTerms,
    private readonly reminders: Reminders,
  ) {}

  @Scheduled('directory.remind')
  async run(): Promise<void> {
    await this.execute();
  }

  /** @returns how many reminders were given. */
  execute(): Promise<number> {
    return this.db.transaction(async () => {
      const now = this.clock.now();
      await lockDirectory(this.db);
      if (!(await this.terms.beginning())) return 0;
      // What ended at a moment that lay ahead has come to owe nothing by itself.
      await this.terms.review(systemActor, now);
      const standings = await this.reader.standings(null, now);
      let given = 0;
      for (const state of ['missing', 'outdated'] as const) {
        const occasions = standings.flatMap((duty) => (duty.state === state && duty.since ? [occasion(duty, state, duty.since)] : []));
        const due = await this.reminders.claim(occasions, now, rhythm[state]);
        await this.events.append(...due.map(({ duty, nth, basis }) => reminder(duty, state, basis, nth, now)));
        given += due.length;
      }
      return given;
    });
  }
}

const occasion = (duty: StandingDuty, state: string, basis: Date): Occasion & { duty: StandingDuty } => ({
  subjectId: duty.of.authority.id, topic: `contact-${state}:${duty.of.duty}`, basis, duty,
});

const clauses = { executor: 'D-4', 'account-manager': 'D-5', curator: 'D-2.2' };

const reminder = ({ of, contacts }: StandingDuty, state: string, since: Date, nth: number, at: Date) => ({
  type: 'directory.reminder', stream: 'authority', streamId: of.authority.id, channel: systemActor.channel, at, clause: clauses[of.duty],
  details: { duty: of.duty, state, since, nth, contactIds: contacts.filter(({ outdated }) => outdated).map(({ id }) => id) },
  authorityIds: [of.authority.id],
  roles: of.duty === 'account-manager' ? ['committee', 'admin'] : ['curator', 'admin'],
});
