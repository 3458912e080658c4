import { createHash } from 'node:crypto';
import { ok, type Outcome, rejected, type Refused, type Rejection } from '../outcome.js';
import type { Credential } from '../port.js';
import { type NetworkHttp, noAnswer, type WireAnswer } from '../wire/network-http.js';
import { inTurn, type Pacing } from '../wire/wire.js';

const MINUTE = 60_000;
const PER_SECOND = 3;

/** Odnoklassniki's error codes as reasons; the second member is how long to wait, milliseconds. */
const known: Record<number, [Rejection, number?]> = {
  2: ['busy', 1000],
  7: ['rate', 5 * MINUTE],
  8: ['rate', 5 * MINUTE],
  9: ['rate', 5 * MINUTE],
  10: ['rights'],
  11: ['quota'],
  50: ['rights'],
  100: ['invalid'],
  101: ['credential'],
  102: ['credential'],
  103: ['credential'],
  104: ['credential'],
  300: ['missing'],
  454: ['content'],
  455: ['closed'],
  456: ['closed'],
  511: ['blocked'],
  514: ['blocked'],
  600: ['quota'],
  601: ['quota'],
  700: ['missing'],
  702: ['missing'],
};

function okRefusal(code: number): Refused {
  const [reason, wait = null] = known[code] ?? ['invalid'];
  return rejected(reason, `OK ${code}`, wait);
}

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

/**
 * Signature of a call: every parameter but the token and session key, sorted, written `k=v` without separators, followed by
 * the lower-case MD5 of token and application secret; MD5 of the whole.
 */
export function okSignature(parameters: ReadonlyMap<string, string>, accessToken: string, applicationSecret: string): string {
  const signed = [...parameters].filter(([name]) => name !== 'access_token' && name !== 'session_key').toSorted(([a], [b]) => (a < b ? -1 : 1));
  return md5(signed.map(([name, value]) => `${name}=${value}`).join('') + md5(accessToken + applicationSecret));
}

/** Signed calls of Odnoklassniki; parameters travel in the body. */
export class OkClient {
  constructor(
    private readonly http: NetworkHttp,
    private readonly pacing: Pacing,
  ) {}

  read<T>(credential: Credential, method: string, parameters: Record<string, string | undefined>): Promise<Outcome<T>> {
    return this.call(credential, method, parameters, false);
  }

  write<T>(credential: Credential, method: string, parameters: Record<string, string | undefined>): Promise<Outcome<T>> {
    return this.call(credential, method, parameters, true);
  }

  private async call<T>(credential: Credential, method: string, parameters: Record<string, string | undefined>, writes: boolean): Promise<Outcome<T>> {
    const { accessToken, applicationKey, applicationSecret } = credential;
    if (!applicationKey || !applicationSecret) return rejected('credential', 'the application key is missing');
    const given = new Map(Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined));
    for (const [name, value] of Object.entries({ method, application_key: applicationKey, format: 'json' })) given.set(name, value);
    const body = new URLSearchParams([...given, ['sig', okSignature(given, accessToken, applicationSecret)], ['access_token', accessToken]]);
    const wired = await inTurn(this.pacing, this.http, { key: `ok:${credential.id}`, perSecond: PER_SECOND }, { method: 'POST', path: '/fb.do', body, writes });
    if ('failure' in wired) return wired.failure;
    const code = errorCode(wired.answer);
    if (code !== null) return okRefusal(code);
    return wired.answer.status === 200 ? ok(wired.answer.body as T) : noAnswer(wired.answer, writes);
  }
}

/** Errors come in the body, inside HTTP 200, and in a header beside it. */
function errorCode({ body, headers }: WireAnswer): number | null {
  const code = (body as { error_code?: number } | null)?.error_code ?? headers.get('invocation-error');
  return code === null || code === undefined ? null : Number(code);
}
