import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { type Delivery, type DeliverySubject, DeliverySubjects } from '../../publishing/index.js';
import { RecordOutcome } from '../record-outcome.js';

const intentSchema = z.object({ planId: z.uuid(), itemId: z.uuid(), accountId: z.uuid() });

/** Takes note of planned posts the networks took: the same use case a person's link goes through. */
@Injectable()
export class DeliveredPosts implements DeliverySubject, OnModuleInit {
  constructor(
    private readonly subjects: DeliverySubjects,
    private readonly outcome: RecordOutcome,
  ) {}

  onModuleInit(): void {
    this.subjects.register('planned-post', this);
  }

  async published({ actor, intent }: Delivery, url: string): Promise<void> {
    const { planId, itemId, accountId } = intentSchema.parse(intent);
    await this.outcome.published(actor, planId, itemId, { accountId, url, version: null });
  }
}
