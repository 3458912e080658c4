import type { Network } from './network.js';
import type { FoundMessage, Place } from './port.js';

/** What a network told by itself. `owner` is the number of the account it is about. */
export type Notice = { network: Network; owner: string } & (
  /** Somebody wrote or edited a message. */
  | { kind: 'message'; message: FoundMessage }
  /** A message is gone; its link. */
  | { kind: 'gone'; url: string }
  /** The account placed a post, whose comments are to be listened to. */
  | { kind: 'post'; post: string; postedAt: Date }
  /** Something happened under a post, and the network does not tell enough of it: it has to be read. */
  | { kind: 'look'; post: string }
  /** Somebody has mentioned the account, and the network tells no more than where: it has to be read. */
  | { kind: 'mention'; place: Place }
);
