import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/index.js';
import { type Delivery, type DeliverySubject, DeliverySubjects } from '../../publishing/index.js';
import { RecordOutcome } from '../record-outcome.js';

const intentSchema = z.object({ planId: z.uuid(), itemId: z.uuid(), accountId: z.uuid() });

/** Takes note of planned posts the networks took: the same use case a person's link goes through. */
@Injectable()
export class DeliveredPosts implements DeliverySubject, OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly subjects: DeliverySubjects,
    private readonly outcome: RecordOutcome,
  ) {}

  onModuleInit(): void {
    this.subjects.register('planned-post', this);
  }

  async lock({ streamId }: Delivery): Promise<void> {
    await this.db.change(`SELECT id FROM content_plan WHERE id = $1 FOR UPDATE`, [streamId]);
  }

  async published({ actor, intent }: Delivery, url: string): Promise<void> {
    const { planId, itemId, accountId } = intentSchema.parse(intent);
    await this.outcome.published(actor, planId, itemId, { accountId, url, version: null });
  }
}
