import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A host whose address belongs to no one outside, or that has none. */
export class AddressRefused extends Error {
  constructor(readonly reason: 'internal-address' | 'dns') {
    super(reason);
  }
}

/** Ports of the web; others are where a network keeps what is not meant for strangers. */
const PORTS = ['', '80', '443'];

/**
 * Whether an address is one of the open internet: not loopback, private, link-local, shared (CGNAT), multicast, reserved,
 * documentation, IPv6 local, nor one that carries an IPv4 address within (mapped, 6to4, NAT64, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  // Of IPv6 only 2000::/3 is given out.
  const givenOut = parsed.kind() === 'ipv4' || ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
  return givenOut && parsed.range() === 'unicast';
}

/** Addresses of names, resolved by the machine; a test gives its own. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

export const resolveByDns: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** Which hosts may be asked: those of the open internet on the web's ports, and `host:port` exceptions an installation names. */
export class Addresses {
  constructor(
    private readonly resolve: Resolve = resolveByDns,
    private readonly exceptions: readonly string[] = [],
  ) {}

  isException({ hostname, port, protocol }: URL): boolean {
    return this.exceptions.includes(`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`);
  }

  hasWebPort(url: URL): boolean {
    return PORTS.includes(url.port) || this.isException(url);
  }

  /**
   * The address to connect to: every address the name has must be public, so that no answer can hide an internal one among
   * others, and the connection goes to what was checked, not to what the name says a moment later.
   * @throws AddressRefused
   */
  async pin(url: URL): Promise<{ address: string; family: number }> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await this.resolve(host).catch(() => []);
    const [first] = found;
    if (!first) throw new AddressRefused('dns');
    if (!this.isException(url) && !found.every(({ address }) => isPublicAddress(address))) throw new AddressRefused('internal-address');
    return first;
  }
}

/** A `lookup` for a connection that answers one address, whatever is asked. */
export const pinned = ({ address, family }: { address: string; family: number }): LookupFunction =>
  (_, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
