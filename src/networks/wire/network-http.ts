import { type Dispatcher, fetch, type FormData, ProxyAgent } from 'undici';
import { rejected, type Refused, unknown } from '../outcome.js';

/** How one network is reached. */
export interface Way {
  baseUrl: string;
  /** An egress proxy of its own, `http://…`. */
  proxy?: string;
  timeoutMs: number;
}

export interface WireRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, or absolute for upload servers the network names. */
  path: string;
  /** Query members; never a secret. */
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: URLSearchParams | FormData | string;
  /** A request that changes something: a broken connection leaves it unknown. */
  writes: boolean;
}

export interface WireAnswer {
  status: number;
  headers: { get: (name: string) => string | null };
  /** The body read as JSON, or the text itself when it is none. */
  body: unknown;
}

/** An answer, or why there is none. */
export type Wired = { answer: WireAnswer } | { failure: Refused | { outcome: 'unknown'; detail: string } };

/** Faults before anything was sent: the request can be repeated without looking. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** Answers are small; what is longer is not from the network. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Plain requests to one network: its address, proxy and patience; no retries, no redirects, nothing remembered. */
export class NetworkHttp {
  private readonly dispatcher: Dispatcher | undefined;

  constructor(private readonly way: Way) {
    this.dispatcher = way.proxy ? new ProxyAgent(way.proxy) : undefined;
  }

  async send({ method, path, query = {}, headers = {}, body, writes }: WireRequest): Promise<Wired> {
    const url = new URL(path.startsWith('http') ? path : `${this.way.baseUrl}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    try {
      const response = await fetch(url, {
        method, headers, body, dispatcher: this.dispatcher, redirect: 'manual', signal: AbortSignal.timeout(this.way.timeoutMs),
      });
      const text = await response.text();
      if (text.length > MAX_BYTES) return this.failed('an answer without end', writes);
      return { answer: { status: response.status, headers: response.headers, body: asJson(text) } };
    } catch (error) {
      const code = codeOf(error);
      return BEFORE_SENDING.has(code) ? { failure: rejected('busy', code) } : this.failed(code, writes);
    }
  }

  private failed(detail: string, writes: boolean): Wired {
    return { failure: writes ? unknown(detail) : rejected('busy', detail) };
  }

  async close(): Promise<void> {
    await this.dispatcher?.close();
  }
}

/** A 5xx without a body of the network's own kind comes from whatever stands before it; after a write nobody knows. */
export function noAnswer({ status }: WireAnswer, writes: boolean): Refused | { outcome: 'unknown'; detail: string } {
  const detail = `HTTP ${status}`;
  if (status === 429) return rejected('rate', detail, 60_000);
  if (status === 401) return rejected('credential', detail);
  if (status >= 400 && status < 500) return rejected('invalid', detail);
  return writes ? unknown(detail) : rejected('busy', detail);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Fault {
  code?: unknown;
  name?: string;
  cause?: unknown;
  errors?: unknown[];
}

/** A code, never a message: messages may repeat addresses and bodies. */
function codeOf(error: unknown): string {
  for (let at = error as Fault | undefined; at; at = at.cause as Fault | undefined) {
    if (typeof at.code === 'string') return at.code;
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'TIMEOUT';
    if (at.errors?.length) return codeOf(at.errors[0]);
  }
  return 'CONNECTION';
}
