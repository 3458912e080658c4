import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import type { Network } from './network.js';
import { placeOf } from './place.js';
import { NetworkPlace } from './place.entity.js';
import type { FoundMessage, Place } from './port.js';
import { postKey } from './post-link.js';

/** Places of messages: read from their links, or remembered from the interface that brought them. */
@Injectable()
export class Places {
  constructor(private readonly db: Database) {}

  /** Remembers where messages stand, within the caller's transaction. */
  async remember(network: Network, messages: readonly Pick<FoundMessage, 'url' | 'place'>[]): Promise<void> {
    const rows = new Map(messages.map(({ url, place }) => [postKey(network, url), place]));
    if (rows.size === 0) return;
    await this.db.change(
      `INSERT INTO network_place (network, post_key, place) SELECT $1, key, place FROM unnest($2::text[], $3::jsonb[]) AS given (key, place)
       ON CONFLICT (network, post_key) DO UPDATE SET place = excluded.place`,
      [network, [...rows.keys()], [...rows.values()].map((place) => JSON.stringify(place))],
    );
  }

  /** Where a message stands, or null when nobody knows. */
  async of(network: Network, url: string): Promise<Place | null> {
    const known = await this.db.reader.getRepository(NetworkPlace).findOneBy({ network, postKey: postKey(network, url) });
    return known?.place ?? placeOf(network, url);
  }
}
