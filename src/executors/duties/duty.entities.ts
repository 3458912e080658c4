import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Authority } from '../authorities/authority.entity.js';
import { Contact, type Duty } from '../contacts/contact.entity.js';

/** Since when the terms of the decree's own body (D-2.2, D-3.1, D-4, D-5) run in this installation; one row, or none yet. */
@Entity('directory_beginning')
export class DirectoryBeginning {
  /** Always {@link DIRECTORY_ID}. */
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'timestamptz' })
  startedAt: Date;

  @Column({ type: 'uuid', nullable: true })
  declaredBy: string | null;

  @Column({ type: 'timestamptz' })
  declaredAt: Date;
}

/** The stream of what concerns the directory as a whole, the same in every installation. */
export const DIRECTORY_ID = '7c9a2f50-5d0e-5b3e-9a54-77aa20200317';

/** What a body may owe; curators are the curator's own matter (D-2.2). */
export type OwedDuty = Exclude<Duty, 'curator'>;
export const owedDuties = ['executor', 'account-manager'] as const satisfies readonly OwedDuty[];

/** A body that owes contacts: every executive authority, and a municipality once it has joined (D-6). */
@Entity('directory_member')
export class DirectoryMember {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Authority, { name: 'directory_member_authority' })
  authorityId: string;

  @Column({ type: 'timestamptz' })
  since: Date;

  @Column({ type: 'text', array: true })
  duties: OwedDuty[];
}

export const noticeKinds = ['created', 'changed', 'left'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** A curator's details as they were sent to every authority (D-2.2). */
@Entity('directory_notice')
@Index('directory_notice_list', ['at', 'id'])
export class DirectoryNotice {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => Contact, { name: 'directory_notice_contact' })
  contactId: string;

  @Column({ type: 'text' })
  kind: NoticeKind;

  /** Surname, name, patronymic, position, telephone and e-mail then. */
  @Column({ type: 'jsonb' })
  contact: Pick<Contact, 'surname' | 'name' | 'patronymic' | 'position' | 'phone' | 'email'>;

  @Column({ type: 'timestamptz' })
  at: Date;
}
