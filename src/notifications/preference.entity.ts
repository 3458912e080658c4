import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a user wants to be told. Who has said nothing has no row. */
@Entity('notification_preference')
export class NotificationPreference {
  @PrimaryColumn({ type: 'uuid' })
  userId: string;

  /** `HH:MM` by the installation's time zone; both or neither. */
  @Column({ type: 'text', nullable: true })
  quietFrom: string | null;

  @Column({ type: 'text', nullable: true })
  quietTo: string | null;

  /** Kinds of letters gathered into digests. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  digest: string[];

  /** `HH:MM`, when digests are sent. */
  @Column({ type: 'text', array: true, default: () => `'{09:00}'` })
  digestAt: string[];

  /** The list of what is open, at the opening of every working day. */
  @Column({ type: 'boolean', default: true })
  morning: boolean;

  @Column({ type: 'integer' })
  version: number;
}

/** What holds for a user who has said nothing. */
export const defaultPreference = (userId: string): NotificationPreference => ({
  userId, quietFrom: null, quietTo: null, digest: [], digestAt: ['09:00'], morning: true, version: 0,
});
