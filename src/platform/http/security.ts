import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { Config } from '../config/index.js';

/**
 * Security headers of every answer. Scripts, styles and requests go to this server alone; images may also be
 * inline, as style sheets hold them. HTTPS is demanded only where the installation is reached by HTTPS:
 * on a bare HTTP address the browser would otherwise look for a server that is not there.
 */
export function securityHeaders(config: Config): FastifyHelmetOptions {
  const secure = new URL(config.PUBLIC_URL).protocol === 'https:';
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    frameguard: { action: 'deny' },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
  };
}
