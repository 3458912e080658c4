import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentPolicies } from '../attachments/index.js';
import { sees } from './plan-act.js';

/** Who may see what is attached to posts of plans: whoever sees the plan. */
@Injectable()
export class PlanAttachments implements OnModuleInit {
  constructor(private readonly policies: AttachmentPolicies) {}

  onModuleInit(): void {
    this.policies.register('content-plan', async (actor, { authorityId }) => sees(actor, { authorityId }));
  }
}
