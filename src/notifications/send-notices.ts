import { Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import { type Addressee, Addressees } from '../executors/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Outbox } from '../platform/mail/index.js';
import { ComposeLetter, type Said } from './compose-letter.js';
import { NoticeContexts } from './notice-contexts.js';
import { Notice, type NoticeState } from './notice.entity.js';
import { rulesOf } from './notice-table.js';
import type { Audience } from './notice-rule.js';

/** People served in one transaction. */
const PEOPLE = 25;
/** Things of one letter; what is more comes in the next. */
const MOST = 100;

/** Makes letters of the notices whose time has come: one for each person, however much there is to tell. */
@Injectable()
export class SendNotices {
  private readonly logger = new Logger('Notifications');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly addressees: Addressees,
    private readonly contexts: NoticeContexts,
    private readonly compose: ComposeLetter,
    private readonly outbox: Outbox,
  ) {}

  /** @returns how many letters it queued. */
  async execute(): Promise<number> {
    let letters = 0;
    for (;;) {
      const batch = await this.db.envelope(() => this.batch());
      if (batch === null) return letters;
      letters += batch;
    }
  }

  /** @returns how many letters were queued, or null when nothing is due. */
  private async batch(): Promise<number | null> {
    const due = await this.due();
    if (due.length === 0) return null;
    const contextOf = await this.contexts.of(due.map(({ eventId }) => eventId));
    const people = await this.people(due);
    let letters = 0;
    for (const notices of byRecipient(due)) {
      // What one letter fails at undoes that letter alone.
      const queued = await this.db
        .transaction(() => this.letter(notices, people(notices[0] as Notice), contextOf))
        .catch(async (error: Error) => {
          this.logger.error(`A letter of ${notices.length} notices could not be written: ${error.message}`);
          await this.end(notices, 'broken', null);
          return false;
        });
      if (queued) letters += 1;
    }
    return letters;
  }

  private async due(): Promise<Notice[]> {
    const now = this.clock.now();
    const rows = await this.db.change<{ id: string }>(
      `SELECT id FROM notice WHERE state = 'waiting' AND send_at <= $1 AND recipient IN (
         SELECT recipient FROM notice WHERE state = 'waiting' AND send_at <= $1 GROUP BY recipient ORDER BY min(send_at), recipient LIMIT $2)
       ORDER BY recipient, id FOR UPDATE SKIP LOCKED`,
      [now, PEOPLE],
    );
    return this.db.reader.getRepository(Notice).find({ where: { id: In(rows.map(({ id }) => id)) }, order: { recipient: 'ASC', eventId: 'ASC' } });
  }

  /** The people as they are now: a new address counts, and who has left gets nothing more. */
  private async people(due: readonly Notice[]): Promise<(notice: Notice) => Addressee | null> {
    const contacts = await this.addressees.ofContacts([...new Set(due.flatMap(({ contactId }) => contactId ?? []))]);
    const users = await this.addressees.ofUsers([...new Set(due.flatMap(({ userId }) => userId ?? []))]);
    return ({ recipient, contactId }) =>
      contacts.find((person) => person.key === recipient && (person.standsInFor ?? person.contactId) === contactId) ??
      users.find((person) => person.key === recipient) ??
      null;
  }

  private async letter(notices: Notice[], person: Addressee | null, contextOf: Awaited<ReturnType<NoticeContexts['of']>>): Promise<boolean> {
    const said: Said[] = [];
    const told: Notice[] = [];
    for (const notice of person ? notices.slice(0, MOST) : []) {
      const context = contextOf(notice.eventId, notice.part as Audience, person as Addressee);
      const rule = context && rulesOf(notice.eventType).find(({ letter, to, when }) => letter === notice.letter && to.includes(context.part) && (when?.(context.event) ?? true));
      const content = context && rule ? await rule.content(context) : null;
      if (!context || !content) continue;
      said.push({ letter: notice.letter, stream: context.event.stream, streamId: context.event.streamId, content });
      told.push(notice);
    }
    const done = person ? notices.slice(0, MOST) : notices;
    const moot = done.filter((notice) => !told.includes(notice));
    await this.end(moot, 'moot', null);
    const [first] = said;
    if (!person || !first) return false;
    const digest = told.some(({ gathering }) => gathering === 'digest');
    const letter = said.length === 1 && !digest ? await this.compose.single(person, first) : await this.compose.several(person, said, digest);
    const [letterId = null] = await this.outbox.queue([letter]);
    await this.end(told, 'sent', letterId);
    return true;
  }

  private async end(notices: readonly Notice[], state: NoticeState, letterId: string | null): Promise<void> {
    if (notices.length === 0) return;
    await this.db.transaction(() => this.db.repository(Notice).update({ id: In(notices.map(({ id }) => id)) }, { state, letterId }));
  }
}

function byRecipient(notices: readonly Notice[]): Notice[][] {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) groups.set(notice.recipient, [...(groups.get(notice.recipient) ?? []), notice]);
  return [...groups.values()];
}
