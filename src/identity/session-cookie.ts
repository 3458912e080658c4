import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../platform/config/index.js';
import { SESSION_COOKIE } from '../platform/http/index.js';

/** A session's token as the request carries it, and how. */
export interface CarriedToken {
  token: string;
  by: 'bearer' | 'cookie';
}

/** The token of `Authorization: Bearer`, else of the cookie; what the caller says by hand goes first. */
export function carriedToken(request: FastifyRequest): CarriedToken | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer +([\w-]{20,200})$/i.exec(authorization.trim()) ?? [];
    return token === undefined ? null : { token, by: 'bearer' };
  }
  const token = request.cookies?.[SESSION_COOKIE];
  return token ? { token, by: 'cookie' } : null;
}

// Lax, not Strict: links in notices open the portal signed in; changes are held to the same origin by the guard.
const attributes = (config: Config) =>
  ({ httpOnly: true, sameSite: 'lax', secure: config.COOKIE_SECURE, path: '/' }) as const;

/**
 * Gives the browser the session, for as long as it can live: a span, for the browser's clock may show another time
 * than ours.
 */
export function setSessionCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, { ...attributes(config), maxAge: config.SESSION_ABSOLUTE_HOURS * 3600 });
}

/** Takes the session from the browser. */
export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(SESSION_COOKIE, attributes(config));
}
