import { Injectable } from '@nestjs/common';
import type { Network } from '../networks/index.js';

/** What the author made of a message after it was first seen. */
export interface Original {
  /** Later texts, the oldest first. */
  editions: { text: string; seenAt: Date }[];
  deletedAt: Date | null;
}

type Teller = (network: Network, postKey: string) => Promise<Original | null>;

/** Tells what has become of the message itself in its network, where another room knows. */
@Injectable()
export class IncidentOriginals {
  private teller: Teller | null = null;

  /** The one room that watches the networks says here how it is asked. */
  tellBy(teller: Teller): void {
    this.teller = teller;
  }

  async of(network: Network, postKey: string): Promise<Original | null> {
    return (await this.teller?.(network, postKey)) ?? null;
  }
}
