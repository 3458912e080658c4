import type { FoundMessage } from '../port.js';

export interface VkPerson {
  id: number;
  first_name?: string;
  last_name?: string;
  name?: string;
  screen_name?: string;
}

export interface VkComment {
  id: number;
  from_id: number;
  date: number;
  text: string;
  deleted?: boolean;
  reply_to_comment?: number;
  parents_stack?: number[];
  thread?: { items: VkComment[] };
}

export interface VkPost {
  id: number;
  owner_id: number;
  from_id: number;
  date: number;
  text: string;
}

/** `-12_34` as owner and post; null for what is no post of a wall. */
export function wallPost(post: string): { owner: string; post: string } | null {
  const [, owner, number] = /^(-?\d+)_(\d+)$/.exec(post) ?? [];
  return owner && number ? { owner, post: number } : null;
}

export const wallComment = (post: string, comment: number | string): string => `https://vk.com/wall${post}?reply=${comment}`;

/** A comment with its thread, oldest first; a deleted one has nothing to say. */
export function fromComment(comment: VkComment, post: string, ownerId: string, people: ReadonlyMap<number, VkPerson>): FoundMessage[] {
  const own: FoundMessage[] = comment.deleted
    ? []
    : [{
        id: String(comment.id), place: { post, comment: String(comment.id) }, url: wallComment(post, comment.id),
        author: author(comment.from_id, people), text: comment.text, postedAt: new Date(comment.date * 1000), own: comment.from_id === -Number(ownerId),
        answers: [...new Set([...(comment.reply_to_comment ? [comment.reply_to_comment] : []), ...(comment.parents_stack ?? [])])].map((above) => wallComment(post, above)),
      }];
  return [...own, ...(comment.thread?.items ?? []).flatMap((reply) => fromComment(reply, post, ownerId, people))];
}

export function fromPost(post: VkPost, ownerId: string, people: ReadonlyMap<number, VkPerson>): FoundMessage {
  const id = `${post.owner_id}_${post.id}`;
  return {
    id, place: { post: id, comment: null }, url: `https://vk.com/wall${id}`, author: author(post.from_id, people), text: post.text,
    postedAt: new Date(post.date * 1000), own: post.from_id === -Number(ownerId), answers: [],
  };
}

function author(id: number, people: ReadonlyMap<number, VkPerson>): FoundMessage['author'] {
  const person = people.get(id);
  const name = person?.name ?? [person?.first_name, person?.last_name].filter(Boolean).join(' ');
  return { id: String(id), name: name || `id${id}`, url: id > 0 ? `https://vk.com/id${id}` : `https://vk.com/club${-id}` };
}
