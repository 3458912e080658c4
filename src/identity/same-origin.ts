/** What a request says about where it was made. */
export interface RequestOrigin {
  method: string;
  /** Authority the request was sent to (`Host`, or what a trusted proxy forwards). */
  host: string;
  fetchSite?: string | undefined;
  origin?: string | undefined;
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether another site made this changing request with the cookie of a person who did not mean it.
 * Every browser sends `Sec-Fetch-Site` or, older ones, `Origin` with such a request; who sends neither is no browser
 * and holds the cookie by its own doing.
 * @param publicUrl how people reach the installation, when a proxy changes `Host`.
 */
export function isCrossSite({ method, host, fetchSite, origin }: RequestOrigin, publicUrl: string): boolean {
  if (safe.has(method.toUpperCase())) return false;
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (origin === undefined) return false;
  const from = URL.canParse(origin) ? new URL(origin) : null;
  return from === null || (from.host !== host.toLowerCase() && from.origin !== new URL(publicUrl).origin);
}
