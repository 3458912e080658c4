import type { Actor } from '../identity/index.js';

/** Which contacts of the directory an actor answers as; implemented by the module that keeps the directory. */
export abstract class BearerDirectory {
  /** The actor's own contact, and those of the people the actor deputises for now. */
  abstract contactsOf(actor: Actor): Promise<string[]>;
}
