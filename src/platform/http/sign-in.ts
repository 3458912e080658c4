import type { FastifyRequest } from 'fastify';

/** A place of our own to go on to after signing in; anything else leads to the home page. */
export function signInNext(next: string | undefined): string {
  // `//host` and `/\host` are other hosts to a browser.
  return next !== undefined && /^\/(?![/\\])[\x21-\x7E]*$/.test(next) ? next : '/';
}

/** Where a person who opened a link in a browser signs in; null for programs, which are told what is wrong. */
export function signInAddress({ method, headers, url }: FastifyRequest): string | null {
  const browses = method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '');
  return browses ? `/login?next=${encodeURIComponent(url)}` : null;
}
