import type { Network } from './network.js';
import { belongsTo, decoded } from './post-link.js';

/** First parts of paths that are the network's own pages or buttons to share something, never an account. */
const reserved: Record<Network, RegExp> = {
  vk: /^(share\.php|away\.php|widget_|feed|video|audio|docs?|app\d|wall-?\d|photo-?\d|topic-?\d|album-?\d|market-?\d|clips?$|search|login|join|im$|gim\d|al_)/,
  ok: /^(dk|offer|share|search|video|music|games?|app|login|feed)$/,
  facebook: /^(sharer?|sharer\.php|share\.php|dialog|plugins|login|events|watch|hashtag|marketplace|gaming|help|policies|tr)$/,
  instagram: /^(p|reel|reels|tv|explore|accounts|stories|direct|about|legal|developer)$/,
  twitter: /^(intent|share|home|search|hashtag|explore|i|login|settings|tos|privacy)$/,
};

/**
 * The canonical key of an account's address: two addresses of one account give one key, whatever host, case, tracking or
 * closing slash they carry; null when the address is no account of the network (another host, a post, a share button).
 */
export function accountKey(network: Network, url: string): string | null {
  if (!belongsTo(network, url)) return null;
  const link = new URL(url);
  const parts = link.pathname.split('/').filter(Boolean).map((part) => decoded(part).toLowerCase());
  if (parts[0]?.startsWith('@')) parts[0] = parts[0].slice(1);
  if (parts.length === 0 || reserved[network].test(parts[0] ?? '')) return null;
  const key = keyOf[network](parts, link);
  return key === null || key.length > 200 ? null : key;
}

const handle = /^[\p{L}\d._-]+$/u;
const only = ([first = '', ...rest]: readonly string[], most = 0): string | null => (rest.length <= most && handle.test(first) ? first : null);

const keyOf: Record<Network, (parts: readonly string[], link: URL) => string | null> = {
  // vk.com/club1, public1 and event1 are one community; id1 is a person
  vk: (parts) => {
    const name = only(parts);
    const community = /^(?:club|public|event)(\d+)$/.exec(name ?? '');
    return community ? `club${community[1]}` : name;
  },
  // ok.ru/group/1, ok.ru/group1, ok.ru/profile/1, ok.ru/name
  ok: (parts) => {
    const [first = '', second = ''] = parts;
    const [, kind, id] = /^(group|profile)\/?(\d+)$/.exec(`${first}/${second}`.replace(/\/$/, '')) ?? [];
    return kind ? (parts.length <= 2 ? `${kind}/${id}` : null) : only(parts);
  },
  // facebook.com/name, /pg/name, /pages/name/1, /profile.php?id=1, /people/name/1, /groups/name; dots do not count
  facebook: (parts, link) => {
    const [first = '', second = '', third = ''] = parts;
    if (first === 'profile.php') return /^\d+$/.test(link.searchParams.get('id') ?? '') ? `id/${link.searchParams.get('id')}` : null;
    if ((first === 'pages' || first === 'people') && /^\d+$/.test(third)) return `id/${third}`;
    if (first === 'groups') return second && parts.length === 2 ? `groups/${second}` : null;
    const name = first === 'pg' ? only([second]) : only(parts);
    return name?.replaceAll('.', '') || null;
  },
  instagram: (parts) => only(parts),
  twitter: (parts) => only(parts),
};
