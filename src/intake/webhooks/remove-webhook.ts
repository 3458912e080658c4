import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { Webhook } from './webhook.entity.js';
import { Webhooks } from './webhooks.js';

/** Closes an address: from then on it does not exist. The secret is gone with its row; what came by it stays found. */
@Injectable()
export class RemoveWebhook {
  constructor(
    private readonly db: Database,
    private readonly webhooks: Webhooks,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`. */
  execute(actor: Actor, id: string, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.change(`SELECT id FROM network_webhook WHERE id = $1 FOR UPDATE`, [id]);
      const webhook = await this.webhooks.find(id);
      await checkVersion(expected, webhook.version, () => this.webhooks.view(id));
      await this.db.change(`DELETE FROM intake_event WHERE webhook_id = $1`, [id]);
      await this.db.repository(Webhook).delete({ id });
      await this.webhooks.tell('webhook.removed', actor, webhook);
    });
  }
}
