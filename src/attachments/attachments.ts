import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentPolicies, type AttachmentPlace } from './attachment-policies.js';
import { attachmentView, type AttachmentView } from './attachments.schemas.js';
import { kindOf, type MediaKind } from './media-types.js';

/** Most attachments of one draft, reply or record. */
export const MAX_PER_SUBJECT = 10;

const kindNames: Record<MediaKind, string> = { image: 'фотографии', video: 'видео', document: 'документы' };

/** The face of the module for those whose things carry attachments. */
@Injectable()
export class Attachments {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly policies: AttachmentPolicies,
  ) {}

  /**
   * Binds attachments to a thing, for good, within the caller's transaction: the actor's own unused ones, and those of
   * earlier versions of the thing, which are repeated under new ids and stay where they are too.
   * @param earlier things whose attachments may be taken along.
   * @throws DomainError `attachment.unknown` for what does not exist or is neither the actor's nor an earlier version's,
   * `attachment.already-used` for what is bound elsewhere or named twice, `attachment.kind-not-allowed` for a kind the
   * stream does not take, `attachment.too-many` when the thing would have more than {@link MAX_PER_SUBJECT}; Error when no
   * transaction is open.
   */
  async bind(actor: Actor, ids: string[], to: AttachmentPlace, earlier: readonly string[] = []): Promise<void> {
    if (ids.length === 0) return;
    if (ids.length > MAX_PER_SUBJECT) throw new DomainError('attachment.too-many', { max: MAX_PER_SUBJECT });
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    if (wanted.length < ids.length) throw new DomainError('attachment.already-used', { ids });

    // Two acts that add to one thing at the same moment are counted one after the other.
    await this.db.inTurn(`attachment.subject:${to.subjectId}`);
    // In the order of ids, so that two lists of the same attachments never wait for each other.
    const found = await this.db.change<{ id: string; bound: boolean; kept: boolean; mediaType: string }>(
      `SELECT id, media_type AS "mediaType", bound_at IS NOT NULL AS bound, coalesce(subject_id = ANY($3::uuid[]), false) AS kept FROM attachment
       WHERE id = ANY($1::uuid[]) AND (uploaded_by = $2 OR subject_id = ANY($3::uuid[])) AND state = 'stored' ORDER BY id FOR UPDATE`,
      [wanted, actor.userId, earlier],
    );
    const unknown = wanted.filter((id) => !found.some((row) => row.id === id));
    if (unknown.length > 0) throw new DomainError('attachment.unknown', { ids: unknown });
    const used = found.filter((row) => row.bound && !row.kept).map((row) => row.id);
    if (used.length > 0) throw new DomainError('attachment.already-used', { ids: used });
    this.checkKinds(found, to.stream);

    const [before] = await this.db.change<{ count: number }>(
      `SELECT count(*)::int AS count FROM attachment WHERE subject_id = $1`,
      [to.subjectId],
    );
    if ((before?.count ?? 0) + wanted.length > MAX_PER_SUBJECT)
      throw new DomainError('attachment.too-many', { max: MAX_PER_SUBJECT });
    const place = [to.stream, to.streamId, to.subject, to.subjectId, to.authorityId, this.clock.now()];
    const fresh = wanted.filter((id) => found.some((row) => row.id === id && !row.kept));
    const kept = wanted.filter((id) => !fresh.includes(id));
    await this.db.change(
      `UPDATE attachment SET stream = $2, stream_id = $3, subject = $4, subject_id = $5, authority_id = $6, bound_at = $7
       WHERE id = ANY($1::uuid[])`,
      [fresh, ...place],
    );
    if (kept.length === 0) return;
    await this.db.change(
      `INSERT INTO attachment (id, state, sha256, size, media_type, file_name, uploaded_by, uploaded_at, copied_from,
         stream, stream_id, subject, subject_id, authority_id, bound_at)
       SELECT c.new_id, a.state, a.sha256, a.size, a.media_type, a.file_name, a.uploaded_by, a.uploaded_at, a.id, $3, $4, $5, $6, $7, $8
       FROM unnest($1::uuid[], $2::uuid[]) AS c(id, new_id) JOIN attachment a ON a.id = c.id`,
      [kept, kept.map(() => newId()), ...place],
    );
  }

  private checkKinds(attachments: readonly { id: string; mediaType: string }[], stream: string): void {
    const kinds = this.policies.kindsOf(stream);
    const unfit = attachments.filter(({ mediaType }) => !kinds.some((kind) => kind === kindOf(mediaType))).map(({ id }) => id);
    if (unfit.length === 0) return;
    throw new DomainError('attachment.kind-not-allowed', { ids: unfit, allowed: kinds.map((kind) => kindNames[kind]).join(', ') });
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
