import type { IncomingMessage } from 'node:http';
import { tweetLength } from '../../../src/networks/twitter/tweet-length.js';
import { type Call, FakeNetwork, multipart, type Reply } from '../../../src/demo/vk/fake-network.js';

interface Tweet {
  id: string;
  author: string;
  text: string;
  at: number;
  replyTo: string | null;
  media: string[];
}

/** X: problem documents, replies only to who mentioned the account, paid calls, a window of requests. */
export class FakeTwitter extends FakeNetwork {
  readonly tokens = new Map<string, string>();
  readonly tweets: Tweet[] = [];
  private readonly media = new Set<string>();
  private next = 1_600_000_000_000_000_000n;

  token(token: string, user: string): string {
    this.tokens.set(token, user);
    return token;
  }

  tweet(author: string, text: string, replyTo: string | null = null): Tweet {
    this.next += 1n;
    const tweet = { id: String(this.next), author, text, at: this.now().getTime(), replyTo, media: [] };
    this.tweets.push(tweet);
    return tweet;
  }

  protected override read(request: IncomingMessage, url: URL, raw: Buffer): Call | null {
    const name = `${request.method} ${url.pathname.replace(/\d{3,}/, ':id')}`;
    if (!['POST /tweets', 'POST /media/upload', 'GET /users/me', 'GET /tweets/:id', 'GET /users/:id/mentions', 'GET /users/:id/tweets', 'GET /tweets/search/recent'].includes(name)) return null;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return { name, token, form: Object.fromEntries(url.searchParams), request, url, raw };
  }

  protected override limit(): null {
    return null;
  }

  protected override act({ name, token, form, request, url, raw }: Call): Reply {
    const user = this.tokens.get(token);
    if (!user) return xProblem(401, 'Unauthorized');
    const id = /\d{3,}/.exec(url.pathname)?.[0] ?? '';
    switch (name) {
      case 'POST /tweets':
        return this.write(user, raw, request.headers['content-type'] ?? '');
      case 'POST /media/upload': {
        const file = multipart(request, raw).find((part) => part.name === 'media');
        if (!file?.fileName) this.violation('media/upload: no file named media');
        this.next += 1n;
        this.media.add(String(this.next));
        return { body: { data: { id: String(this.next) } } };
      }
      case 'GET /users/me':
        return { body: { data: { id: user, name: 'Аккаунт', username: `u${user}` } } };
      case 'GET /tweets/:id': {
        const found = this.tweets.find((tweet) => tweet.id === id);
        return { body: found ? { data: { id, text: found.text } } : { errors: [{ title: 'Not Found Error' }] } };
      }
      default:
        return this.list(name, id, form);
    }
  }

  private write(user: string, raw: Buffer, type: string): Reply {
    const { text, reply, media, ...strange } = JSON.parse(raw.toString()) as { text?: string; reply?: { in_reply_to_tweet_id: string }; media?: { media_ids: string[] } };
    if (type !== 'application/json' || Object.keys(strange).length > 0 || !text) {
      this.violation(`POST /tweets: ${Object.keys(strange).join() || 'no text'}`);
      return xProblem(400, 'Invalid Request');
    }
    if (tweetLength(text).length > 280) return xProblem(403, 'Forbidden', 'Your Tweet text is too long.');
    if (media?.media_ids.some((one) => !this.media.has(one))) return xProblem(400, 'Invalid Request');
    if (this.tweets.some((tweet) => tweet.author === user && tweet.text === text && tweet.replyTo === (reply?.in_reply_to_tweet_id ?? null)))
      return xProblem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.');
    const target = reply ? this.tweets.find(({ id }) => id === reply.in_reply_to_tweet_id) : null;
    if (target === undefined) return xProblem(404, 'Not Found Error');
    if (target && target.author !== user && !target.text.includes(`@u${user}`))
      return xProblem(403, 'Forbidden', 'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author.');
    const made = this.tweet(user, text, reply?.in_reply_to_tweet_id ?? null);
    made.media = media?.media_ids ?? [];
    return { status: 201, body: { data: { id: made.id, text } } };
  }

  private list(name: string, id: string, { since_id, start_time, query, max_results = '10', next_token, pagination_token }: Record<string, string>): Reply {
    if (Number(max_results) > 100) return xProblem(400, 'Invalid Request');
    const listed = this.tweets.filter((tweet) =>
      (!since_id || BigInt(tweet.id) > BigInt(since_id)) &&
      (!start_time || tweet.at >= Date.parse(start_time)) &&
      (name.endsWith('mentions') ? tweet.text.includes(`@u${id}`) : name.endsWith('/tweets') ? tweet.author === id : matches(tweet, query ?? '')),
    ).toReversed();
    const start = Number(next_token ?? pagination_token ?? 0);
    const page = listed.slice(start, start + Number(max_results));
    const more = start + page.length < listed.length;
    return {
      body: {
        ...(page.length > 0 ? { data: page.map(({ id: tweet, text, author, at, replyTo, media }) => ({ id: tweet, ...shortened(text, media), author_id: author, created_at: new Date(at).toISOString(), ...(replyTo ? { referenced_tweets: [{ type: 'replied_to', id: replyTo }] } : {}) })) } : {}),
        includes: { users: [...new Set(page.map(({ author }) => author))].map((author) => ({ id: author, name: `Человек ${author}`, username: `u${author}` })) },
        meta: { result_count: page.length, ...(page[0] ? { newest_id: page[0].id } : {}), ...(more ? { next_token: String(start + page.length) } : {}) },
      },
    };
  }
}

/** Texts come back with short links in the place of those written, and one more for photos. */
function shortened(text: string, media: readonly string[]): object {
  const urls = [...new Set(text.match(/https?:\/\/\S+/g))].map((written, n) => ({ url: `https://t.co/l${n}`, expanded_url: written }));
  const photo = media.length > 0 ? [{ url: 'https://t.co/photo', expanded_url: 'https://x.com/photo/1', media_key: media[0] }] : [];
  const words = urls.reduce((all, { url, expanded_url: written }) => all.replaceAll(written, url), text);
  return { text: [words, ...photo.map(({ url }) => url)].join(' '), entities: { urls: [...urls, ...photo] } };
}

function matches(tweet: Tweet, query: string): boolean {
  const [, conversation] = /^conversation_id:(\d+)$/.exec(query) ?? [];
  return conversation ? tweet.replyTo === conversation : tweet.text.toLowerCase().includes(query.toLowerCase());
}

export const xProblem = (status: number, title: string, detail = title, headers: Record<string, string> = {}): Reply => ({
  status, headers: { 'content-type': 'application/problem+json', ...headers }, body: { title, detail, type: 'about:blank', status },
});
