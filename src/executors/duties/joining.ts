import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';

/** Bodies that came under the decree's own body: all of them when its terms begin, later ones as they join. */
export interface Joined {
  /** True when the terms of the directory begin, for everybody. */
  beginning: boolean;
  authorityIds: readonly string[];
  /** The moment terms count from. */
  startedAt: Date;
  at: Date;
  actor: Actor;
}

type Listener = (joined: Joined) => Promise<void>;

/** Rooms above the directory hear of who joins, within the act's transaction. */
@Injectable()
export class Joining {
  private readonly listeners: Listener[] = [];

  /** Called once by each room that has something to send to newcomers, when it starts. */
  onJoin(listener: Listener): void {
    this.listeners.push(listener);
  }

  async tell(joined: Joined): Promise<void> {
    for (const listener of this.listeners) await listener(joined);
  }
}
