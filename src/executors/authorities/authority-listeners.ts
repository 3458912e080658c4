import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';

/** An authority as it is after a change, and which names changed. */
export interface AuthorityChange {
  id: string;
  name: string;
  nameChanged: boolean;
  shortNameChanged: boolean;
}

/** What follows from a change of an authority in rooms the directory knows nothing of; each such room implements it. */
export abstract class AuthorityListener {
  /** Takes what must be locked before the directory counts terms, so that no two acts wait for each other crosswise. */
  abstract prepare(): Promise<void>;

  /** Draws the consequences of another name, within the act's transaction. */
  abstract renamed(change: AuthorityChange, actor: Actor, at: Date): Promise<void>;
}

/** Everybody who follows changes of authorities. */
@Injectable()
export class AuthorityListeners {
  private readonly listeners: AuthorityListener[] = [];

  /** Called once by each room that follows, when it starts. */
  register(listener: AuthorityListener): void {
    this.listeners.push(listener);
  }

  async prepare(): Promise<void> {
    for (const listener of this.listeners) await listener.prepare();
  }

  async renamed(change: AuthorityChange, actor: Actor, at: Date): Promise<void> {
    for (const listener of this.listeners) await listener.renamed(change, actor, at);
  }
}
