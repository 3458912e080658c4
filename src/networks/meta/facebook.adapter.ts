import { andThen, ok, type Outcome, rejected } from '../outcome.js';
import { lookFor } from '../own-text.js';
import { onlyCredential } from '../session.js';
import type {
  Capability, Credential, CredentialReport, FoundMessage, FoundPage, Message, NetworkAdapter, Placed, Place, Session, Source,
} from '../port.js';
import type { NetworkHttp } from '../wire/network-http.js';
import { advanced, later, readingOf, second } from '../wire/reading.js';
import type { Pacing } from '../wire/wire.js';
import { GraphClient } from './graph-client.js';
import { metaDate, nextOf, type Paged, validateToken } from './token.js';

const FIELDS = 'id,message,created_time,from{id,name},permalink_url';
const COMMENT_FIELDS = `${FIELDS},parent{id}`;

interface Item {
  id: string;
  message?: string;
  created_time: string;
  from?: { id: string; name: string };
  permalink_url?: string;
  parent?: { id: string };
}

/** Facebook pages. */
export class FacebookAdapter implements NetworkAdapter {
  readonly network = 'facebook';
  private readonly client: GraphClient;

  constructor(http: NetworkHttp, pacing: Pacing) {
    this.client = new GraphClient(http, pacing);
  }

  capabilities({ credentials }: Session): ReadonlySet<Capability> {
    if (credentials.length === 0) return new Set();
    return new Set<Capability>([
      'publish-reply', 'publish-reply-photos', 'publish-post', 'publish-post-photos', 'list-posts', 'list-comments', 'list-mentions', 'delete-comment', 'check-exists',
    ]);
  }

  async publishReply(session: Session, to: Place, { text, photos }: Message): Promise<Outcome<Placed>> {
    const [photo, ...more] = photos;
    if (more.length > 0 || (photo && !photo.publicUrl)) return rejected('unsupported', 'a comment takes one photo with an address');
    const written = await this.client.post<{ id: string }>(onlyCredential(session), `/${to.comment ?? to.post}/comments`, {
      message: text, attachment_url: photo?.publicUrl ?? undefined,
    });
    return andThen(written, ({ id }) => ok({ id, url: commentUrl(to.post, id) }));
  }

  async publishPost(session: Session, { text, photos }: Message): Promise<Outcome<Placed>> {
    const media: Record<string, string> = {};
    for (const [n, { publicUrl }] of photos.entries()) {
      if (!publicUrl) return rejected('unsupported', 'the network takes photos by address');
      // Unpublished: nobody sees it until the post names it, so an unknown end may be repeated.
      const uploaded = await this.client.post<{ id: string }>(onlyCredential(session), `/${session.ownerId}/photos`, { url: publicUrl, published: 'false' });
      if (uploaded.outcome === 'unknown') return rejected('busy', uploaded.detail);
      if (uploaded.outcome !== 'ok') return uploaded;
      media[`attached_media[${n}]`] = JSON.stringify({ media_fbid: uploaded.value.id });
    }
    const posted = await this.client.post<{ id: string }>(onlyCredential(session), `/${session.ownerId}/feed`, { message: text, ...media });
    return andThen(posted, ({ id }) => ok({ id, url: `https://www.facebook.com/${id}` }));
  }

  async findOwn(session: Session, to: Place | null, text: string, since: Date): Promise<Outcome<Placed | null>> {
    // A minute of grace for clocks that differ.
    const after = { since: String(Math.floor(since.getTime() / 1000) - 60) };
    const wanted = { text, since, newestFirst: false };
    if (!to) return lookFor((cursor) => this.page(session, `/${session.ownerId}/feed`, null, cursor, after), wanted);
    return andThen(await this.above(session, to), (above) => lookFor((cursor) => this.page(session, `/${above}/comments`, to.post, cursor, after), wanted));
  }

  listMessages(session: Session, source: Source, cursor: string | null): Promise<Outcome<FoundPage>> {
    switch (source.kind) {
      case 'comments':
        return this.since(session, `/${source.post}/comments`, source.post, cursor, { filter: 'stream' });
      case 'posts':
        return this.since(session, `/${session.ownerId}/feed`, null, cursor, {});
      case 'mentions':
        return this.since(session, `/${session.ownerId}/tagged`, null, cursor, {}, source.since);
      case 'search':
        return Promise.resolve(rejected('unsupported', 'Facebook has no search'));
    }
  }

  async deleteComment(session: Session, { comment }: Place): Promise<Outcome<true>> {
    if (comment === null) return rejected('invalid', 'a post is not a comment');
    const deleted = await this.client.delete<{ success: boolean }>(onlyCredential(session), `/${comment}`);
    return andThen(deleted, ({ success }) => (success ? ok(true as const) : rejected('rights', 'not deleted')));
  }

  async checkExists(session: Session, id: string): Promise<Outcome<boolean>> {
    const found = await this.client.get<Item>(onlyCredential(session), `/${id}`, { fields: 'id' });
    if (found.outcome === 'rejected' && found.reason === 'missing') return ok(false);
    return andThen(found, () => ok(true));
  }

  validateCredential(credential: Credential, ownerId: string): Promise<Outcome<CredentialReport>> {
    return validateToken(this.client, credential, ownerId);
  }

  /** What the answers to a place hang on: an answer to an answer stands beside it, under the comment above both. */
  private async above(session: Session, { post, comment }: Place): Promise<Outcome<string>> {
    if (comment === null) return ok(post);
    const found = await this.client.get<Item>(onlyCredential(session), `/${comment}`, { fields: 'parent{id}' });
    return andThen(found, ({ parent }) => ok(parent?.id ?? comment));
  }

  /** A cursor is the second of the newest message seen, and inside one reading the network's own page. */
  private async since(session: Session, path: string, post: string | null, cursor: string | null, query: Record<string, string>, first?: Date): Promise<Outcome<FoundPage>> {
    const at = readingOf(cursor, second(first));
    const listed = await this.page(session, path, post, at.page || null, { ...query, ...(at.seen ? { since: at.seen } : {}) });
    return andThen(listed, ({ messages, cursor: next }) =>
      ok({ messages, ...advanced(at, later(at.newest || at.seen, ...messages.map(({ postedAt }) => Math.floor(postedAt.getTime() / 1000))), next) }));
  }

  private async page(session: Session, path: string, post: string | null, after: string | null, query: Record<string, string>): Promise<Outcome<FoundPage>> {
    const listed = await this.client.get<Paged<Item>>(onlyCredential(session), path, { fields: post === null ? FIELDS : COMMENT_FIELDS, limit: '100', ...query, ...(after ? { after } : {}) });
    return andThen(listed, (page) => ok({ messages: page.data.map((item) => fromItem(item, post, session.ownerId)), cursor: nextOf(page), more: nextOf(page) !== null }));
  }
}

/** A comment of a post, or a post of its own (`post` null). */
function fromItem({ id, message = '', created_time, from, permalink_url, parent }: Item, post: string | null, ownerId: string): FoundMessage {
  return {
    id, text: message, postedAt: metaDate(created_time), own: from?.id === ownerId,
    place: post === null ? { post: id, comment: null } : { post, comment: id },
    // A comment's link is made of its numbers, as webhooks give them too: the network's own changes with the name of the page.
    url: post === null ? (permalink_url ?? `https://www.facebook.com/${id}`) : commentUrl(post, id),
    answers: post !== null && parent ? [commentUrl(post, parent.id)] : [],
    // Who did not allow the page to see them is written by nobody.
    author: { id: from?.id ?? '', name: from?.name ?? '', url: from ? `https://www.facebook.com/${from.id}` : null },
  };
}

export const commentUrl = (post: string, comment: string): string => `https://www.facebook.com/${post}?comment_id=${comment.split('_').at(-1)}`;
