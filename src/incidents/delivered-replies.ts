import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { type Delivery, DeliverySubjects, type DeliverySubject, Publications } from '../publishing/index.js';
import type { ReplyIntent } from './deliver-reply.js';
import { PublishConsolidatedReply } from './publish-consolidated-reply.js';
import { PublishForExecutor, PublishReply, ReviseAndPublish } from './publish-reply.js';

/** Takes note of answers the networks took: the same use cases a person's link goes through. */
@Injectable()
export class DeliveredReplies implements DeliverySubject, OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly subjects: DeliverySubjects,
    private readonly publish: PublishReply,
    private readonly revise: ReviseAndPublish,
    private readonly forExecutor: PublishForExecutor,
    private readonly consolidate: PublishConsolidatedReply,
    private readonly publications: Publications,
  ) {}

  onModuleInit(): void {
    this.subjects.register('assignment', this);
    this.subjects.register('incident', this);
  }

  async lock({ streamId }: Delivery): Promise<void> {
    await this.db.change(`SELECT id FROM incident WHERE id = $1 FOR UPDATE`, [streamId]);
  }

  async published(delivery: Delivery, url: string): Promise<void> {
    await this.act(delivery, url);
    await this.publications.throughNetwork(delivery.streamId, url);
  }

  private act({ actor, intent }: Delivery, url: string): Promise<string> {
    const wanted = intent as unknown as ReplyIntent;
    switch (wanted.act) {
      case 'publish':
        return this.publish.execute(actor, wanted.assignmentId, { url, version: null });
      case 'revise-and-publish':
        return this.revise.execute(actor, wanted.assignmentId, { text: wanted.text, attachments: wanted.attachments, url, version: null });
      case 'publish-for-executor':
        return this.forExecutor.execute(actor, wanted.draftId, { url, version: null });
      case 'consolidated-reply':
        return this.consolidate.execute(actor, wanted.incidentId, { text: wanted.text, attachments: wanted.attachments, url, version: null });
    }
  }
}
