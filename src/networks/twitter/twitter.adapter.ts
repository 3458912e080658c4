import { FormData } from 'undici';
import { andThen, ok, type Outcome, rejected } from '../outcome.js';
import { lookFor } from '../own-text.js';
import { onlyCredential } from '../session.js';
import type {
  Capability, Credential, CredentialReport, FoundMessage, FoundPage, Message, NetworkAdapter, Photo, Placed, Place, Session, Source,
} from '../port.js';
import type { NetworkHttp } from '../wire/network-http.js';
import { advanced, readingOf } from '../wire/reading.js';
import type { Pacing } from '../wire/wire.js';
import { TwitterClient } from './twitter-client.js';

interface Words {
  text: string;
  /** Links as they stand in the text, shortened, and what was written; one with a `media_key` stands for a photo. */
  entities?: { urls?: { url: string; expanded_url?: string; media_key?: string }[] };
}

interface Tweet extends Words {
  id: string;
  /** The whole of a text that is longer than a tweet may be shown. */
  note_tweet?: Words;
  author_id?: string;
  created_at?: string;
  referenced_tweets?: { type: string; id: string }[];
}

interface Tweets {
  data?: Tweet[];
  includes?: { users?: { id: string; name: string; username: string }[] };
  meta?: { newest_id?: string; next_token?: string };
}

const FIELDS = { 'tweet.fields': 'author_id,created_at,referenced_tweets,entities,note_tweet', expansions: 'author_id', 'user.fields': 'name,username', max_results: '100' };

/** Twitter (X). Replies reach only who mentioned or quoted the account; every call is paid for. */
export class TwitterAdapter implements NetworkAdapter {
  readonly network = 'twitter';
  private readonly client: TwitterClient;

  constructor(http: NetworkHttp, pacing: Pacing) {
    this.client = new TwitterClient(http, pacing);
  }

  capabilities({ credentials }: Session): ReadonlySet<Capability> {
    if (credentials.length === 0) return new Set();
    return new Set<Capability>([
      'publish-reply', 'publish-reply-photos', 'publish-post', 'publish-post-photos', 'list-mentions', 'search', 'check-exists',
    ]);
  }

  publishReply(session: Session, to: Place, message: Message): Promise<Outcome<Placed>> {
    return this.tweet(session, message, { reply: { in_reply_to_tweet_id: to.comment ?? to.post } });
  }

  publishPost(session: Session, message: Message): Promise<Outcome<Placed>> {
    return this.tweet(session, message, {});
  }

  findOwn(session: Session, _to: Place | null, text: string, since: Date): Promise<Outcome<Placed | null>> {
    const after = new Date(since.getTime() - 60_000);
    return lookFor((cursor) => this.list(session, `/users/${session.ownerId}/tweets`, {}, cursor, after), { text, since, newestFirst: true });
  }

  listMessages(session: Session, source: Source, cursor: string | null): Promise<Outcome<FoundPage>> {
    switch (source.kind) {
      case 'mentions':
        return this.list(session, `/users/${session.ownerId}/mentions`, {}, cursor, source.since);
      case 'search':
        return this.list(session, '/tweets/search/recent', { query: source.query }, cursor, source.since);
      case 'comments':
        return this.list(session, '/tweets/search/recent', { query: `conversation_id:${source.post}` }, cursor);
      case 'posts':
        return this.list(session, `/users/${session.ownerId}/tweets`, {}, cursor);
    }
  }

  /** Others' tweets cannot be deleted, only hidden by hand; hiding needs a person who looks. */
  deleteComment(): Promise<Outcome<true>> {
    return Promise.resolve(rejected('unsupported', 'X deletes own posts only'));
  }

  async checkExists(session: Session, id: string): Promise<Outcome<boolean>> {
    const found = await this.client.call<{ data?: Tweet }>(onlyCredential(session), { method: 'GET', path: `/tweets/${id}`, writes: false });
    if (found.outcome === 'rejected' && found.reason === 'missing') return ok(false);
    // A tweet that is gone may also be 200 with errors and without data.
    return andThen(found, ({ data }) => ok(data !== undefined));
  }

  async validateCredential(credential: Credential, ownerId: string): Promise<Outcome<CredentialReport>> {
    const me = await this.client.call<{ data?: { id: string } }>(credential, { method: 'GET', path: '/users/me', writes: false });
    return andThen(me, ({ data }) =>
      data?.id === ownerId ? ok({ permissions: [], expiresAt: null }) : rejected('credential', `user ${data?.id ?? ''}`));
  }

  private async tweet(session: Session, { text, photos }: Message, more: object): Promise<Outcome<Placed>> {
    const credential = onlyCredential(session);
    const uploaded = await this.upload(credential, photos);
    return andThen(uploaded, async (ids) => {
      const written = await this.client.call<{ data?: Tweet }>(credential, {
        method: 'POST', path: '/tweets', json: { text, ...more, ...(ids.length > 0 ? { media: { media_ids: ids } } : {}) }, writes: true,
      });
      return andThen(written, ({ data }) =>
        data ? ok({ id: data.id, url: `https://twitter.com/i/web/status/${data.id}` }) : { outcome: 'unknown', detail: 'an answer without a tweet' });
    });
  }

  private async upload(credential: Credential, photos: readonly Photo[]): Promise<Outcome<string[]>> {
    if (photos.length > 4) return rejected('content', 'a tweet takes four photos');
    const ids: string[] = [];
    for (const { content, contentType, fileName } of photos) {
      const form = new FormData();
      form.set('media', new Blob([new Uint8Array(content)], { type: contentType }), fileName);
      form.set('media_category', 'tweet_image');
      const sent = await this.client.call<{ data: { id: string } }>(credential, { method: 'POST', path: '/media/upload', form, writes: false });
      if (sent.outcome !== 'ok') return sent;
      ids.push(sent.value.data.id);
    }
    return ok(ids);
  }

  /** A page, the newest first: the newest number met is where the next reading starts. */
  private async list(session: Session, path: string, query: Record<string, string>, cursor: string | null, since?: Date): Promise<Outcome<FoundPage>> {
    const at = readingOf(cursor);
    const listed = await this.client.call<Tweets>(onlyCredential(session), {
      method: 'GET', path, writes: false,
      query: {
        ...query, ...FIELDS,
        // What was before is not paid for.
        ...(at.seen ? { since_id: at.seen } : since ? { start_time: since.toISOString() } : {}),
        ...(at.page ? { [path.endsWith('recent') ? 'next_token' : 'pagination_token']: at.page } : {}),
      },
    });
    return andThen(listed, ({ data = [], includes, meta }) => {
      const people = new Map(includes?.users?.map((user) => [user.id, user]));
      const newest = at.newest || (meta?.newest_id ?? '');
      return ok({ messages: data.map((tweet) => fromTweet(tweet, people, session.ownerId)), ...advanced(at, newest, meta?.next_token ?? null) });
    });
  }
}

/** The words as their author wrote them: the network puts short links of its own in their place. */
const wordsOf = ({ text, entities }: Words): string =>
  (entities?.urls ?? []).reduce((words, { url, expanded_url: written, media_key: photo }) => words.replaceAll(url, () => (photo ? '' : (written ?? url))), text).trim();

function fromTweet({ id, text, entities, note_tweet: note, author_id = '', created_at, referenced_tweets = [] }: Tweet, people: ReadonlyMap<string, { name: string; username: string }>, ownerId: string): FoundMessage {
  const person = people.get(author_id);
  return {
    id, text: wordsOf(note ?? { text, entities }), place: { post: id, comment: null }, url: `https://twitter.com/${person?.username ?? 'i/web'}/status/${id}`,
    postedAt: new Date(created_at ?? 0), own: author_id === ownerId,
    answers: referenced_tweets.filter(({ type }) => type === 'replied_to').map(({ id: above }) => `https://twitter.com/i/web/status/${above}`),
    author: { id: author_id, name: person?.name ?? '', url: person ? `https://twitter.com/${person.username}` : null },
  };
}
