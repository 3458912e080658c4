import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Addresses, AddressRefused, pinned } from './addresses.js';
import { BodyRefused, readBody } from './read-body.js';
import { TIMERS, type Timers } from './timers.js';

/** Why an address was not read. */
export type FetchRefusal =
  | 'scheme' | 'port' | 'internal-address' | 'dns' | 'connection' | 'tls' | 'timeout' | 'too-large' | 'decoding'
  | 'redirect-loop' | 'too-many-redirects' | 'content-type' | 'status';

export interface FetchFailure {
  ok: false;
  reason: FetchRefusal;
  /** Of `status`: what was answered. */
  status?: number;
  /** Where the refusal arose, redirects followed. */
  url: string;
}

export interface Fetched {
  ok: true;
  /** Where the content was found, redirects followed. */
  url: string;
  /** Whether each redirect on the way was for good (301, 308). */
  movedForGood: boolean;
  contentType: string;
  body: Buffer;
}

export type FetchResult = Fetched | FetchFailure;

interface Options {
  /** Media types that make sense to the caller. */
  accept: readonly string[];
  maxBytes?: number;
  /** Of the whole, redirects included, milliseconds. */
  timeoutMs?: number;
}

const MAX_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 5;

class Refused extends Error {
  constructor(readonly reason: FetchRefusal, readonly status?: number) {
    super(reason);
  }
}

/**
 * Reads pages somebody else names, so that nobody reaches anything through it that they could not reach themselves: web
 * addresses only, of the open internet only, also after redirects; limits of size, time and redirects.
 */
@Injectable()
export class SafeFetch {
  readonly userAgent: string;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(TIMERS) private readonly timers: Timers,
    private readonly addresses: Addresses,
  ) {
    this.userAgent = `Otklik-LinkCheck/1.0 (+${config.PUBLIC_URL})`;
  }

  /** Never throws: whatever goes wrong is an answer. */
  async get(address: string, { accept, maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS }: Options): Promise<FetchResult> {
    const stop = new AbortController();
    const cancel = this.timers.after(timeoutMs, () => stop.abort());
    const seen = new Set<string>();
    let movedForGood = true;
    let url = address;
    try {
      for (;;) {
        if (seen.has(url)) throw new Refused('redirect-loop');
        if (seen.size > MAX_REDIRECTS) throw new Refused('too-many-redirects');
        seen.add(url);
        const answer = await this.ask(url, accept, stop.signal);
        const { statusCode = 0, headers } = answer;
        if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location) {
          answer.destroy();
          movedForGood &&= statusCode === 301 || statusCode === 308;
          url = next(headers.location, url);
          continue;
        }
        // Destroyed with what is still coming: only what is accepted is read.
        const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
        const fault = statusCode !== 200 ? new Refused('status', statusCode) : accept.includes(contentType) ? null : new Refused('content-type');
        if (fault) answer.destroy();
        if (fault) throw fault;
        const body = await readBody(answer, maxBytes);
        return { ok: true, url, movedForGood, contentType: headers['content-type'] ?? '', body };
      }
    } catch (error) {
      const status = error instanceof Refused ? error.status : undefined;
      return { ok: false, reason: stop.signal.aborted ? 'timeout' : reasonOf(error), url, ...(status ? { status } : {}) };
    } finally {
      cancel();
    }
  }

  private async ask(address: string, accept: readonly string[], signal: AbortSignal): Promise<IncomingMessage> {
    const url = parsed(address);
    if (!this.addresses.hasWebPort(url)) throw new Refused('port');
    const target = await Promise.race([this.addresses.pin(url), aborted(signal)]);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = send(url, {
        // A connection of its own, to the address that was checked.
        agent: false, lookup: pinned(target), signal, maxHeaderSize: 16 * 1024,
        headers: { 'user-agent': this.userAgent, accept: accept.join(', '), 'accept-encoding': 'gzip, deflate, br' },
      });
      request.on('response', resolve).on('error', reject).end();
    });
  }
}

/** Fails when the signal does: a name server may keep silent for long. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

function parsed(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new Refused('scheme');
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password) throw new Refused('scheme');
  return url;
}

function next(location: string, from: string): string {
  try {
    const url = new URL(location, from);
    url.hash = '';
    return url.href;
  } catch {
    throw new Refused('scheme');
  }
}

function reasonOf(error: unknown): FetchRefusal {
  if (error instanceof Refused || error instanceof AddressRefused || error instanceof BodyRefused) return error.reason;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|EPROTO/.test(code) ? 'tls' : 'connection';
}
