import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { type ByteRange, ObjectMissing, ObjectStorage } from '../platform/storage/index.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentPolicies } from './attachment-policies.js';

/** Finds an attachment and its content for those who may see it; for all others there is none. */
@Injectable()
export class ReadAttachment {
  constructor(
    private readonly db: Database,
    private readonly policies: AttachmentPolicies,
    private readonly storage: ObjectStorage,
  ) {}

  /** @throws DomainError `not-found`. */
  async execute(actor: Actor, { id }: { id: string }): Promise<Attachment> {
    const attachment = await this.db.reader.getRepository(Attachment).findOneBy({ id, state: 'stored' });
    if (!attachment || !(await this.policies.maySee(actor, attachment))) throw notFound('attachment', id);
    return attachment;
  }

  /** Opens the content of an attachment that {@link execute} has found, or a part of it. @throws StorageError. */
  async open({ id, sha256, boundAt }: Attachment, range: ByteRange | null): Promise<Readable> {
    try {
      return await this.storage.get(sha256, range ?? undefined);
    } catch (error) {
      // Removed between the two readings; a bound one is never removed, so there it is a loss to be looked into.
      if (error instanceof ObjectMissing && boundAt === null) throw notFound('attachment', id);
      throw error;
    }
  }
}
