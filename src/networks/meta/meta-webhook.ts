import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Notice } from '../notice.js';
import { commentUrl } from './facebook.adapter.js';

const feed = z.object({
  item: z.string(), verb: z.string(), post_id: z.string().optional(), comment_id: z.string().optional(), parent_id: z.string().optional(),
  from: z.object({ id: z.string(), name: z.string().default('') }).optional(), message: z.string().default(''), created_time: z.number().optional(),
});
const instagramComment = z.object({ id: z.string(), media: z.object({ id: z.string() }) });
const instagramMention = z.object({ media_id: z.string(), comment_id: z.string().optional() });

/** A call of Meta: for several pages or accounts, several changes of each. */
export const metaCall = z.object({
  object: z.string(),
  entry: z.array(z.object({ id: z.string(), time: z.number(), changes: z.array(z.object({ field: z.string(), value: z.unknown() })).default([]) })).max(1000),
});
export type MetaCall = z.output<typeof metaCall>;

/** Whether the bytes were signed with the application's secret: `sha256=<hex HMAC-SHA256>`, compared in constant time. */
export function isSignedByMeta(raw: Buffer, signature: string | undefined, appSecret: string): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/.exec(signature ?? '') ?? [];
  return hex !== undefined && timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', appSecret).update(raw).digest());
}

/** What a proved call tells. Instagram names no address of a comment: its post has to be read. Pure. */
export function metaNotices({ object, entry }: MetaCall): Notice[] {
  return entry.flatMap(({ id: owner, time, changes }) =>
    changes.flatMap(({ field, value }): Notice[] => {
      if (object === 'page' && field === 'feed') return facebook(owner, time, value);
      if (object !== 'instagram') return [];
      const comment = field === 'comments' ? instagramComment.safeParse(value) : null;
      if (comment?.success) return [{ network: 'instagram', owner, kind: 'look', post: comment.data.media.id }];
      const mention = field === 'mentions' ? instagramMention.safeParse(value) : null;
      return mention?.success ? [{ network: 'instagram', owner, kind: 'mention', place: { post: mention.data.media_id, comment: mention.data.comment_id ?? null, mention: true } }] : [];
    }),
  );
}

function facebook(owner: string, time: number, value: unknown): Notice[] {
  const change = feed.safeParse(value);
  if (!change.success || change.data.post_id === undefined) return [];
  const { item, verb, post_id: post, comment_id: comment, parent_id: above, from, message, created_time } = change.data;
  const about = { network: 'facebook', owner } as const;
  const isComment = item === 'comment' && comment !== undefined;
  const url = isComment ? commentUrl(post, comment) : `https://www.facebook.com/${post}`;
  if (verb === 'remove') return isComment || ['post', 'status'].includes(item) ? [{ ...about, kind: 'gone', url }] : [];
  if (!['add', 'edit', 'edited'].includes(verb) || !(isComment || ['post', 'status', 'photo', 'video', 'share', 'link'].includes(item))) return [];
  const postedAt = new Date((created_time ?? time) * 1000);
  const own = from?.id === owner;
  if (own && !isComment) return [{ ...about, kind: 'post', post, postedAt }];
  return [{
    ...about, kind: 'message',
    message: {
      id: isComment ? comment : post, place: { post, comment: isComment ? comment : null }, url, text: message, postedAt, own,
      author: { id: from?.id ?? '', name: from?.name ?? '', url: from ? `https://www.facebook.com/${from.id}` : null },
      answers: isComment && above && above !== post ? [commentUrl(post, above)] : [],
    },
  }];
}
