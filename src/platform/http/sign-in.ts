import type { FastifyRequest } from 'fastify';
import type { MessageCode } from '../errors/index.js';

/** A place of our own to go on to after signing in; anything else leads to the home page. */
export function signInNext(next: string | undefined): string {
  // `//host` and `/\host` are other hosts to a browser.
  return next !== undefined && /^\/(?![/\\])[\x21-\x7E]*$/.test(next) ? next : '/';
}

/** Pages on which a person does what a refusal asks for. */
const pages: Partial<Record<MessageCode, string>> = { 'auth.required': '/login', 'auth.password-change-required': '/login/password' };

/** Where a person who opened a link in a browser does what it waits for; null for programs, which are told what is wrong. */
export function signInAddress(code: MessageCode, { method, headers, url }: FastifyRequest): string | null {
  const browses = method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '');
  const page = pages[code];
  return browses && page ? `${page}?next=${encodeURIComponent(url)}` : null;
}
