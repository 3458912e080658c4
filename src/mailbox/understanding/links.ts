import { belongsTo, type Network } from '../../networks/index.js';

/** A link in a letter and the line it stands in. */
interface Found {
  url: string;
  line: number;
  /** Nothing else stands in its line but a label («Ссылка:», «Опубликовано»). */
  alone: boolean;
}

const LINK = /(?:https?:\/\/|www\.|(?:m\.|mobile\.)?(?:vk\.com|vk\.ru|ok\.ru|odnoklassniki\.ru|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com)\/)[^\s<>"«»]+/giu;
const LABEL =
  /^(?:(?:вот\s+)?ссылк[аиу]|ссылк[аиу]\s+на\s+(?:\p{L}+\s+){0,2}(?:ответ|публикацию|пост|комментарий)|опубликован[оаы]?|ответ\s+опубликован|опубликовал[аи]?|размещен[оаы]?|ответ\s+размещен|разместил[аи]?|адрес|публикация|готово|link|url)(?:\s+(?:здесь|тут|по\s+ссылке|по\s+адресу|в\s+\p{L}+))?\s*[:\-–—.]*\s*$/iu;

const cleaned = (url: string): string => {
  const bare = url.replace(/[.,;:!?)\]}»'*]+$/u, '');
  return /^https?:\/\//i.test(bare) ? bare : `https://${bare}`;
};

function linksOf(text: string): Found[] {
  return text.split('\n').flatMap((line, at) =>
    [...line.matchAll(LINK)].map(([whole]): Found => {
      const rest = line.replace(whole, '').replaceAll(/[<>()[\]*]/g, ' ').replaceAll('ё', 'е').trim();
      return { url: cleaned(whole), line: at, alone: rest === '' || /^[.,;:\-–—]+$/.test(rest) || LABEL.test(rest) };
    }),
  );
}

/** The link of a published answer in a letter, and the words beside it. */
export type PublishedLink =
  | { found: 'one'; url: string; rest: string }
  | { found: 'none'; rest: string }
  /** Links there are, but none into the network of the message. */
  | { found: 'foreign'; rest: string }
  | { found: 'several'; rest: string };

/**
 * Finds the link into the network; the same link twice is one. A link that stands in a line of its own goes before
 * links within the text, and its line is no part of the words.
 */
export function publishedLink(text: string, network: Network): PublishedLink {
  const links = linksOf(text);
  const own = links.filter(({ url }) => URL.canParse(url) && belongsTo(network, url));
  const alone = own.filter((link) => link.alone);
  const candidates = alone.length > 0 ? alone : own;
  const urls = new Set(candidates.map(({ url }) => url));
  const rest = (dropped: readonly Found[]) => withoutLines(text, new Set(dropped.map(({ line }) => line)));
  if (urls.size === 1) return { found: 'one', url: [...urls][0] as string, rest: rest(alone) };
  if (urls.size > 1) return { found: 'several', rest: rest(alone) };
  const foreign = links.filter((link) => link.alone);
  return foreign.length > 0 ? { found: 'foreign', rest: rest(foreign) } : { found: 'none', rest: text };
}

function withoutLines(text: string, lines: ReadonlySet<number>): string {
  const kept = text.split('\n').filter((_, at) => !lines.has(at));
  // A label above a link that stands alone introduces nothing any more.
  while (kept.length > 0 && (kept.at(-1)?.trim() === '' || LABEL.test(kept.at(-1)?.replaceAll('ё', 'е').trim() ?? ''))) kept.pop();
  return kept.join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
}
