import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { newId } from '../platform/ids/index.js';
import { ObjectStorage, type SpooledFile } from '../platform/storage/index.js';
import { Attachment } from './attachment.entity.js';
import { cleanFileName } from './file-name.js';
import { detectMediaType, type MediaType } from './media-types.js';
import { lockContent, ObjectCleaner } from './object-cleaner.js';

const MB = 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

/** A received file and what its sender calls it. */
export interface Upload {
  file: SpooledFile;
  fileName: string | undefined;
}

/** Takes a photo, video or document in, checked by content. */
@Injectable()
export class UploadAttachment {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly storage: ObjectStorage,
    private readonly cleaner: ObjectCleaner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Stores the file. Two transactions, with the storage between them and no connection held meanwhile:
   * the first announces the content, so that nobody removes it as unneeded while it is on its way.
   * What fails in between is removed by the purge.
   * @throws DomainError `attachment.empty`, `.type-not-allowed`, `.too-large`, `.quota-exceeded`; StorageError.
   */
  async execute(actor: Actor, { file, fileName }: Upload): Promise<Attachment> {
    if (actor.userId === null) throw new DomainError('auth.forbidden');
    const type = await this.check(file);
    const attachment = await this.announce(actor.userId, file, type, cleanFileName(fileName, type));
    try {
      await this.storage.put(file);
    } catch (error) {
      await this.giveUp(attachment);
      throw error;
    }
    await this.confirm(actor, attachment);
    return { ...attachment, state: 'stored' };
  }

  /** Refuses early who has no room left at all, before a byte is read. @throws DomainError `attachment.quota-exceeded`. */
  async checkQuota(actor: Actor, bytes = 1): Promise<void> {
    const since = new Date(this.clock.now().getTime() - DAY_MS);
    const used = await this.db.row<{ bytes: string }>(
      `SELECT coalesce(sum(size), 0) AS bytes FROM attachment WHERE uploaded_by = $1 AND uploaded_at > $2 AND copied_from IS NULL`,
      [actor.userId, since],
    );
    const maxMb = this.config.ATTACHMENT_DAILY_MB;
    if (Number(used?.bytes) + bytes > maxMb * MB) throw new DomainError('attachment.quota-exceeded', { maxMb });
  }

  private async check(file: SpooledFile): Promise<MediaType> {
    if (file.size === 0) throw new DomainError('attachment.empty');
    const type = await detectMediaType(file);
    if (!type) throw new DomainError('attachment.type-not-allowed');
    const { ATTACHMENT_MAX_MB, ATTACHMENT_IMAGE_MAX_MB } = this.config;
    const maxMb = type.kind === 'image' ? Math.min(ATTACHMENT_IMAGE_MAX_MB, ATTACHMENT_MAX_MB) : ATTACHMENT_MAX_MB;
    if (file.size > maxMb * MB) throw new DomainError('attachment.too-large', { maxMb });
    return type;
  }

  private announce(userId: string, file: SpooledFile, type: MediaType, fileName: string): Promise<Attachment> {
    const attachment: Attachment = {
      id: newId(),
      state: 'pending',
      sha256: file.sha256,
      size: file.size,
      mediaType: type.mediaType,
      fileName,
      uploadedBy: userId,
      uploadedAt: this.clock.now(),
      stream: null,
      streamId: null,
      subject: null,
      subjectId: null,
      authorityId: null,
      boundAt: null,
      copiedFrom: null,
    };
    return this.db.transaction(async () => {
      // One user's uploads at the same moment are counted one after the other.
      await this.db.inTurn(`attachment.quota:${userId}`);
      await this.checkQuota({ userId } as Actor, file.size);
      await lockContent(this.db, file.sha256);
      await this.db.repository(Attachment).insert(attachment);
      return attachment;
    });
  }

  private async confirm(actor: Actor, { id, sha256, size, mediaType }: Attachment): Promise<void> {
    await this.db.transaction(async () => {
      const stored = await this.db.change(
        `UPDATE attachment SET state = 'stored' WHERE id = $1 AND state = 'pending' RETURNING id`,
        [id],
      );
      // Purged meanwhile: the upload took more than a day of the product's clock.
      if (stored.length === 0) throw new DomainError('attachment.interrupted');
      await this.events.append({
        type: 'attachment.uploaded',
        stream: 'attachment',
        streamId: id,
        toState: 'stored',
        actorId: actor.userId,
        actorRole: actor.roles[0] ?? null,
        channel: actor.channel,
        details: { sha256, size, mediaType },
        at: this.clock.now(),
      });
    });
  }

  private async giveUp({ id, sha256 }: Attachment): Promise<void> {
    await this.db.transaction(() => this.db.change(`UPDATE attachment SET state = 'deleted' WHERE id = $1`, [id]));
    await this.cleaner.clean(sha256);
  }
}
