import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Network } from './network.js';
import type { Place } from './port.js';

/** Where a message stands in the network's own identifiers, as its interface gave them: not every link tells. */
@Entity('network_place')
export class NetworkPlace {
  @PrimaryColumn({ type: 'text' })
  network: Network;

  /** {@link postKey} of the link people open. */
  @PrimaryColumn({ type: 'text' })
  postKey: string;

  @Column({ type: 'jsonb' })
  place: Place;
}
