import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Spool } from '../platform/storage/index.js';
import { DomainError } from '../platform/errors/index.js';
import { AttachmentPolicies } from './attachment-policies.js';
import { detectMediaType } from './media-types.js';
import { UploadAttachment } from './upload-attachment.js';

/** Takes a photo or video in that did not come as an upload: out of a letter. */
@Injectable()
export class TakeFile {
  constructor(
    private readonly spool: Spool,
    private readonly upload: UploadAttachment,
    private readonly policies: AttachmentPolicies,
  ) {}

  /**
   * @param stream whose thing it will belong to: only what that takes is taken.
   * @returns id of the attachment, the actor's own and not yet bound.
   * @throws DomainError as an upload does; StorageError.
   */
  async execute(actor: Actor, content: Buffer, fileName: string | undefined, stream: string): Promise<string> {
    const file = await this.spool.receive(Readable.from([content], { objectMode: false }), content.length);
    try {
      const type = await detectMediaType(file);
      if (!type || !this.policies.kindsOf(stream).includes(type.kind)) throw new DomainError('attachment.type-not-allowed');
      return (await this.upload.execute(actor, { file, fileName })).id;
    } finally {
      await file.discard();
    }
  }
}
