import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

export const webhookKinds = ['vk', 'meta'] as const;
export type WebhookKind = (typeof webhookKinds)[number];

/** An address a network calls when something happened; the secrets that prove its calls rest encrypted. */
@Entity('network_webhook')
@Unique('network_webhook_one', ['kind', 'ownerId'])
export class Webhook {
  /** Also its address. */
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** `vk`: the Callback interface of one community; `meta`: one application for Facebook and Instagram. */
  @Column({ type: 'text' })
  kind: WebhookKind;

  /** VK: the community's number; Meta: the application's. */
  @Column({ type: 'text' })
  ownerId: string;

  /** VK: the account of the registry. */
  @Column({ type: 'uuid', nullable: true })
  accountId: string | null;

  /** JSON of {@link WebhookSecret}, sealed. */
  @Column({ type: 'text' })
  sealed: string;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** What proves a network's calls. */
export type WebhookSecret =
  | { kind: 'vk'; secret: string; confirmation: string }
  | { kind: 'meta'; appSecret: string; verifyToken: string };
