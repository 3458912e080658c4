import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentPolicies } from '../../attachments/index.js';
import { sees } from './removal-access.js';

/** Screenshots are seen by whoever sees the entry. */
@Injectable()
export class RemovalAttachments implements OnModuleInit {
  constructor(private readonly policies: AttachmentPolicies) {}

  onModuleInit(): void {
    this.policies.register('removed-comment', async (actor, place) => sees(actor, place));
  }
}
