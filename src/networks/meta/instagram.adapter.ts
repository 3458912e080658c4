import { andThen, ok, type Outcome, rejected, unknown } from '../outcome.js';
import { lookFor } from '../own-text.js';
import { onlyCredential } from '../session.js';
import type {
  Capability, Credential, CredentialReport, FoundMessage, FoundPage, Message, NetworkAdapter, Placed, Place, Session, Source,
} from '../port.js';
import type { NetworkHttp } from '../wire/network-http.js';
import type { Pacing } from '../wire/wire.js';
import { GraphClient } from './graph-client.js';
import { metaDate, nextOf, type Paged, validateToken } from './token.js';

/** A container is made within seconds; who waits longer looks again with the next attempt. */
const POLLS = 10;

const COMMENT = 'id,text,timestamp,username,from';

interface Comment {
  id: string;
  text: string;
  timestamp: string;
  username?: string;
  from?: { id: string; username: string };
  replies?: { data: Comment[] };
}

interface Media {
  id: string;
  caption?: string;
  timestamp: string;
  permalink: string;
}

interface Mention {
  mentioned_comment?: Comment & { media?: { id: string; permalink?: string } };
  mentioned_media?: Media & { username?: string };
}

/** Instagram's professional accounts: no post without a photo, photos by public address, comments without a time filter. */
export class InstagramAdapter implements NetworkAdapter {
  readonly network = 'instagram';
  private readonly client: GraphClient;

  constructor(
    http: NetworkHttp,
    pacing: Pacing,
    private readonly pause: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
  ) {
    this.client = new GraphClient(http, pacing);
  }

  capabilities({ credentials }: Session): ReadonlySet<Capability> {
    if (credentials.length === 0) return new Set();
    return new Set<Capability>(['publish-reply', 'publish-post-photos', 'list-posts', 'list-comments', 'read-mention', 'delete-comment', 'check-exists']);
  }

  async publishReply(session: Session, to: Place, { text, photos }: Message): Promise<Outcome<Placed>> {
    if (photos.length > 0) return rejected('unsupported', 'comments of Instagram take no photos');
    if (to.mention) return this.answerMention(session, to, text);
    const path = to.comment === null ? `/${to.post}/comments` : `/${to.comment}/replies`;
    // Asked before writing: an answer that is out must have an address, and a read can be repeated.
    return andThen(await this.permalink(session, to.post), async (link) => {
      const written = await this.client.post<{ id: string }>(onlyCredential(session), path, { message: text });
      return andThen(written, ({ id }) => ok({ id, url: commentUrl(link, id) }));
    });
  }

  async publishPost(session: Session, { text, photos }: Message): Promise<Outcome<Placed>> {
    const [photo, ...more] = photos;
    if (!photo?.publicUrl || more.length > 0) return rejected('unsupported', 'a post of Instagram is one photo with an address');
    const credential = onlyCredential(session);
    const made = await this.client.post<{ id: string }>(credential, `/${session.ownerId}/media`, { image_url: photo.publicUrl, caption: text });
    // A container nobody published is seen by nobody: an unknown end may be repeated.
    if (made.outcome === 'unknown') return rejected('busy', made.detail);
    return andThen(made, async ({ id: container }) => {
      const ready = await this.finished(credential, container);
      return andThen(ready, async () => {
        const published = await this.client.post<{ id: string }>(credential, `/${session.ownerId}/media_publish`, { creation_id: container });
        return andThen(published, async ({ id }) => {
          const link = await this.permalink(session, id);
          // It is out and nobody knows where: the look at the own posts finds its address.
          return link.outcome === 'ok' ? ok({ id, url: link.value }) : unknown(link.detail);
        });
      });
    });
  }

  async findOwn(session: Session, to: Place | null, text: string, since: Date): Promise<Outcome<Placed | null>> {
    if (!to) return lookFor((cursor) => this.posts(session, cursor), { text, since, newestFirst: true });
    if (to.mention) return rejected('unsupported', 'comments of others are not listed');
    // The network tells the order of a post's comments, not of answers under one.
    return andThen(await this.threadOf(session, to.comment ?? undefined), (thread) =>
      lookFor((cursor) => this.comments(session, to.post, cursor, thread), { text, since, newestFirst: thread === undefined }));
  }

  async listMessages(session: Session, source: Source, cursor: string | null): Promise<Outcome<FoundPage>> {
    if (source.kind === 'comments') return andThen(await this.threadOf(session, source.thread), (thread) => this.comments(session, source.post, cursor, thread));
    if (source.kind === 'posts') return this.posts(session, cursor);
    // Mentions are told of by webhook alone, and read one by one.
    if (source.kind === 'mentions' && source.at) return andThen(await this.mention(session, source.at), ({ message }) => ok({ messages: [message], cursor: null, more: false }));
    return rejected('unsupported', `Instagram has no list of ${source.kind}`);
  }

  async deleteComment(session: Session, { comment }: Place): Promise<Outcome<true>> {
    if (comment === null) return rejected('invalid', 'a post is not a comment');
    const deleted = await this.client.delete<{ success: boolean }>(onlyCredential(session), `/${comment}`);
    return andThen(deleted, ({ success }) => (success ? ok(true as const) : rejected('rights', 'not deleted')));
  }

  async checkExists(session: Session, id: string, place: Place | null): Promise<Outcome<boolean>> {
    // A mention itself can be asked for as such alone.
    const mentioned = place?.mention && (place.comment ?? place.post) === id;
    const found: Outcome<unknown> = mentioned
      ? await this.mention(session, place)
      : await this.client.get<{ id: string }>(onlyCredential(session), `/${id}`, { fields: 'id' });
    if (found.outcome === 'rejected' && found.reason === 'missing') return ok(false);
    return andThen(found, () => ok(true));
  }

  /** A person's token opens what that person keeps: whether the account is among it the account itself tells. */
  async validateCredential(credential: Credential, ownerId: string): Promise<Outcome<CredentialReport>> {
    return andThen(await validateToken(this.client, credential, null), async (report) => {
      const account = await this.client.get<{ id: string }>(credential, `/${ownerId}`, { fields: 'id' });
      if (account.outcome === 'rejected' && ['missing', 'invalid'].includes(account.reason)) return rejected('rights', account.detail);
      return andThen(account, () => ok(report));
    });
  }

  private async finished(credential: Credential, container: string): Promise<Outcome<true>> {
    for (let poll = 0; poll < POLLS; poll += 1) {
      const state = await this.client.get<{ status_code: string }>(credential, `/${container}`, { fields: 'status_code' });
      if (state.outcome !== 'ok') return state;
      if (state.value.status_code === 'FINISHED') return ok(true as const);
      if (state.value.status_code !== 'IN_PROGRESS') return rejected('content', `container ${state.value.status_code}`);
      await this.pause(1000);
    }
    return rejected('busy', 'the container is not ready', 30_000);
  }

  /** A post's address ends with a slash. */
  private async permalink(session: Session, media: string): Promise<Outcome<string>> {
    const found = await this.client.get<{ permalink?: string }>(onlyCredential(session), `/${media}`, { fields: 'permalink' });
    return andThen(found, ({ permalink }) => (permalink ? ok(permalink) : rejected('missing', 'a post without an address')));
  }

  /** The comment whose answers hold those to another: an answer to an answer is added to the comment above both. */
  private async threadOf(session: Session, comment: string | undefined): Promise<Outcome<string | undefined>> {
    if (comment === undefined) return ok(comment);
    const found = await this.client.get<{ parent_id?: string }>(onlyCredential(session), `/${comment}`, { fields: 'parent_id' });
    return andThen(found, ({ parent_id: above }) => ok(above ?? comment));
  }

  /** A mention under somebody else's media: it can be read by the account that is mentioned alone, with the address of the media. */
  private async mention(session: Session, { post, comment }: Place): Promise<Outcome<{ link: string; message: FoundMessage }>> {
    const fields = comment === null
      ? `mentioned_media.media_id(${post}){id,caption,timestamp,username,permalink}`
      : `mentioned_comment.comment_id(${comment}){id,text,timestamp,username,media{id,permalink}}`;
    const found = await this.client.get<Mention>(onlyCredential(session), `/${session.ownerId}`, { fields });
    return andThen(found, ({ mentioned_media: media, mentioned_comment: written }) => {
      const link = written?.media?.permalink ?? media?.permalink;
      const at = written ?? media;
      if (!link || !at) return rejected('missing', 'a mention without an address');
      const { username: name = '' } = at;
      return ok({
        link,
        message: {
          id: at.id, place: { post, comment, mention: true as const }, url: comment === null ? link : commentUrl(link, comment), text: written?.text ?? media?.caption ?? '',
          author: { id: name, name, url: name ? `https://www.instagram.com/${name}/` : null }, postedAt: metaDate(at.timestamp), own: false, answers: [],
        },
      });
    });
  }

  private async answerMention(session: Session, to: Place, text: string): Promise<Outcome<Placed>> {
    return andThen(await this.mention(session, to), async ({ link }) => {
      const written = await this.client.post<{ id: string }>(onlyCredential(session), `/${session.ownerId}/mentions`, {
        media_id: to.post, comment_id: to.comment ?? undefined, message: text,
      });
      return andThen(written, ({ id }) => ok({ id, url: commentUrl(link, id) }));
    });
  }

  private async comments(session: Session, media: string, cursor: string | null, thread?: string): Promise<Outcome<FoundPage>> {
    return andThen(await this.permalink(session, media), async (link) => {
      const listed = await this.client.get<Paged<Comment>>(onlyCredential(session), thread ? `/${thread}/replies` : `/${media}/comments`, {
        fields: thread ? COMMENT : `${COMMENT},replies{${COMMENT}}`, limit: '50', ...(cursor ? { after: cursor } : {}),
      });
      return andThen(listed, (page) => {
        const place = { media, link, ownerId: session.ownerId };
        const all = page.data.flatMap((comment) => [
          fromComment(comment, place, thread ?? null),
          ...(comment.replies?.data ?? []).map((reply) => fromComment(reply, place, comment.id)),
        ]);
        return ok({ messages: all, cursor: nextOf(page), more: nextOf(page) !== null });
      });
    });
  }

  private async posts(session: Session, cursor: string | null): Promise<Outcome<FoundPage>> {
    const listed = await this.client.get<Paged<Media>>(onlyCredential(session), `/${session.ownerId}/media`, {
      fields: 'id,caption,timestamp,permalink', limit: '50', ...(cursor ? { after: cursor } : {}),
    });
    return andThen(listed, (page) => ok({
      messages: page.data.map(({ id, caption = '', timestamp, permalink }): FoundMessage => ({
        id, place: { post: id, comment: null }, url: permalink, author: { id: session.ownerId, name: '', url: null },
        text: caption, postedAt: metaDate(timestamp), own: true, answers: [],
      })),
      cursor: nextOf(page), more: nextOf(page) !== null,
    }));
  }
}

const commentUrl = (link: string, comment: string): string => `${link}c/${comment}/`;

function fromComment({ id, text, timestamp, username, from }: Comment, { media, link, ownerId }: { media: string; link: string; ownerId: string }, above: string | null): FoundMessage {
  const name = from?.username ?? username ?? '';
  return {
    id, text, postedAt: metaDate(timestamp), own: from?.id === ownerId, place: { post: media, comment: id },
    url: commentUrl(link, id), answers: above ? [commentUrl(link, above)] : [],
    author: { id: from?.id ?? name, name, url: name ? `https://www.instagram.com/${name}/` : null },
  };
}
