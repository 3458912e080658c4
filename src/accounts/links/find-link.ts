import { Parser } from 'htmlparser2';
import { accountKey, belongsTo, type Network } from '../../networks/index.js';

/** What a page says about an account. */
export interface Sighting {
  linked: boolean;
  /** Other accounts of the same network that it links, each once. */
  others: string[];
}

/**
 * Looks for a link to an account in a page. Links are what a reader can follow: `href` of `a` and `area`; also such as go
 * through a counter of the site, which names the goal in its query.
 * @param pageUrl where the page was found, for links that are relative.
 */
export function findLink(html: string, pageUrl: string, network: Network, addressKey: string): Sighting {
  const others = new Set<string>();
  let linked = false;
  for (const address of goals(html, pageUrl)) {
    if (!belongsTo(network, address)) continue;
    const key = accountKey(network, address);
    if (key === addressKey) linked = true;
    else if (key !== null) others.add(address);
  }
  return { linked, others: [...others] };
}

function* goals(html: string, pageUrl: string): Generator<string> {
  for (const url of hrefs(html, pageUrl)) {
    yield url.href;
    // /redirect.php?goto=https://vk.com/…
    for (const value of url.searchParams.values()) if (/^https?:\/\//i.test(value)) yield value;
  }
}

function hrefs(html: string, pageUrl: string): URL[] {
  let base = pageUrl;
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, { href }) => {
      if (!href) return;
      if (name === 'base') base = absolute(href, pageUrl)?.href ?? base;
      else if (name === 'a' || name === 'area') found.push(href);
    },
  });
  parser.end(html);
  return found.flatMap((href) => absolute(href, base) ?? []);
}

function absolute(href: string, base: string): URL | null {
  try {
    return new URL(href.trim(), base);
  } catch {
    return null;
  }
}
