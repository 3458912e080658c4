import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * `pending`: its content is on the way to the storage; `stored`: usable;
 * `deleted`: nobody sees it any more, its content goes as soon as the storage answers.
 */
export type AttachmentState = 'pending' | 'stored' | 'deleted';

/** A photo or video somebody uploaded; at first only its uploader's, later bound to what it illustrates. */
@Entity('attachment')
@Index('attachment_object', ['sha256'])
@Index('attachment_subject', ['subjectId'], { where: 'subject_id IS NOT NULL' })
@Index('attachment_unbound', ['uploadedAt'], { where: 'bound_at IS NULL' })
@Index('attachment_uploader', ['uploadedBy', 'uploadedAt'])
@Check(
  'attachment_bound_whole',
  `num_nulls(stream, stream_id, subject, subject_id, bound_at) = 5
   OR (num_nulls(stream, stream_id, subject, subject_id, bound_at) = 0 AND state = 'stored')`,
)
export class Attachment {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  state: AttachmentState;

  /** Name of its content in the object storage; several attachments may share one. */
  @Column({ type: 'text' })
  sha256: string;

  /** Bytes. */
  @Column({ type: 'integer' })
  size: number;

  /** By content, never by what the uploader said. */
  @Column({ type: 'text' })
  mediaType: string;

  @Column({ type: 'text' })
  fileName: string;

  @Column({ type: 'uuid' })
  uploadedBy: string;

  @Column({ type: 'timestamptz' })
  uploadedAt: Date;

  /** The aggregate it is bound to, e.g. `incident`: the policy of that stream says who may see it. */
  @Column({ type: 'text', nullable: true })
  stream: string | null;

  @Column({ type: 'uuid', nullable: true })
  streamId: string | null;

  /** The part of the aggregate it belongs to, e.g. `draft`. */
  @Column({ type: 'text', nullable: true })
  subject: string | null;

  @Column({ type: 'uuid', nullable: true })
  subjectId: string | null;

  /** The authority whose it is; null for what belongs to none. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  boundAt: Date | null;

  /** The attachment of an earlier version this one repeats; null for what was uploaded. */
  @Column({ type: 'uuid', nullable: true })
  copiedFrom: string | null;
}
