import { Injectable } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { EventLog, type NewEvent } from '../platform/events/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { Reminders } from '../platform/reminders/index.js';
import type { Line } from './acknowledgement-list.js';
import { clauseOf } from './edition.transitions.js';
import { type AskedEdition, PendingEditions } from './pending-editions.js';

const DAY_MS = 86_400_000;
/** A week after somebody was asked, then weekly. */
const WEEKLY = { first: 7 * DAY_MS, every: 7 * DAY_MS };

/** Reminds by name those who have not acknowledged what is in force: one event for each authority, each turn once. */
@Injectable()
export class RemindReaders {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly pending: PendingEditions,
    private readonly reminders: Reminders,
  ) {}

  @Scheduled('documents.remind')
  async run(): Promise<void> {
    await this.execute();
  }

  /** @returns how many people were reminded. */
  execute(): Promise<number> {
    return this.db.transaction(async () => {
      const now = this.clock.now();
      let people = 0;
      for (const asked of await this.pending.list()) {
        const occasions = asked.lines.flatMap((line) =>
          line.acknowledgedAt === null && line.askedAt ? [{ subjectId: line.key, topic: `acknowledge:${asked.edition.id}`, basis: line.askedAt, line }] : [],
        );
        const due = await this.reminders.claim(occasions, now, WEEKLY);
        people += due.length;
        const bodies = [...new Set(due.map(({ line }) => line.authorityId))];
        const of = (body: string | null) => due.flatMap(({ line }) => (line.authorityId === body ? [line] : []));
        await this.events.append(...bodies.map((body) => reminder(asked, body, of(body), now)));
      }
      return people;
    });
  }
}

const reminder = ({ document, edition }: AskedEdition, authorityId: string | null, people: readonly Line[], at: Date): NewEvent => ({
  type: 'document.reminder', stream: 'document', streamId: document.id, subject: 'edition', subjectId: edition.id,
  channel: systemActor.channel, at, clause: clauseOf(document),
  details: {
    kind: document.kind, title: document.title, number: edition.number, editionId: edition.id,
    userIds: people.filter(({ canSignIn }) => canSignIn).map(({ key }) => key),
    contactIds: people.filter(({ canSignIn }) => !canSignIn).map(({ key }) => key),
  },
  authorityIds: authorityId === null ? [] : [authorityId],
  roles: authorityId === null ? ['committee', 'admin'] : ['admin'],
});
