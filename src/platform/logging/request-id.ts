import { randomUUID } from 'node:crypto';

/** The caller's `X-Request-Id` if it is a plain token, else a new one: nobody writes into the log through a header. */
export function requestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{1,100}$/.test(header) ? header : randomUUID();
}
