import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordRemoval } from '../../accounts/index.js';
import type { Delivery } from '../delivery.entity.js';
import { type DeliverySubject, DeliverySubjects } from '../delivery-subjects.js';
import { logged } from './remove-comment.js';

/** Writes comments the networks removed into the log, with their ground, in the name of whoever asked. */
@Injectable()
export class RemovedCommentsLogged implements DeliverySubject, OnModuleInit {
  constructor(
    private readonly subjects: DeliverySubjects,
    private readonly log: RecordRemoval,
  ) {}

  onModuleInit(): void {
    this.subjects.register('comment-removal', this);
  }

  /** Whoever acts on a removal begins with the delivery itself. */
  async lock(): Promise<void> {}

  async published(delivery: Delivery): Promise<void> {
    await this.log.execute(delivery.actor, logged(delivery));
  }
}
