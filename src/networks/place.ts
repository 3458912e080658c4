import type { Network } from './network.js';
import type { Place } from './port.js';

/**
 * The place of a post or comment in the network's own identifiers, as far as its link tells: null where the interfaces have
 * no way to it (photos and discussions of VK, short codes of Instagram), so that a person answers there.
 */
export function placeOf(network: Network, url: string): Place | null {
  const link = URL.canParse(url) ? new URL(url) : null;
  return link ? readers[network](link) : null;
}

const readers: Record<Network, (link: URL) => Place | null> = {
  // wall-1_2, wall-1_2?reply=3, ?w=wall-1_2_r3
  vk: (link) => {
    const [, post, reply] = /wall(-?\d+_\d+)(?:_r(\d+))?/.exec(decodeURIComponent(`${link.searchParams.get('w') ?? ''} ${link.pathname}`)) ?? [];
    return post ? { post, comment: reply ?? number(link, 'reply') } : null;
  },
  // group/1/topic/2
  ok: (link) => {
    const [, topic] = /\/group\/[\w.-]+\/topic\/(\d+)/.exec(link.pathname) ?? [];
    return topic ? { post: topic, comment: link.searchParams.get('commentId') } : null;
  },
  // 1_2?comment_id=3, permalink.php?story_fbid=2&id=1; a page's name instead of its number tells the interface nothing
  facebook: (link) => {
    const [page, story] = [number(link, 'id'), number(link, 'story_fbid')];
    const post = page && story ? `${page}_${story}` : (/^\/(\d+_\d+)\/?$/.exec(link.pathname)?.[1] ?? /^\/(\d+)\/posts\/(\d+)\/?$/.exec(link.pathname)?.slice(1).join('_'));
    const comment = number(link, 'reply_comment_id') ?? number(link, 'comment_id');
    return post ? { post, comment: comment ? `${post.split('_')[1]}_${comment}` : null } : null;
  },
  instagram: () => null,
  twitter: (link) => {
    const [, status] = /\/status(?:es)?\/(\d+)/.exec(link.pathname) ?? [];
    return status ? { post: status, comment: null } : null;
  },
};

/** Whether a place may be on the page of an account: no where the network's identifiers, which begin with the page's number, name another. */
export function mayBeOnPageOf(network: Network, ownerId: string, { post }: Place): boolean {
  const page = { vk: `-${ownerId}_`, facebook: `${ownerId}_`, ok: '', instagram: '', twitter: '' }[network];
  return post.startsWith(page);
}

const number = (link: URL, name: string): string | null => /^\d+$/.exec(link.searchParams.get(name) ?? '')?.[0] ?? null;
