import { Injectable } from '@nestjs/common';
import type { Network } from '../../networks/index.js';
import { Robots, SafeFetch } from '../../platform/safe-fetch/index.js';
import type { LinkOutcome } from '../account-link.entity.js';
import { findLink } from './find-link.js';

/** What was seen at an authority's page. */
export interface Look {
  outcome: LinkOutcome;
  reason: string | null;
  found: string | null;
}

const PAGES = ['text/html', 'application/xhtml+xml'];

/** Looks at a page of an authority's site as its readers would, and as far as the site lets robots. */
@Injectable()
export class LookAtPage {
  constructor(
    private readonly fetch: SafeFetch,
    private readonly robots: Robots,
  ) {}

  async execute(pageUrl: string, network: Network, addressKey: string): Promise<Look> {
    const allowed = await this.robots.allows(pageUrl);
    if (allowed === 'forbidden') return { outcome: 'forbidden-by-robots', reason: null, found: null };
    if (allowed !== true) return unreachable(`robots.txt: ${wordOf(allowed)}`, allowed.url);
    const answer = await this.fetch.get(pageUrl, { accept: PAGES });
    if (!answer.ok) return unreachable(wordOf(answer), answer.url);
    const { linked, others } = findLink(textOf(answer), answer.url, network, addressKey);
    if (!linked) return { outcome: 'missing', reason: null, found: others[0] ?? null };
    const moved = answer.movedForGood && !samePlace(pageUrl, answer.url);
    return { outcome: moved ? 'moved' : 'linked', reason: null, found: moved ? answer.url : null };
  }
}

const wordOf = ({ reason, status }: { reason: string; status?: number }): string => (status ? `${reason} ${status}` : reason);
const unreachable = (reason: string, url: string): Look => ({ outcome: 'unreachable', reason: `${reason} (${url.slice(0, 300)})`, found: null });

/** With TLS, without `www.` and without a closing slash it is still the same page. */
function samePlace(one: string, other: string): boolean {
  const plain = (address: string) => {
    const { hostname, pathname, search } = new URL(address);
    return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`;
  };
  return plain(one) === plain(other);
}

/** Addresses in a page are ASCII, so a page of an unknown encoding can be read all the same. */
function textOf({ body, contentType }: { body: Buffer; contentType: string }): string {
  const head = body.subarray(0, 1024).toString('latin1');
  const [, charset = 'utf-8'] = /charset=["']?([\w-]+)/i.exec(contentType) ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head) ?? [];
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return body.toString('latin1');
  }
}
