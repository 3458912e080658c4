import { NetworkHttp } from '../../../src/networks/wire/network-http.js';
import type { Outcome } from '../../../src/networks/outcome.js';
import type { Message, Photo } from '../../../src/networks/port.js';

/** No pace: what is tested is the protocol. */
export const atOnce = { take: () => Promise.resolve(null) };

export const to = (baseUrl: string): NetworkHttp => new NetworkHttp({ baseUrl, timeoutMs: 5000 });

export const message = (text: string, photos: Photo[] = []): Message => ({ text, photos, key: 'key-1' });

export const photo: Photo = { content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), contentType: 'image/jpeg', fileName: 'дорога.jpg', publicUrl: 'https://example.org/road.jpg' };

/** The value of an outcome that must be ok. */
export function value<T>(outcome: Outcome<T>): T {
  if (outcome.outcome !== 'ok') throw new Error(`Not ok: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** How an outcome ended, in one word. */
export const end = (outcome: Outcome<unknown>): string => (outcome.outcome === 'rejected' ? outcome.reason : outcome.outcome);
