import type { FormData } from 'undici';
import { ok, type Outcome, rejected, type Refused } from '../outcome.js';
import type { Credential } from '../port.js';
import { type NetworkHttp, noAnswer, type WireAnswer } from '../wire/network-http.js';
import { inTurn, type Pacing } from '../wire/wire.js';

/** Requests a second: calls are paid for, nobody is in a hurry. */
const PER_SECOND = 1;

interface Problem {
  title?: string;
  detail?: string;
  type?: string;
  status?: number;
}

/** X answers problem documents; the HTTP status tells, but for the kinds of 403. */
function xRefusal(answer: WireAnswer, problem: Problem): Refused | null {
  const words = `${problem.title ?? ''} ${problem.detail ?? ''} ${problem.type ?? ''}`.toLowerCase();
  const detail = `X ${answer.status}`;
  switch (answer.status) {
    case 400:
      return rejected('invalid', detail);
    case 401:
      return rejected('credential', detail);
    case 402:
      return rejected('quota', detail);
    case 403:
      if (words.includes('duplicate')) return rejected('duplicate', detail);
      if (words.includes('too long')) return rejected('content', detail);
      // Since February 2026 only who was mentioned or quoted may reply.
      return words.includes('reply') || words.includes('mention') ? rejected('closed', detail) : rejected('rights', detail);
    case 404:
      return rejected('missing', detail);
    case 429:
      return rejected('rate', detail, untilReset(answer));
    default:
      return null;
  }
}

/** The header names the second the window opens again, by the server's own clock, which stands beside it. */
function untilReset({ headers }: WireAnswer): number {
  const reset = Number(headers.get('x-rate-limit-reset')) * 1000;
  const server = Date.parse(headers.get('date') ?? '');
  return reset > 0 && !Number.isNaN(server) ? Math.max(1000, reset - server + 1000) : 15 * 60_000;
}

export interface XRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  json?: object;
  form?: FormData;
  writes: boolean;
}

/** Calls of X's second interface; the token is a header. */
export class TwitterClient {
  constructor(
    private readonly http: NetworkHttp,
    private readonly pacing: Pacing,
  ) {}

  async call<T>(credential: Credential, { json, form, ...request }: XRequest): Promise<Outcome<T>> {
    const headers = { authorization: `Bearer ${credential.accessToken}`, ...(json ? { 'content-type': 'application/json' } : {}) };
    const body = json ? JSON.stringify(json) : form;
    const wired = await inTurn(this.pacing, this.http, { key: `x:${credential.id}`, perSecond: PER_SECOND }, { ...request, headers, body });
    if ('failure' in wired) return wired.failure;
    const { answer } = wired;
    if (answer.status >= 200 && answer.status < 300 && typeof answer.body === 'object' && answer.body !== null) return ok(answer.body as T);
    const problem = typeof answer.body === 'object' && answer.body !== null ? (answer.body as Problem) : {};
    return xRefusal(answer, problem) ?? noAnswer(answer, request.writes);
  }
}
