import type { Network } from './network.js';
import { tweetLength } from './twitter/tweet-length.js';

/** Length of a text as a network counts it, and the most it takes in one piece. */
export interface TextLimit {
  length: number;
  max: number;
}

const MAX: Record<Exclude<Network, 'twitter'>, { reply: number; post: number }> = {
  vk: { reply: 16_384, post: 16_384 },
  ok: { reply: 4000, post: 8000 },
  facebook: { reply: 8000, post: 63_206 },
  instagram: { reply: 2200, post: 2200 },
};

/** Said before an answer is approved: a text is never cut. */
export function textLimit(network: Network, kind: 'reply' | 'post', text: string): TextLimit {
  return network === 'twitter' ? tweetLength(text) : { length: text.length, max: MAX[network][kind] };
}
