import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Addressee } from '../executors/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { type Event, EventLog } from '../platform/events/index.js';
import { newId } from '../platform/ids/index.js';
import { Deadlines } from '../regulation/index.js';
import { Audiences } from './audiences.js';
import { deliveryTime } from './delivery-time.js';
import type { Audience, NoticeRule } from './notice-rule.js';
import { Notice } from './notice.entity.js';
import { rulesOf } from './notice-table.js';
import { defaultPreference, NotificationPreference } from './preference.entity.js';

/** Events of one transaction. */
const BATCH = 200;
/** Batches of one stretch: a restored or long unread log is not read in one go while every other task waits. */
const STRETCH = 20;

/** An event that is to be told to somebody. */
interface Telling {
  event: Event;
  rule: NoticeRule;
  part: Audience;
  person: Addressee;
}

/**
 * Reads the event log from where it stopped and notes down who is to be told of what. The place in the log and the notices
 * are one transaction: whatever happens to the process, every event is handled once.
 */
@Injectable()
export class DispatchEvents {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: EventLog,
    private readonly audiences: Audiences,
    private readonly deadlines: Deadlines,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Reads the next stretch of the log.
   * @returns whether it goes on.
   */
  async execute(): Promise<boolean> {
    for (let batches = 0; batches < STRETCH; batches += 1) if ((await this.db.transaction(() => this.batch())) < BATCH) return false;
    return true;
  }

  /** @returns how many events it read; 0 when another process is at it. */
  private async batch(): Promise<number> {
    // A place beyond the present belongs to the cluster the database was restored from, whose events have txid 0 now.
    const [place] = await this.db.change<{ txid: string; id: string }>(
      `SELECT CASE WHEN txid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint THEN 0 ELSE txid END AS txid, id
       FROM notification_cursor WHERE name = 'letters' FOR UPDATE SKIP LOCKED`,
    );
    if (!place) return 0;
    const events = await this.log.after(place, BATCH);
    const last = events.at(-1);
    if (!last) return 0;
    await this.note(events.filter(({ type }) => rulesOf(type).length > 0));
    await this.db.change(`UPDATE notification_cursor SET txid = $1, id = $2 WHERE name = 'letters'`, [last.txid, last.id]);
    return events.length;
  }

  private async note(events: readonly Event[]): Promise<void> {
    if (events.length === 0) return;
    const tellings = await this.tellings(events);
    if (tellings.length === 0) return;
    const users = tellings.flatMap(({ person }) => person.userId ?? []);
    const preferences = users.length > 0 ? await this.db.reader.getRepository(NotificationPreference).findBy({ userId: In([...new Set(users)]) }) : [];
    const preferenceOf = (userId: string | null) =>
      preferences.find((preference) => preference.userId === userId) ?? defaultPreference(userId ?? '');
    const dueOf = await this.dues(tellings, (person) => !isPlain(preferenceOf(person.userId)));
    const now = this.clock.now();
    const waiting = await this.gatherings([...new Set(tellings.map(({ person }) => person.key))], now);
    const rows = tellings.map((telling): Notice => {
      const { event, rule, part, person } = telling;
      const moment = deliveryTime({
        now, letter: rule.letter, urgency: rule.urgency, dueAt: dueOf(telling), preference: preferenceOf(person.userId), timeZone: this.config.TIME_ZONE,
      });
      // What comes at once waits a little for its like; what comes later is gathered by its moment anyway.
      const sendAt = moment.at > now ? moment.at : this.gather(person.key, now, waiting);
      return {
        id: newId(), eventId: event.id, eventType: event.type, letter: rule.letter, recipient: person.key, userId: person.userId,
        contactId: person.standsInFor ?? person.contactId, part, state: 'waiting', gathering: moment.gathering, createdAt: now, sendAt, letterId: null,
      };
    });
    for (let from = 0; from < rows.length; from += BATCH) {
      await this.db.writer.createQueryBuilder().insert().into(Notice).values(rows.slice(from, from + BATCH)).orIgnore().execute();
    }
  }

  private async tellings(events: readonly Event[]): Promise<Telling[]> {
    const people = await this.audiences.for(events);
    const tellings: Telling[] = [];
    for (const event of events) {
      for (const rule of rulesOf(event.type)) {
        if (rule.when && !rule.when(event)) continue;
        for (const part of rule.to) {
          for (const person of await people(event, part)) {
            // Nobody is told twice, nor what they did themselves, unless something follows from it for them.
            const twice = tellings.some((other) => other.event === event && other.rule.letter === rule.letter && other.person.key === person.key);
            const own = person.userId !== null && person.userId === event.actorId;
            if (!twice && !(own && rule.urgency === 'calm')) tellings.push({ event, rule, part, person });
          }
        }
      }
    }
    return tellings;
  }

  /** When the first term a telling is about ends; looked up only for people who hold something back. */
  private async dues(tellings: readonly Telling[], choosy: (person: Addressee) => boolean): Promise<(telling: Telling) => Date | null> {
    const streams = tellings.filter(({ rule, person }) => rule.terms && choosy(person)).map(({ event }) => event.streamId);
    const open = await this.deadlines.openOf([...new Set(streams)]);
    return ({ event, rule }) => {
      const named = event.details['dueAt'];
      if (event.type.startsWith('deadline.') && typeof named === 'string') return new Date(named);
      const terms = open.filter(({ streamId, subjectId, obligation }) => streamId === event.streamId && [event.subjectId, event.streamId].includes(subjectId) && rule.terms?.includes(obligation));
      return terms[0]?.dueAt ?? null;
    };
  }

  /** Moments at which something goes out to these people soon anyway. */
  private async gatherings(recipients: readonly string[], now: Date): Promise<Map<string, Date>> {
    const rows = await this.db.rows<{ recipient: string; at: Date }>(
      `SELECT recipient, min(send_at) AS at FROM notice
       WHERE state = 'waiting' AND recipient = ANY($1::text[]) AND send_at > $2 AND send_at <= $3 GROUP BY recipient`,
      [recipients, now, new Date(now.getTime() + this.config.NOTIFY_GROUP_SECONDS * 1000)],
    );
    return new Map(rows.map(({ recipient, at }) => [recipient, at]));
  }

  private gather(recipient: string, now: Date, waiting: Map<string, Date>): Date {
    const at = waiting.get(recipient) ?? new Date(now.getTime() + this.config.NOTIFY_GROUP_SECONDS * 1000);
    waiting.set(recipient, at);
    return at;
  }
}

const isPlain = ({ quietFrom, digest }: NotificationPreference): boolean => quietFrom === null && digest.length === 0;
