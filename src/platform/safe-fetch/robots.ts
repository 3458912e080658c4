import { Injectable } from '@nestjs/common';
import robotsParser from 'robots-parser';
import { type FetchResult, SafeFetch } from './safe-fetch.js';

// CommonJS whose types speak of a default export it does not have.
const parse = robotsParser as unknown as (url: string, text: string) => { isAllowed: (url: string, agent: string) => boolean | undefined };

/** The largest robots.txt that must be read (RFC 9309, section 2.5). */
const MAX_BYTES = 500 * 1024;

/** What a site lets visitors like us read. */
@Injectable()
export class Robots {
  constructor(private readonly fetch: SafeFetch) {}

  /**
   * Whether the address may be read: yes where there is no robots.txt (4xx), no where it forbids; where the site does not
   * answer for it, the failure, for silence forbids (RFC 9309, section 2.3.1).
   */
  async allows(address: string): Promise<true | 'forbidden' | Extract<FetchResult, { ok: false }>> {
    const url = new URL('/robots.txt', address).href;
    const answer = await this.fetch.get(url, { accept: ['text/plain'], maxBytes: MAX_BYTES });
    if (!answer.ok) {
      const none = (answer.reason === 'status' && (answer.status ?? 0) >= 400 && (answer.status ?? 0) < 500) || answer.reason === 'content-type';
      return none ? true : answer;
    }
    const robots = parse(url, answer.body.toString('utf8'));
    return robots.isAllowed(address, this.fetch.userAgent) === false ? 'forbidden' : true;
  }
}
