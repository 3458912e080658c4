import type { Network } from './network.js';
import type { Outcome } from './outcome.js';

/** What an account can be made to do by the credentials it has; anything else is a person's task. */
export const capabilities = [
  'publish-reply',
  'publish-reply-photos',
  'publish-post',
  'publish-post-photos',
  /** The account's own posts, whose comments are to be read. */
  'list-posts',
  'list-comments',
  'list-mentions',
  /** One mention the network itself has told of. */
  'read-mention',
  'search',
  'delete-comment',
  'check-exists',
] as const;
export type Capability = (typeof capabilities)[number];

/** Kinds of credentials, each of one network; a community of VK may have two. */
export const credentialKinds = {
  vk: ['community', 'user'],
  ok: ['application'],
  facebook: ['page'],
  instagram: ['professional'],
  twitter: ['user'],
} as const satisfies Record<Network, readonly string[]>;
export type CredentialKind = (typeof credentialKinds)[Network][number];

/** A credential as an adapter uses it; never logged, never in an address. */
export interface Credential {
  id: string;
  kind: CredentialKind;
  accessToken: string;
  /** Odnoklassniki: the application's public and secret key. */
  applicationKey?: string;
  applicationSecret?: string;
}

/** An account with what opens it. `ownerId` is the network's own numeric id: group, page, professional account, user. */
export interface Session {
  network: Network;
  ownerId: string;
  credentials: readonly Credential[];
}

/** A post or a comment in the network's own identifiers; `comment` is null for the post itself. */
export interface Place {
  /** VK `owner_post`, OK topic, Facebook object, Instagram media, tweet. */
  post: string;
  comment: string | null;
  /** Instagram: it mentions the account under somebody else's media, which is answered in a way of its own. */
  mention?: true;
}

export interface Photo {
  content: Buffer;
  contentType: string;
  fileName: string;
  /** An address the network can fetch it from (Facebook and Instagram take no uploads of comments' photos). */
  publicUrl: string | null;
}

export interface Message {
  text: string;
  photos: readonly Photo[];
  /** One and the same for every attempt to place this message. */
  key: string;
}

/** Something placed: where it is, and the link people open. */
export interface Placed {
  id: string;
  url: string;
}

/** A message somebody wrote. */
export interface FoundMessage {
  id: string;
  place: Place;
  url: string;
  author: { id: string; name: string; url: string | null };
  text: string;
  postedAt: Date;
  /** Whether the account itself wrote it. */
  own: boolean;
  /** Links of the messages it answers, the nearest first: the comment above it, the one its thread hangs on. */
  answers: readonly string[];
}

/**
 * Where messages are looked for. `thread`: under one comment only, where a network keeps answers apart (VK, Instagram).
 * `since`: a first reading, without a cursor, goes no further back. `at`: the one mention a network has told of, where it lists none.
 */
export type Source =
  | { kind: 'comments'; post: string; thread?: string }
  | { kind: 'posts' }
  | { kind: 'mentions'; since?: Date; at?: Place }
  | { kind: 'search'; query: string; since?: Date };

/** A page of messages and where to go on; a cursor is opaque and survives restarts. */
export interface FoundPage {
  messages: FoundMessage[];
  cursor: string | null;
  /** Whether this reading has further pages at once; without them the cursor is where the next reading starts. */
  more: boolean;
}

/** What a credential was found to be. */
export interface CredentialReport {
  permissions: string[];
  expiresAt: Date | null;
}

/**
 * One network. An adapter speaks the protocol and nothing else: it decides no workflow, keeps no state, tries nothing twice.
 * Writes end in `ok`, `rejected` or `unknown`; reads in `ok` or `rejected`.
 */
export interface NetworkAdapter {
  readonly network: Network;
  capabilities(session: Session): ReadonlySet<Capability>;
  publishReply(session: Session, to: Place, message: Message): Promise<Outcome<Placed>>;
  publishPost(session: Session, message: Message): Promise<Outcome<Placed>>;
  /** Looks for a message of our own at a place (null: among the account's own posts) placed since a moment. */
  findOwn(session: Session, to: Place | null, text: string, since: Date): Promise<Outcome<Placed | null>>;
  listMessages(session: Session, source: Source, cursor: string | null): Promise<Outcome<FoundPage>>;
  deleteComment(session: Session, place: Place): Promise<Outcome<true>>;
  /** Whether something placed is still there; `place` is what it was an answer to, null for a post. */
  checkExists(session: Session, id: string, place: Place | null): Promise<Outcome<boolean>>;
  validateCredential(credential: Credential, ownerId: string): Promise<Outcome<CredentialReport>>;
}
