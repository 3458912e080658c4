import { andThen, ok, type Outcome, rejected } from '../outcome.js';
import { lookFor } from '../own-text.js';
import { onlyCredential } from '../session.js';
import type {
  Capability, Credential, CredentialReport, FoundMessage, FoundPage, Message, NetworkAdapter, Placed, Place, Session, Source,
} from '../port.js';
import type { NetworkHttp } from '../wire/network-http.js';
import { advanced, later, readingOf, second } from '../wire/reading.js';
import type { Pacing } from '../wire/wire.js';
import { VkClient } from './vk-client.js';
import { uploadPhotos } from './vk-photos.js';
import { type VkComment, type VkPerson, type VkPost, fromComment, fromPost, wallComment, wallPost } from './vk-messages.js';

/** What a community's own key can do; the rest needs an administrator's user token (error 27 otherwise). */
const COMMUNITY: readonly Capability[] = ['publish-reply', 'publish-post', 'list-comments', 'check-exists'];
const USER: readonly Capability[] = ['publish-reply-photos', 'publish-post-photos', 'list-posts', 'list-mentions', 'search', 'delete-comment'];

/** Comments in a page, and answers shown with each of them. */
const [PAGE, THREAD] = [100, 10];

interface Listed<T> {
  items: T[];
  profiles?: VkPerson[];
  groups?: VkPerson[];
  next_from?: string;
  count?: number;
}

/** VK: communities write as themselves; errors come inside HTTP 200. */
export class VkAdapter implements NetworkAdapter {
  readonly network = 'vk';
  private readonly client: VkClient;

  constructor(
    private readonly http: NetworkHttp,
    pacing: Pacing,
  ) {
    this.client = new VkClient(http, pacing);
  }

  capabilities({ credentials }: Session): ReadonlySet<Capability> {
    const user = credentials.some(({ kind }) => kind === 'user');
    const community = credentials.some(({ kind }) => kind === 'community');
    return new Set([...(user || community ? COMMUNITY : []), ...(user ? USER : [])]);
  }

  async publishReply(session: Session, to: Place, { text, photos, key }: Message): Promise<Outcome<Placed>> {
    const at = wallPost(to.post);
    if (!at) return rejected('unsupported', 'not a post of a wall');
    const attachments = await uploadPhotos(this.http, this.client, session, photos);
    return andThen(attachments, async (uploaded) => {
      // Who has uploaded the photos shows them: a community's key is refused (27).
      const writer = (uploaded.length > 0 && administrator(session)) || publisher(session);
      const written = await this.client.write<{ comment_id: number }>(writer, 'wall.createComment', {
        owner_id: at.owner, post_id: at.post, message: text, reply_to_comment: to.comment ?? undefined,
        from_group: session.ownerId, attachments: uploaded.join(',') || undefined, guid: key,
      });
      return andThen(written, ({ comment_id }) => ok({ id: String(comment_id), url: wallComment(to.post, comment_id) }));
    });
  }

  async publishPost(session: Session, { text, photos, key }: Message): Promise<Outcome<Placed>> {
    const attachments = await uploadPhotos(this.http, this.client, session, photos);
    return andThen(attachments, async (uploaded) => {
      const written = await this.client.write<{ post_id: number }>(publisher(session), 'wall.post', {
        owner_id: `-${session.ownerId}`, from_group: 1, message: text, attachments: uploaded.join(',') || undefined, guid: key,
      });
      return andThen(written, ({ post_id }) => ok({ id: `-${session.ownerId}_${post_id}`, url: `https://vk.com/wall-${session.ownerId}_${post_id}` }));
    });
  }

  async findOwn(session: Session, to: Place | null, text: string, since: Date): Promise<Outcome<Placed | null>> {
    const wanted = { text, since, newestFirst: true };
    if (!to) return lookFor((cursor) => this.posts(session, cursor), wanted);
    return andThen(await this.threadOf(session, to), (thread) => lookFor((cursor) => this.comments(session, to.post, cursor, { sort: 'desc', thread }), wanted));
  }

  async listMessages(session: Session, source: Source, cursor: string | null): Promise<Outcome<FoundPage>> {
    switch (source.kind) {
      case 'comments': {
        const { post, thread: comment = null } = source;
        return andThen(await this.threadOf(session, { post, comment }), (thread) => this.comments(session, post, cursor, { sort: 'asc', thread }));
      }
      case 'posts':
        return this.posts(session, cursor);
      case 'mentions':
        return this.feed(session, 'newsfeed.getMentions', { owner_id: `-${session.ownerId}`, count: 50 }, cursor, source.since);
      case 'search':
        return this.feed(session, 'newsfeed.search', { q: source.query, count: 200, extended: 1 }, cursor, source.since);
    }
  }

  async deleteComment(session: Session, place: Place): Promise<Outcome<true>> {
    const at = wallPost(place.post);
    const user = administrator(session);
    if (!at || !user || place.comment === null) return rejected('unsupported', 'needs an administrator of the community');
    const deleted = await this.client.write<number>(user, 'wall.deleteComment', { owner_id: at.owner, comment_id: place.comment });
    return andThen(deleted, () => ok(true as const));
  }

  async checkExists(session: Session, id: string, place: Place | null): Promise<Outcome<boolean>> {
    if (!place) {
      const user = administrator(session);
      if (!user) return rejected('unsupported', 'reading the wall needs a user token');
      const posts = await this.client.read<{ items: unknown[] } | unknown[]>(user, 'wall.getById', { posts: id });
      return andThen(posts, (found) => ok((Array.isArray(found) ? found : found.items).length > 0));
    }
    const at = wallPost(place.post);
    if (!at) return rejected('unsupported', 'not a post of a wall');
    const comment = await this.client.read<{ items: { deleted?: boolean }[] }>(publisher(session), 'wall.getComment', { owner_id: at.owner, comment_id: id });
    // A comment that is gone is refused as a wrong parameter, or listed as deleted.
    if (comment.outcome === 'rejected' && comment.reason === 'invalid') return ok(false);
    return andThen(comment, ({ items }) => ok(items.length > 0 && items[0]?.deleted !== true));
  }

  async validateCredential(credential: Credential, ownerId: string): Promise<Outcome<CredentialReport>> {
    return andThen(await this.opens(credential, ownerId), async () => {
      if (credential.kind === 'user') {
        const rights = await this.client.read<number>(credential, 'account.getAppPermissions', {});
        return andThen(rights, (mask) => ok({ permissions: [`mask:${mask}`], expiresAt: null }));
      }
      const rights = await this.client.read<{ permissions: { name: string }[] }>(credential, 'groups.getTokenPermissions', {});
      return andThen(rights, ({ permissions }) => ok({ permissions: permissions.map(({ name }) => name), expiresAt: null }));
    });
  }

  /** Whether a credential opens the community it is entered for: a community's key is asked for its own, a person whether they keep it. */
  private async opens(credential: Credential, ownerId: string): Promise<Outcome<true>> {
    const about = credential.kind === 'user' ? { group_id: ownerId, fields: 'is_admin' } : {};
    const found = await this.client.read<{ groups?: { id: number; is_admin?: 0 | 1 }[] }>(credential, 'groups.getById', about);
    return andThen(found, ({ groups }) => {
      const group = groups?.[0];
      if (group && String(group.id) !== ownerId) return rejected('credential', `club${group.id}`);
      return group?.is_admin === 0 ? rejected('rights', 'is_admin 0') : ok(true as const);
    });
  }

  /** The comment whose thread holds the answers to a place: an answer to an answer hangs on the comment above both. */
  private async threadOf(session: Session, { post, comment }: Place): Promise<Outcome<string | null>> {
    const at = wallPost(post);
    if (comment === null || !at) return ok(comment);
    const found = await this.client.read<{ items: VkComment[] }>(publisher(session), 'wall.getComment', { owner_id: at.owner, comment_id: comment });
    if (found.outcome === 'rejected' && found.reason === 'invalid') return ok(comment);
    return andThen(found, ({ items }) => ok(String(items[0]?.parents_stack?.[0] ?? comment)));
  }

  private async comments(session: Session, post: string, cursor: string | null, { sort, thread }: { sort: 'asc' | 'desc'; thread: string | null }): Promise<Outcome<FoundPage>> {
    const at = wallPost(post);
    if (!at) return rejected('unsupported', 'not a post of a wall');
    const listed = await this.client.read<Listed<VkComment>>(publisher(session), 'wall.getComments', {
      owner_id: at.owner, post_id: at.post, comment_id: thread ?? undefined, count: PAGE, sort, extended: 1,
      thread_items_count: thread || sort === 'desc' ? undefined : THREAD, start_comment_id: cursor ?? undefined,
    });
    return andThen(listed, ({ items, profiles, groups }) => {
      const people = peopleOf(profiles, groups);
      // The page begins with the comment it starts at; when that was deleted meanwhile, the list is read from its beginning.
      if (cursor !== null && !items.some(({ id }) => String(id) === cursor)) return ok({ messages: [], cursor: null, more: true });
      const fresh = items.filter(({ id }) => String(id) !== cursor);
      return ok({
        messages: items.flatMap((item) => fromComment(item, post, session.ownerId, people)).filter(({ id }) => id !== cursor),
        cursor: last(fresh.map(({ id }) => String(id)), cursor), more: items.length >= PAGE && fresh.length > 0,
      });
    });
  }

  private async posts(session: Session, cursor: string | null): Promise<Outcome<FoundPage>> {
    const offset = Number(cursor ?? 0);
    const user = administrator(session);
    if (!user) return rejected('unsupported', 'reading the wall needs a user token');
    const listed = await this.client.read<Listed<VkPost>>(user, 'wall.get', {
      owner_id: `-${session.ownerId}`, count: 100, offset, extended: 1,
    });
    return andThen(listed, ({ items, profiles, groups, count = 0 }) => {
      const next = offset + items.length;
      return ok({ messages: items.map((item) => fromPost(item, session.ownerId, peopleOf(profiles, groups))), ...(next < count && items.length > 0 ? { cursor: String(next), more: true } : { cursor: null, more: false }) });
    });
  }

  /** Searches go on by time: the newest seen is where the next reading starts. */
  private async feed(session: Session, method: string, parameters: Record<string, string | number | undefined>, cursor: string | null, since?: Date): Promise<Outcome<FoundPage>> {
    const user = administrator(session);
    if (!user) return rejected('unsupported', 'needs a user token');
    const at = readingOf(cursor, second(since));
    const listed = await this.client.read<Listed<VkPost>>(user, method, { ...parameters, start_time: at.seen || undefined, start_from: at.page || undefined });
    return andThen(listed, ({ items, profiles, groups, next_from }) => {
      const messages: FoundMessage[] = items.map((item) => fromPost(item, session.ownerId, peopleOf(profiles, groups)));
      return ok({ messages, ...advanced(at, later(at.newest || at.seen, ...items.map(({ date }) => date)), next_from && items.length > 0 ? next_from : null) });
    });
  }
}

/** The community's own key writes and reads; without it the administrator's token does. */
const publisher = (session: Session): Credential => session.credentials.find(({ kind }) => kind === 'community') ?? onlyCredential(session);

const administrator = ({ credentials }: Session): Credential | undefined => credentials.find(({ kind }) => kind === 'user');

const last = (ids: readonly string[], otherwise: string | null): string | null => ids.at(-1) ?? otherwise;

const peopleOf = (profiles: readonly VkPerson[] = [], groups: readonly VkPerson[] = []): ReadonlyMap<number, VkPerson> =>
  new Map([...profiles.map((person): [number, VkPerson] => [person.id, person]), ...groups.map((group): [number, VkPerson] => [-group.id, group])]);
