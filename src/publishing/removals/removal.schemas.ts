import { createHash } from 'node:crypto';
import { z } from 'zod';
import { removalContent, recordRemovalBody } from '../../accounts/index.js';
import type { Actor } from '../../identity/index.js';
import { type Network, postKey } from '../../networks/index.js';
import { instant, pageOf, pageQuery } from '../../platform/http/index.js';
import type { Delivery } from '../delivery.entity.js';
import { deliverySchema, deliveryView } from '../delivery.schemas.js';
import { deliveryStates } from '../delivery.transitions.js';

const { ground, text, author, url, postedAt, explanation } = removalContent;

export const removeCommentBody = z
  .strictObject({ accountId: z.uuid(), ground, text, author, url: url.meta({ description: 'Ссылка на сам комментарий' }), postedAt, explanation })
  .meta({ id: 'RemoveComment' });
export const removedByHandBody = z
  .strictObject({ removedAt: instant().optional().meta({ description: 'Когда удалён; по умолчанию сейчас' }) })
  .optional()
  .meta({ id: 'CommentRemovedByHand' });
export const removalsQuery = z.strictObject({ state: z.enum(deliveryStates).optional(), ...pageQuery });

export const commentRemovalView = z
  .object({
    ...deliverySchema.shape,
    state: z.enum(deliveryStates).meta({ description: 'published — удалён и записан в журнал; manual — ждёт, пока удалит человек; failed — от удаления отказались' }),
    text: z.string().meta({ description: 'Текст комментария' }),
    ground,
    author: z.object({ name: z.string(), profileUrl: z.string().nullable() }),
    postedAt: z.string().nullable(),
    clause: z.string(),
    allowedActions: z.array(z.string()).meta({ description: 'done — отметить, что удалён вручную; retry, cancel — у /deliveries' }),
  })
  .meta({ id: 'CommentRemoval' });
export const commentRemovalPage = pageOf(commentRemovalView);

/** What the log of removals needs, kept with the order. */
export const removalIntent = recordRemovalBody.omit({ attachments: true, removedAt: true }).extend({ postedAt: z.coerce.date().nullish() });

export type RemoveCommentBody = z.output<typeof removeCommentBody>;
export type CommentRemovalView = z.output<typeof commentRemovalView>;
export type RemovalsQuery = z.output<typeof removalsQuery>;

/** One comment is one thing to remove, whoever asks and however its link is spelled. */
export function removalSubject(network: Network, url: string): string {
  const hex = createHash('sha256').update(`comment-removal ${network} ${postKey(network, url)}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

export function removalView(actor: Actor, delivery: Delivery): CommentRemovalView {
  const { ground, author, postedAt } = removalIntent.parse(delivery.intent);
  const view = deliveryView(actor, delivery);
  const mine = view.allowedActions.length > 0;
  return {
    ...view, ground, author: { name: author.name, profileUrl: author.profileUrl ?? null }, postedAt: postedAt?.toISOString() ?? null,
    clause: delivery.authorityId === null ? 'A-2.7' : 'A-3.6', allowedActions: mine ? [...view.allowedActions, 'done'] : [],
  };
}
