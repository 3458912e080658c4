import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** `moot`: when its time had come there was nothing left to tell. `broken`: it could not be written; the log says why. */
export type NoticeState = 'waiting' | 'sent' | 'moot' | 'broken';

/** One event that one person is to be told of: it waits until its time and goes out with whatever else is due then. */
@Entity('notice')
@Index('notice_once', ['eventId', 'letter', 'recipient'], { unique: true })
@Index('notice_waiting', ['sendAt', 'id'], { where: `state = 'waiting'` })
@Index('notice_waiting_of', ['recipient', 'sendAt'], { where: `state = 'waiting'` })
export class Notice {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'bigint' })
  eventId: string;

  @Column({ type: 'text' })
  eventType: string;

  /** Kind of letter: the row of the table and the templates. */
  @Column({ type: 'text' })
  letter: string;

  /** The person: their user, or the contact of somebody who has none. */
  @Column({ type: 'text' })
  recipient: string;

  @Column({ type: 'uuid', nullable: true })
  userId: string | null;

  @Column({ type: 'uuid', nullable: true })
  contactId: string | null;

  /** In which part they are told: an audience of the table. */
  @Column({ type: 'text' })
  part: string;

  @Column({ type: 'text' })
  state: NoticeState;

  /** `letter`: soon, with what comes within a minute; `digest`: with the next digest. */
  @Column({ type: 'text' })
  gathering: 'letter' | 'digest';

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  sendAt: Date;

  /** The letter it went out with. */
  @Column({ type: 'uuid', nullable: true })
  letterId: string | null;
}

/** Up to where the event log has been read. */
@Entity('notification_cursor')
export class NotificationCursor {
  @PrimaryColumn({ type: 'text' })
  name: string;

  @Column({ type: 'bigint' })
  txid: string;

  @Column({ type: 'bigint' })
  id: string;
}

/** The day of the last morning list of a user, so that nobody gets two. */
@Entity('morning_list')
export class MorningList {
  @PrimaryColumn({ type: 'uuid' })
  userId: string;

  /** `YYYY-MM-DD` by the person's own schedule. */
  @Column({ type: 'text' })
  day: string;
}
