import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../../accounts/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { newId } from '../../platform/ids/index.js';
import { SecretBox } from '../../platform/secrets/index.js';
import { Webhook, type WebhookSecret } from './webhook.entity.js';
import type { AddWebhookBody } from './webhook.schemas.js';
import { webhookPlace, Webhooks } from './webhooks.js';

/** Opens an address a network may call. */
@Injectable()
export class AddWebhook {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly accounts: AccountRefs,
    private readonly webhooks: Webhooks,
  ) {}

  /**
   * @returns id of the webhook.
   * @throws DomainError `webhook.duplicate` for a second one of a community or application, `credential.account-unknown`.
   */
  async execute(actor: Actor, body: AddWebhookBody): Promise<string> {
    const accountId = body.kind === 'vk' ? (body.accountId ?? null) : null;
    if (accountId) {
      const [account] = await this.accounts.some([accountId]);
      if (!account || account.validTo || account.network !== 'vk') throw new DomainError('credential.account-unknown', { accountId, network: 'vk' });
    }
    const id = newId();
    const secret: WebhookSecret = body.kind === 'vk'
      ? { kind: 'vk', secret: body.secret, confirmation: body.confirmation }
      : { kind: 'meta', appSecret: body.appSecret, verifyToken: body.verifyToken };
    const webhook: Webhook = {
      id, kind: body.kind, ownerId: body.ownerId, accountId, sealed: this.box.seal(JSON.stringify(secret), webhookPlace(id)), createdAt: this.clock.now(), version: 1,
    };
    await this.db.transaction(async () => {
      await this.db.inTurn(`webhook:${body.kind} ${body.ownerId}`);
      const [twin] = await this.db.change<{ id: string }>(`SELECT id FROM network_webhook WHERE kind = $1 AND owner_id = $2`, [body.kind, body.ownerId]);
      if (twin) throw new DomainError('webhook.duplicate', { webhookId: twin.id });
      await this.db.repository(Webhook).insert(webhook);
      await this.webhooks.tell('webhook.added', actor, webhook);
    });
    return id;
  }
}
