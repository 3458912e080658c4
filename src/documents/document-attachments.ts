import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentPolicies } from '../attachments/index.js';
import { DomainError } from '../platform/errors/index.js';
import { documentKinds } from './document.entity.js';
import { DocumentReader } from './document-reader.js';

/** Files of an edition are seen by whoever sees the edition. */
@Injectable()
export class DocumentAttachments implements OnModuleInit {
  constructor(
    private readonly policies: AttachmentPolicies,
    private readonly reader: DocumentReader,
  ) {}

  onModuleInit(): void {
    this.policies.register('document', async (actor, { streamId, subjectId }) => {
      try {
        const { editions } = await this.reader.find(actor, documentKinds, streamId);
        return editions.some(({ id }) => id === subjectId);
      } catch (error) {
        if (error instanceof DomainError && error.code === 'not-found') return false;
        throw error;
      }
    }, ['image', 'video', 'document']);
  }
}
