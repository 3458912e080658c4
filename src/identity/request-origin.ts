import type { FastifyRequest } from 'fastify';
import type { Config } from '../platform/config/index.js';
import { DomainError } from '../platform/errors/index.js';
import { isCrossSite } from './same-origin.js';
import type { Origin } from './sessions.js';

/** Where a request came from, for the list of sessions and the throttle. */
export const originOf = ({ ip, headers }: FastifyRequest): Origin => ({ ip, userAgent: headers['user-agent'] ?? null });

/** @throws DomainError `auth.cross-site` when a page of another site made this changing request. */
export function refuseCrossSite({ method, host, headers }: FastifyRequest, config: Config): void {
  const site = headers['sec-fetch-site'];
  const made = { method, host, origin: headers.origin, fetchSite: site === undefined ? undefined : String(site) };
  if (isCrossSite(made, config.PUBLIC_URL)) throw new DomainError('auth.cross-site');
}
