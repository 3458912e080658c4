import { DomainError } from '../platform/errors/index.js';
import { sha256 } from '../platform/ids/index.js';
import { type Network, networks } from './network.js';

const hosts: Record<Network, readonly string[]> = {
  vk: ['vk.com', 'vk.ru'],
  ok: ['ok.ru', 'odnoklassniki.ru'],
  facebook: ['facebook.com', 'fb.com', 'fb.watch'],
  instagram: ['instagram.com'],
  twitter: ['twitter.com', 'x.com'],
};

/** Parts of a link that only say how somebody came to it. */
const tracking = /^(utm_|fbclid|igsh|igshid|si$|s$|t$|ref|from$|__tn__|__cft__|mibextid|rdid|share_url|st\.)/;

function parse(url: string): URL | null {
  try {
    const link = new URL(url);
    return link.protocol === 'https:' || link.protocol === 'http:' ? link : null;
  } catch {
    return null;
  }
}

/** `m.vk.com`, `www.vk.com` and `vk.com` are one host; `vk.com.example.org` is another. */
function isHostOf(network: Network, link: URL): boolean {
  const host = link.hostname.toLowerCase().replace(/\.$/, '');
  return hosts[network].some((known) => host === known || host.endsWith(`.${known}`));
}

/** Whether a link leads into the network. */
export function belongsTo(network: Network, url: string): boolean {
  const link = parse(url);
  return link !== null && link.username === '' && isHostOf(network, link);
}

/**
 * The canonical key of a post or comment: two links to one post give one key, whatever host, case or tracking they carry.
 * @throws DomainError `incident.url-network` when the link does not lead into the network.
 */
export function postKey(network: Network, url: string): string {
  const link = parse(url);
  if (!link || !belongsTo(network, url)) throw new DomainError('incident.url-network', { network, url });
  const key = known[network](link) ?? plain(link);
  // An index takes keys of a bounded length only.
  return key.length <= 300 ? key : `sha256/${sha256(key)}`;
}

/** The network a link leads into and the key of the post there; null for what is no link into any of them. */
export function postOfLink(text: string): { network: Network; key: string } | null {
  const network = /^https?:\/\//.test(text) ? networks.find((one) => belongsTo(one, text)) : undefined;
  return network ? { network, key: postKey(network, text) } : null;
}

/** Whether a link names a post or a comment of the network, in one of the forms the network gives out; not a page, a group or a profile. */
export function namesPost(network: Network, url: string): boolean {
  const link = parse(url);
  return link !== null && belongsTo(network, url) && known[network](link) !== null;
}

/**
 * Whether a link leads to the post of this key and to nothing more exact. Odnoklassniki gives out comments by parts of
 * the address that have no stable form: there a link that says more than its post may be a comment's.
 */
export function leadsTo(network: Network, key: string, url: string): boolean {
  const link = parse(url);
  return link !== null && postKey(network, url) === key && (network !== 'ok' || link.search + link.hash === '');
}

const known: Record<Network, (link: URL) => string | null> = {
  // vk.com/wall-1_2?reply=3, vk.com/club1?w=wall-1_2_r3, vk.com/photo-1_2, vk.com/topic-1_2?post=3
  vk: (link) => {
    const place = decoded(`${link.searchParams.get('w') ?? ''} ${link.searchParams.get('z') ?? ''} ${link.pathname}`);
    const post = /(wall|photo|video|topic|market|clip)(-?\d+)_(\d+)(?:_r(\d+))?/.exec(place);
    if (!post) return null;
    const reply = post[4] ?? digits(link.searchParams.get('reply')) ?? digits(link.searchParams.get('post'));
    return [`${post[1]}${post[2]}_${post[3]}`, ...(reply ? [`r${reply}`] : [])].join('_');
  },
  // ok.ru/group/1/topic/2, ok.ru/profile/1/statuses/2, ok.ru/video/3; a comment is named by st._aid-like fragments that have no stable form
  ok: (link) => {
    const [, video] = /^\/(?:video|live)\/(\d+)/.exec(link.pathname) ?? [];
    if (video) return `video/${video}${comment(link, 'commentId')}`;
    const topic = /\/(?:group\/)?([\w.-]+)\/(topic|statuses|album|video)\/(\d+)(?:\/(\d+))?/.exec(link.pathname);
    return topic ? `${topic[2]}/${topic[1]}/${topic[3]}${topic[4] ? `/${topic[4]}` : ''}${comment(link, 'commentId')}` : null;
  },
  // facebook.com/page/posts/1, /permalink.php?story_fbid=1&id=2, /groups/1/posts/2, ?comment_id=3
  facebook: (link) => {
    // Short links that only the network itself can follow: facebook.com/share/p/CODE, fb.watch/CODE
    const short = /^\/share\/(?:[pvr]\/)?([\w-]+)\/?$/.exec(link.pathname)?.[1] ?? (link.hostname === 'fb.watch' ? /^\/([\w-]+)\/?$/.exec(link.pathname)?.[1] : undefined);
    if (short) return `share/${short}`;
    const story = link.searchParams.get('story_fbid') ?? link.searchParams.get('fbid') ?? link.searchParams.get('v');
    // What the interface itself calls a post: facebook.com/page_post
    const path = /\/(?:posts|permalink|videos|photos|reel)\/(?:[^/]+\/)*?([\w.-]+)\/?$/.exec(link.pathname) ?? /^\/\d+_(\d+)\/?$/.exec(link.pathname);
    const post = story ?? path?.[1];
    return post ? `post/${post}${comment(link, 'comment_id')}${comment(link, 'reply_comment_id')}` : null;
  },
  // instagram.com/p/CODE, /reel/CODE, /user/p/CODE/c/123
  instagram: (link) => {
    const post = /\/(?:p|reel|reels|tv)\/([\w-]+)(?:\/c\/(\d+))?/.exec(link.pathname);
    return post ? `p/${post[1]}${post[2] ? `/c/${post[2]}` : ''}` : null;
  },
  // twitter.com/user/status/1: the number alone names the post
  twitter: (link) => {
    const status = /\/status(?:es)?\/(\d+)/.exec(link.pathname);
    return status ? `status/${status[1]}` : null;
  },
};

const digits = (value: string | null): string | null => (value && /^\d+$/.test(value) ? value : null);

const comment = (link: URL, name: string): string => {
  const value = link.searchParams.get(name);
  return value ? `/c/${value}` : '';
};

/** A part of an address as it reads; itself where its escapes make no sense. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A link of no known form: its path, and what its query says beyond where it was shared. */
function plain(link: URL): string {
  const query = [...link.searchParams]
    .filter(([name]) => !tracking.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&');
  return `${link.pathname.replace(/\/+$/, '').toLowerCase() || '/'}${query ? `?${query}` : ''}`;
}
