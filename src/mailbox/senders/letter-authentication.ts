import { resolve } from 'node:dns/promises';
import { Inject, Injectable } from '@nestjs/common';
import { authenticate } from 'mailauth';
import { CONFIG, type Config } from '../../platform/config/index.js';
import type { Envelope, IncomingLetter } from '../incoming/incoming-letter.entity.js';
import type { ReadLetter } from '../letters/read-letter.js';
import { aligned, type MethodResult, parseResults, verdictOf } from './authentication-results.js';

/** Whether a letter comes from whom it says. */
export interface AuthenticationVerdict {
  /** `temporary`: the name service did not answer. */
  result: 'pass' | 'fail' | 'none' | 'temporary';
  /** What says so. */
  by: 'own-server' | 'checked-here' | 'own-desk';
  methods: Record<string, string>;
}

type Resolver = (name: string, type: string) => Promise<unknown>;

/**
 * Checks a letter's `From` by what the own mail server found (`Authentication-Results` of a trusted name, RFC 8601), or here
 * by SPF, DKIM and DMARC. Without the connection, as for a mailbox read by IMAP, only signatures can be checked here.
 */
@Injectable()
export class LetterAuthentication {
  /** Asks the name service; tests put their own in its place. */
  resolver: Resolver = resolve as Resolver;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async check(raw: Buffer, letter: ReadLetter, { source, envelope }: Pick<IncomingLetter, 'source' | 'envelope'>): Promise<AuthenticationVerdict> {
    // The demo's own desk signs in nobody, and nobody else can reach it.
    if (source === 'demo') return { result: 'pass', by: 'own-desk', methods: {} };
    if (letter.from === null) return { result: 'fail', by: 'checked-here', methods: { from: 'not one address' } };
    const trusted = this.config.MAIL_AUTHSERV_ID?.split(',').map((name) => name.trim().toLowerCase()) ?? [];
    if (trusted.length > 0) {
      // The own server writes its finding above whatever the letter brought along.
      const top = letter.headers.find(({ name }) => name === 'authentication-results');
      const found = top ? parseResults(top.value) : null;
      if (!found || !trusted.includes(found.authserv)) return { result: 'none', by: 'own-server', methods: {} };
      return { result: verdictOf(found.results, letter.from), by: 'own-server', methods: Object.fromEntries(found.results.map(({ method, result }) => [method, result])) };
    }
    return this.checkHere(raw, letter.from, envelope ?? {});
  }

  private async checkHere(raw: Buffer, from: string, { ip, helo, mailFrom }: Envelope): Promise<AuthenticationVerdict> {
    const options = { ip, helo, sender: mailFrom, mta: 'otklik', resolver: this.resolver as never, disableArc: true, disableBimi: true };
    const found = await authenticate(raw, options).catch((error: Error) => ({ error }));
    if ('error' in found) return { result: 'none', by: 'checked-here', methods: { error: found.error.message.slice(0, 200) } };
    const domain = from.slice(from.lastIndexOf('@') + 1);
    const { dkim, spf } = found.dmarc ? (found.dmarc.alignment ?? {}) : {};
    const results: MethodResult[] = [];
    for (const { status, signingDomain } of found.dkim?.results ?? []) {
      // A signature over a part of the letter says nothing of the rest; a policy may want the very domain (RFC 7489, 3.1.1).
      const counts = !status.underSized && (!dkim?.strict || signingDomain === domain);
      // The library calls a body that is not the signed one «neutral».
      const said = status.result === 'neutral' && /body hash/i.test(String(status.comment)) ? 'fail' : status.result;
      results.push({ method: 'dkim', result: said === 'pass' && !counts ? 'policy' : said, properties: { 'header.d': signingDomain ?? '' } });
    }
    // Without the address of the connection there is nothing to compare with the sender's list.
    if (ip && found.spf && !(spf?.strict && spf.result !== domain)) results.push({ method: 'spf', result: found.spf.status.result, properties: { 'smtp.mailfrom': mailFrom ?? '' } });
    const dmarc = dmarcOf(found.dmarc, domain);
    // Without SPF a failed policy only says that there is no signature of the sender's.
    if (dmarc === 'pass' || (dmarc === 'fail' && ip)) results.push({ method: 'dmarc', result: dmarc, properties: { 'header.from': domain } });
    const methods = Object.fromEntries([...results.map(({ method, result }) => [method, result]), ['dmarc', dmarc]]) as Record<string, string>;
    const verdict = verdictOf(results, from);
    const wavering = results.some(({ result, properties }) => result === 'temperror' && (properties['header.d'] === undefined || aligned(properties['header.d'], domain)));
    return { result: verdict !== 'pass' && (wavering || dmarc === 'temperror') ? 'temporary' : verdict, by: 'checked-here', methods };
  }

  /** Whether such a verdict lets a letter act: MAIL_AUTHENTICATION. */
  suffices({ result, by }: AuthenticationVerdict): boolean {
    if (by === 'own-desk' || this.config.MAIL_AUTHENTICATION === 'off') return true;
    return result === 'pass' || (this.config.MAIL_AUTHENTICATION === 'lenient' && result === 'none');
  }
}

/** What the sender's policy says; the library finds alignment in the organisation's domain also where the policy is stricter. */
function dmarcOf(found: Awaited<ReturnType<typeof authenticate>>['dmarc'], domain: string): string {
  if (!found) return 'none';
  const { dkim, spf } = found.alignment ?? {};
  const signed = dkim?.result && !dkim.underSized && (!dkim.strict || dkim.result === domain);
  const listed = spf?.result && (!spf.strict || spf.result === domain);
  return found.status.result === 'pass' && !signed && !listed ? 'fail' : found.status.result;
}
