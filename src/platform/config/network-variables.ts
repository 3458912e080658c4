import { z } from 'zod';
import { count, flag, url } from './variable.js';

/** How the social networks are reached; all of them are switched off by default. */
export const networkVariables = {
  /** Networks this installation speaks to by their interfaces, separated by commas; the others are worked by hand. */
  NETWORKS: z.string().default('').transform((v) => v.split(',').map((name) => name.trim()).filter(Boolean)).pipe(z.array(z.enum(['vk', 'ok', 'facebook', 'instagram', 'twitter']))),
  VK_API_URL: url('http:', 'https:').default('https://api.vk.ru'),
  OK_API_URL: url('http:', 'https:').default('https://api.ok.ru'),
  META_API_URL: url('http:', 'https:').default('https://graph.facebook.com/v26.0'),
  TWITTER_API_URL: url('http:', 'https:').default('https://api.x.com/2'),
  /** Egress proxies, one for each network that needs one. */
  VK_PROXY: url('http:', 'https:').optional(),
  OK_PROXY: url('http:', 'https:').optional(),
  META_PROXY: url('http:', 'https:').optional(),
  TWITTER_PROXY: url('http:', 'https:').optional(),
  /** How long a network may be silent. */
  NETWORK_TIMEOUT_SECONDS: count(1, 300).default(20),
  /** Whether comments are written and deleted in OK by its interface, whose documentation is gone. */
  OK_COMMENTS: flag.default(false),
};
