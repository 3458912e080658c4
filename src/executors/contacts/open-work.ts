import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';

/** Work that waits on a contact and must not be orphaned; each module that gives such work implements it. */
export abstract class OpenWork {
  /** How many pieces of work wait on the contact. */
  abstract openCount(contactId: string): Promise<number>;

  /**
   * Hands all of it over within the caller's transaction, with its own history.
   * @returns how many pieces went over.
   */
  abstract handOver(fromContactId: string, toContactId: string, actor: Actor, at: Date): Promise<number>;
}

/** Everyone's open work together: the directory knows that there is some, not what it is. */
@Injectable()
export class OpenWorkRegistry extends OpenWork {
  private readonly kinds: OpenWork[] = [];

  /** Called once by each module that gives work to contacts, when it starts. */
  register(kind: OpenWork): void {
    this.kinds.push(kind);
  }

  override async openCount(contactId: string): Promise<number> {
    let count = 0;
    for (const kind of this.kinds) count += await kind.openCount(contactId);
    return count;
  }

  override async handOver(fromContactId: string, toContactId: string, actor: Actor, at: Date): Promise<number> {
    let count = 0;
    for (const kind of this.kinds) count += await kind.handOver(fromContactId, toContactId, actor, at);
    return count;
  }
}
