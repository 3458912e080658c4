import { timingSafeEqual } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/index.js';
import { sha256 } from '../ids/index.js';

const own = new BlockList();
own.addSubnet('127.0.0.0', 8);
own.addSubnet('10.0.0.0', 8);
own.addSubnet('172.16.0.0', 12);
own.addSubnet('192.168.0.0', 16);
own.addAddress('::1', 'ipv6');
own.addSubnet('fc00::', 7, 'ipv6');
own.addSubnet('fe80::', 10, 'ipv6');

/**
 * Whether the caller may see figures of the installation. With METRICS_TOKEN: whoever bears it, from anywhere.
 * Without: addresses of the machine itself and of private networks, unless the request came through a proxy this
 * process was not told to believe (TRUST_PROXY), for then the address is the proxy's and not the caller's.
 */
export function isInsider(request: FastifyRequest, config: Config): boolean {
  if (config.METRICS_TOKEN) {
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(config.METRICS_TOKEN)));
  }
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'] ?? request.headers['x-real-ip'];
  if (forwarded !== undefined && !config.TRUST_PROXY) return false;
  const address = request.ip.replace(/^::ffff:/i, '');
  const family = isIP(address);
  return family !== 0 && own.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
