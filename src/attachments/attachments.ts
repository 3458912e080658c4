import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { Attachment } from './attachment.entity.js';
import type { AttachmentPlace } from './attachment-policies.js';
import { attachmentView, type AttachmentView } from './attachments.schemas.js';

/** Most attachments of one draft, reply or record. */
export const MAX_PER_SUBJECT = 10;

/** The face of the module for those whose things carry attachments. */
@Injectable()
export class Attachments {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Binds the actor's own unused attachments to a thing, for good, within the caller's transaction.
   * @throws DomainError `attachment.unknown` for what does not exist or is not the actor's, `attachment.already-used`
   * for what is bound already or named twice, `attachment.too-many` when the thing would have more than
   * {@link MAX_PER_SUBJECT}; Error when no transaction is open.
   */
  async bind(actor: Actor, ids: string[], to: AttachmentPlace): Promise<void> {
    if (ids.length === 0) return;
    if (ids.length > MAX_PER_SUBJECT) throw new DomainError('attachment.too-many', { max: MAX_PER_SUBJECT });
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    if (wanted.length < ids.length) throw new DomainError('attachment.already-used', { ids });

    // Two acts that add to one thing at the same moment are counted one after the other.
    await this.db.change(`SELECT pg_advisory_xact_lock(hashtextextended('attachment.subject:' || $1, 0))`, [
      to.subjectId,
    ]);
    // In the order of ids, so that two lists of the same attachments never wait for each other.
    const own = await this.db.change<{ id: string; bound: boolean }>(
      `SELECT id, bound_at IS NOT NULL AS bound FROM attachment
       WHERE id = ANY($1::uuid[]) AND uploaded_by = $2 AND state = 'stored' ORDER BY id FOR UPDATE`,
      [wanted, actor.userId],
    );
    const unknown = wanted.filter((id) => !own.some((row) => row.id === id));
    if (unknown.length > 0) throw new DomainError('attachment.unknown', { ids: unknown });
    const used = own.filter((row) => row.bound).map((row) => row.id);
    if (used.length > 0) throw new DomainError('attachment.already-used', { ids: used });

    const [before] = await this.db.change<{ count: number }>(
      `SELECT count(*)::int AS count FROM attachment WHERE subject_id = $1`,
      [to.subjectId],
    );
    if ((before?.count ?? 0) + wanted.length > MAX_PER_SUBJECT)
      throw new DomainError('attachment.too-many', { max: MAX_PER_SUBJECT });
    await this.db.change(
      `UPDATE attachment SET stream = $2, stream_id = $3, subject = $4, subject_id = $5, authority_id = $6, bound_at = $7
       WHERE id = ANY($1::uuid[])`,
      [wanted, to.stream, to.streamId, to.subject, to.subjectId, to.authorityId, this.clock.now()],
    );
  }

  /** Attachments of the things named, in the order they were uploaded; each says by `subjectId` whose it is. */
  async of(subjectIds: string[]): Promise<AttachmentView[]> {
    if (subjectIds.length === 0) return [];
    const rows = await this.db.reader
      .getRepository(Attachment)
      .find({ where: { subjectId: In(subjectIds) }, order: { id: 'ASC' } });
    return rows.map(attachmentView);
  }
}
