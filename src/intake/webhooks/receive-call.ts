import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isSignedByMeta, metaCall, vkCallback } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { newId, sha256 } from '../../platform/ids/index.js';
import { EventWaker } from './event-waker.js';
import type { Webhook } from './webhook.entity.js';
import { Webhooks } from './webhooks.js';

/** Older calls of Meta are repetitions of somebody else's: the network itself gives up after a day and a half. */
const OLDEST_MS = 7 * 86_400_000;

/** Takes a network's call: proved, stored and answered at once; what it means is worked out afterwards. */
@Injectable()
export class ReceiveCall {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly webhooks: Webhooks,
    private readonly waker: EventWaker,
  ) {}

  /**
   * A call of VK's Callback interface.
   * @returns what VK wants to hear: the confirmation string, or `ok`.
   * @throws DomainError `not-found`, `webhook.unreadable`, `webhook.forged`.
   */
  async vk(id: string, raw: unknown): Promise<string> {
    const webhook = await this.webhooks.find(id, 'vk');
    const secret = this.webhooks.secret(webhook);
    const { json, bytes } = read(raw);
    const call = vkCallback.safeParse(json);
    if (!call.success) throw new DomainError('webhook.unreadable');
    if (secret.kind !== 'vk' || String(call.data.group_id) !== webhook.ownerId) throw new DomainError('webhook.forged');
    // VK asks for the confirmation before it knows the secret.
    const asks = call.data.type === 'confirmation';
    if (!(asks && call.data.secret === undefined) && !same(call.data.secret ?? '', secret.secret)) throw new DomainError('webhook.forged');
    if (asks) return secret.confirmation;
    await this.keep(webhook, call.data.event_id ?? sha256(bytes), bytes);
    return 'ok';
  }

  /**
   * A call of Meta.
   * @throws DomainError `not-found`, `webhook.forged` without the application's signature over these very bytes, `webhook.unreadable`.
   */
  async meta(id: string, raw: unknown, signature: string | undefined): Promise<string> {
    const webhook = await this.webhooks.find(id, 'meta');
    const secret = this.webhooks.secret(webhook);
    if (secret.kind !== 'meta' || !Buffer.isBuffer(raw) || !isSignedByMeta(raw, signature, secret.appSecret)) throw new DomainError('webhook.forged');
    const { json, bytes } = read(raw);
    const call = metaCall.safeParse(json);
    if (!call.success) throw new DomainError('webhook.unreadable');
    const oldest = (this.clock.now().getTime() - OLDEST_MS) / 1000;
    if (call.data.entry.some(({ time }) => time >= oldest)) await this.keep(webhook, sha256(bytes), bytes);
    return 'ok';
  }

  /**
   * Meta asks whether the address is ours.
   * @throws DomainError `not-found`, `webhook.forged`.
   */
  async verify(id: string, token: string, challenge: string): Promise<string> {
    const secret = this.webhooks.secret(await this.webhooks.find(id, 'meta'));
    if (secret.kind !== 'meta' || !same(token, secret.verifyToken)) throw new DomainError('webhook.forged');
    return challenge;
  }

  private keep({ id }: Webhook, key: string, bytes: Buffer): Promise<void> {
    return this.db.transaction(async () => {
      const now = this.clock.now();
      const stored = await this.db.change(
        `INSERT INTO intake_event (id, webhook_id, event_key, body, received_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (webhook_id, event_key) DO NOTHING RETURNING id`,
        [newId(), id, key, bytes.toString('utf8'), now],
      );
      if (stored.length > 0) this.waker.afterCommit();
    });
  }
}

/** @throws DomainError `webhook.unreadable` for anything but JSON. */
function read(raw: unknown): { json: unknown; bytes: Buffer } {
  if (!Buffer.isBuffer(raw)) throw new DomainError('webhook.unreadable');
  try {
    return { json: JSON.parse(raw.toString('utf8')), bytes: raw };
  } catch {
    throw new DomainError('webhook.unreadable');
  }
}

/** Compares in a time that tells nothing, whatever the lengths. */
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
