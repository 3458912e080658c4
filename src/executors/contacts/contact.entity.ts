import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Authority } from '../authorities/authority.entity.js';

/** Executor (M-5, D-4), curator (D-2.2), or the one who keeps an authority's accounts (D-5). */
export const duties = ['executor', 'curator', 'account-manager'] as const;
export type Duty = (typeof duties)[number];

/** A person an authority named for a duty, with the details the decree asks for (D-2.2, D-4, D-5). */
@Entity('contact')
@Index('contact_email', ['authorityId', 'duty', 'email'], { unique: true, where: 'valid_to IS NULL' })
@Index('contact_user', ['userId', 'duty'], { unique: true, where: 'valid_to IS NULL AND user_id IS NOT NULL' })
@Index('contact_list', ['duty', 'authorityId'])
export class Contact {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  duty: Duty;

  @Column({ type: 'uuid' })
  @ForeignKey(() => Authority, { name: 'contact_authority' })
  authorityId: string;

  /** The user who signs in as this person; null until there is one. */
  @Column({ type: 'uuid', nullable: true })
  userId: string | null;

  @Column({ type: 'text' })
  surname: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  patronymic: string | null;

  @Column({ type: 'text' })
  position: string;

  /** `+7` and ten digits, and an extension if there is one. */
  @Column({ type: 'text' })
  phone: string;

  /** Lower case. */
  @Column({ type: 'text' })
  email: string;

  @Column({ type: 'timestamptz' })
  validFrom: Date;

  /** When the person left the duty; never in the future. */
  @Column({ type: 'timestamptz', nullable: true })
  validTo: Date | null;

  /** When somebody last said that the details are right: at the naming, at a change, or on being asked. */
  @Column({ type: 'timestamptz' })
  confirmedAt: Date;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** Who stands in for whom, and when: from `validFrom` until just before `validTo`. */
@Entity('deputy')
@Index('deputy_of', ['contactId', 'validTo'])
@Index('deputy_by', ['deputyContactId', 'validTo'])
export class Deputy {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => Contact, { name: 'deputy_contact' })
  contactId: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => Contact, { name: 'deputy_deputy_contact' })
  deputyContactId: string;

  @Column({ type: 'timestamptz' })
  validFrom: Date;

  @Column({ type: 'timestamptz' })
  validTo: Date;
}
