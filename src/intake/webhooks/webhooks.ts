import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { SecretBox } from '../../platform/secrets/index.js';
import { Webhook, type WebhookKind, type WebhookSecret } from './webhook.entity.js';
import type { WebhookView } from './webhook.schemas.js';

const DAY = 86_400_000;
/** How long bodies are kept, and how long a repetition is recognised, days. */
const [BODIES, KEYS] = [7, 90];

/** Where a webhook's secrets rest, for the SecretBox. */
export const webhookPlace = (id: string): string => `network-webhook:${id}`;

/** What all acts on webhooks share; a view never holds a secret. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly events: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError `not-found`, also for one of another kind. */
  async find(id: string, kind?: WebhookKind): Promise<Webhook> {
    // By hand: this one is asked for with every call of a network.
    const found = await this.db.row<Webhook>(
      `SELECT id, kind, owner_id AS "ownerId", account_id AS "accountId", sealed, created_at AS "createdAt", version FROM network_webhook WHERE id = $1 AND kind = coalesce($2, kind)`, [id, kind ?? null],
    );
    if (!found) throw notFound('webhook', id);
    return found;
  }

  secret({ id, sealed }: Webhook): WebhookSecret {
    return JSON.parse(this.box.open(sealed, webhookPlace(id))) as WebhookSecret;
  }

  async views(): Promise<WebhookView[]> {
    const all = await this.db.reader.getRepository(Webhook).find({ order: { kind: 'ASC', createdAt: 'ASC', id: 'ASC' } });
    const counts = await this.db.rows<{ webhookId: string; last: Date; waiting: number; failed: number }>(
      `SELECT webhook_id AS "webhookId", max(received_at) AS last, count(*) FILTER (WHERE handled_at IS NULL AND attempts < 5)::integer AS waiting,
         count(*) FILTER (WHERE handled_at IS NULL AND attempts >= 5)::integer AS failed
       FROM intake_event GROUP BY webhook_id`,
    );
    return all.map((webhook) => {
      const own = counts.find(({ webhookId }) => webhookId === webhook.id);
      return {
        id: webhook.id, kind: webhook.kind, ownerId: webhook.ownerId, accountId: webhook.accountId, version: webhook.version,
        url: `${this.config.PUBLIC_URL.replace(/\/$/, '')}/api/v1/webhooks/${webhook.kind}/${webhook.id}`,
        lastEventAt: isoOffset(own?.last ?? null), waiting: own?.waiting ?? 0, failed: own?.failed ?? 0, createdAt: isoOffset(webhook.createdAt),
      };
    });
  }

  /** @throws DomainError `not-found`. */
  async view(id: string): Promise<WebhookView> {
    const found = (await this.views()).find((view) => view.id === id);
    if (!found) throw notFound('webhook', id);
    return found;
  }

  tell(type: 'webhook.added' | 'webhook.removed', actor: Actor, { id, kind, ownerId }: Webhook): Promise<void> {
    return this.events.append({
      type, stream: 'webhook', streamId: id, actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel,
      details: { kind, ownerId }, roles: ['admin'], at: this.clock.now(),
    });
  }

  /** Removes what was told a while ago; what rests under a former key is sealed anew. */
  @Scheduled('webhooks.keep')
  async keep(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.db.transaction(async () => {
      await this.db.change(`DELETE FROM intake_event WHERE received_at < $1`, [new Date(now - KEYS * DAY)]);
      await this.db.change(`UPDATE intake_event SET body = NULL WHERE received_at < $1 AND body IS NOT NULL`, [new Date(now - BODIES * DAY)]);
      for (const webhook of await this.db.writer.getRepository(Webhook).find()) {
        if (!this.box.isOutdated(webhook.sealed)) continue;
        await this.db.repository(Webhook).update({ id: webhook.id }, { sealed: this.box.seal(JSON.stringify(this.secret(webhook)), webhookPlace(webhook.id)) });
      }
    });
  }
}

