import { ok, type Outcome, rejected, type Refused, type Rejection } from '../outcome.js';
import type { Credential } from '../port.js';
import { type NetworkHttp, noAnswer, type WireAnswer } from '../wire/network-http.js';
import { inTurn, type Pacing } from '../wire/wire.js';

const HOUR = 3_600_000;
/** Requests a second of one page, well below what Meta counts by the hour. */
const PER_SECOND = 5;

const known: Record<number, Rejection> = {
  1: 'busy', 2: 'busy',
  4: 'rate', 17: 'rate', 32: 'rate', 341: 'rate', 613: 'rate', 80001: 'rate',
  10: 'rights', 190: 'credential', 368: 'blocked', 506: 'duplicate', 100: 'invalid', 24: 'missing',
};

interface GraphError {
  code: number;
  error_subcode?: number;
}

function reasonOf({ code, error_subcode }: GraphError): Rejection {
  if (code === 100 && error_subcode === 33) return 'missing';
  if (code >= 200 && code <= 299) return 'rights';
  return known[code] ?? 'invalid';
}

/** Minutes after which a throttled page may speak again, by the usage header; an hour where it says nothing. */
function waitOf({ headers }: WireAnswer): number {
  const text = headers.get('x-business-use-case-usage');
  if (!text) return HOUR;
  try {
    const usage = JSON.parse(text) as Record<string, { estimated_time_to_regain_access?: number }[]>;
    const minutes = Math.max(0, ...Object.values(usage).flat().map(({ estimated_time_to_regain_access: regain = 0 }) => regain));
    return minutes > 0 ? minutes * 60_000 : HOUR;
  } catch {
    return HOUR;
  }
}

function graphRefusal(answer: WireAnswer, error: GraphError): Refused {
  const reason = reasonOf(error);
  const wait = reason === 'rate' ? waitOf(answer) : reason === 'busy' ? 2000 : null;
  return rejected(reason, `Meta ${error.code}${error.error_subcode ? `/${error.error_subcode}` : ''}`, wait);
}

/** Calls of Meta's Graph interface, of Facebook pages and Instagram accounts alike; the token is a header. */
export class GraphClient {
  constructor(
    private readonly http: NetworkHttp,
    private readonly pacing: Pacing,
  ) {}

  get<T>(credential: Credential, path: string, query: Record<string, string> = {}): Promise<Outcome<T>> {
    return this.call(credential, 'GET', path, query, undefined);
  }

  post<T>(credential: Credential, path: string, form: Record<string, string | undefined>): Promise<Outcome<T>> {
    const body = new URLSearchParams(Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined));
    return this.call(credential, 'POST', path, {}, body);
  }

  delete<T>(credential: Credential, path: string): Promise<Outcome<T>> {
    return this.call(credential, 'DELETE', path, {}, undefined);
  }

  private async call<T>(credential: Credential, method: 'GET' | 'POST' | 'DELETE', path: string, query: Record<string, string>, body: URLSearchParams | undefined): Promise<Outcome<T>> {
    const writes = method !== 'GET';
    const headers = { authorization: `Bearer ${credential.accessToken}` };
    const wired = await inTurn(this.pacing, this.http, { key: `meta:${credential.id}`, perSecond: PER_SECOND }, { method, path, query, headers, body, writes });
    if ('failure' in wired) return wired.failure;
    const { answer } = wired;
    const error = (answer.body as { error?: GraphError } | null)?.error;
    if (error && typeof error.code === 'number') return graphRefusal(answer, error);
    return answer.status === 200 && typeof answer.body === 'object' ? ok(answer.body as T) : noAnswer(answer, writes);
  }
}

/** What a token is good for, by Meta itself. */
export interface TokenFacts {
  /** `profile_id`: the page whose token it is. */
  data: { is_valid: boolean; profile_id?: string; scopes?: string[]; expires_at?: number };
}
