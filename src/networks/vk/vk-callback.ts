import { z } from 'zod';
import type { Notice } from '../notice.js';
import { fromComment, fromPost, wallComment } from './vk-messages.js';

const id = z.int();
/** The members of a comment the Callback interface sends; whose comment it is depends on where it stands. */
const comment = z.object({
  id, from_id: id.default(0), date: id.default(0), text: z.string().default(''), reply_to_comment: id.optional(), parents_stack: z.array(id).optional(),
  post_id: id.optional(), post_owner_id: id.optional(), owner_id: id.optional(),
  topic_id: id.optional(), topic_owner_id: id.optional(), photo_id: id.optional(), photo_owner_id: id.optional(), video_id: id.optional(), video_owner_id: id.optional(),
});
const post = z.object({ id, owner_id: id, from_id: id, date: id, text: z.string().default('') });

/** A call of the Callback interface. `secret` proves it, `event_id` is the same in every repetition. */
export const vkCallback = z.object({
  type: z.string(), group_id: id, event_id: z.string().min(1).max(200).optional(), secret: z.string().optional(), object: z.unknown().optional(),
});
export type VkCallback = z.output<typeof vkCallback>;

/** What a proved call tells; nothing for kinds nobody asked about (messages to the community are private). Pure. */
export function vkNotices({ type, group_id, object }: VkCallback): Notice[] {
  const owner = String(group_id);
  const [, where = '', what = ''] = /^(wall_reply|board_post|photo_comment|video_comment|wall_post)_(new|edit|restore|delete)$/.exec(type) ?? [];
  if (where === 'wall_post') {
    const written = post.safeParse(object);
    if (!written.success || what !== 'new') return [];
    const message = fromPost(written.data, owner, new Map());
    return message.own
      ? [{ network: 'vk', owner, kind: 'post', post: message.place.post, postedAt: message.postedAt }]
      : [{ network: 'vk', owner, kind: 'message', message }];
  }
  const written = where ? comment.safeParse(object) : null;
  if (!written?.success) return [];
  const at = placeOf(where, written.data, group_id);
  if (!at) return [];
  if (what === 'delete') return [{ network: 'vk', owner, kind: 'gone', url: at.link(written.data.id) }];
  const [message] = fromComment(written.data, at.post, owner, new Map());
  if (!message) return [];
  const answers = (message.answers.length > 0 ? [written.data.reply_to_comment, ...(written.data.parents_stack ?? [])] : []).flatMap((above) => (above ? [at.link(above)] : []));
  return [{ network: 'vk', owner, kind: 'message', message: { ...message, url: at.link(written.data.id), answers: [...new Set(answers)] } }];
}

/** Where a comment stands, and the links of comments there. */
function placeOf(where: string, given: z.output<typeof comment>, group: number): { post: string; link: (comment: number) => string } | null {
  const under = (kind: string, owner: number | undefined, thing: number | undefined, parameter: string) => {
    if (thing === undefined) return null;
    const name = `${kind}${owner ?? given.owner_id ?? -group}_${thing}`;
    return { post: name, link: (comment: number) => `https://vk.com/${name}?${parameter}=${comment}` };
  };
  switch (where) {
    case 'wall_reply': {
      if (given.post_id === undefined) return null;
      const wall = `${given.post_owner_id ?? given.owner_id ?? -group}_${given.post_id}`;
      return { post: wall, link: (comment) => wallComment(wall, comment) };
    }
    case 'board_post':
      return under('topic', given.topic_owner_id, given.topic_id, 'post');
    case 'photo_comment':
      return under('photo', given.photo_owner_id, given.photo_id, 'reply');
    default:
      return under('video', given.video_owner_id, given.video_id, 'reply');
  }
}
