import { FormData } from 'undici';
import { andThen, ok, type Outcome, rejected } from '../outcome.js';
import { lookFor } from '../own-text.js';
import { onlyCredential } from '../session.js';
import type {
  Capability, Credential, CredentialReport, FoundMessage, FoundPage, Message, NetworkAdapter, Photo, Placed, Place, Session, Source,
} from '../port.js';
import { type NetworkHttp, noAnswer } from '../wire/network-http.js';
import type { Pacing } from '../wire/wire.js';
import { OkClient } from './ok-client.js';

const PAGE = 100;

interface OkComment {
  id: string;
  author_id: string;
  author_name?: string;
  text: string;
  date: string | number;
  reply_to_comment_id?: string;
}

interface Comments {
  comments?: OkComment[];
  anchor?: string;
}

/**
 * Odnoklassniki. Replies and deletions were documented in 2017 and are no longer: they are behind a switch, and without it a
 * person places them by hand. There is no webhook for comments: they are polled.
 */
export class OkAdapter implements NetworkAdapter {
  readonly network = 'ok';
  private readonly client: OkClient;

  constructor(
    private readonly http: NetworkHttp,
    pacing: Pacing,
    private readonly comments: { written: boolean },
  ) {
    this.client = new OkClient(http, pacing);
  }

  capabilities({ credentials }: Session): ReadonlySet<Capability> {
    if (credentials.length === 0) return new Set();
    const written: Capability[] = this.comments.written ? ['publish-reply', 'delete-comment'] : [];
    return new Set<Capability>(['publish-post', 'publish-post-photos', 'list-posts', 'list-comments', 'check-exists', ...written]);
  }

  async publishReply(session: Session, to: Place, { text, photos }: Message): Promise<Outcome<Placed>> {
    if (!this.comments.written || photos.length > 0) return rejected('unsupported', 'comments are written by hand');
    const written = await this.client.write<string | { id?: string }>(onlyCredential(session), 'discussions.addDiscussionComment', {
      entityId: to.post, entityType: 'GROUP_TOPIC', comment: text, reply_to_comment_id: to.comment ?? undefined, as_admin: 'true',
    });
    return andThen(written, (answer) => {
      const id = typeof answer === 'string' ? answer : answer.id;
      // The shape of this answer is not documented any more: what cannot be read is looked for.
      return id ? ok({ id, url: commentUrl(session, to.post, id) }) : { outcome: 'unknown', detail: 'an answer of another shape' };
    });
  }

  async publishPost(session: Session, { text, photos }: Message): Promise<Outcome<Placed>> {
    const uploaded = await this.upload(session, photos);
    return andThen(uploaded, async (tokens) => {
      const media = [{ type: 'text', text }, ...(tokens.length > 0 ? [{ type: 'photo', list: tokens.map((id) => ({ id })) }] : [])];
      const posted = await this.client.write<string>(onlyCredential(session), 'mediatopic.post', {
        type: 'GROUP_THEME', gid: session.ownerId, attachment: JSON.stringify({ media, onBehalfOfGroup: 'true' }),
      });
      return andThen(posted, (id) => ok({ id: String(id), url: topicUrl(session, String(id)) }));
    });
  }

  findOwn(session: Session, to: Place | null, text: string, since: Date): Promise<Outcome<Placed | null>> {
    const read = (cursor: string | null) => (to ? this.page(session, to.post, cursor, 'BACKWARD') : this.posts(session, cursor));
    return lookFor(read, { text, since, newestFirst: true });
  }

  listMessages(session: Session, source: Source, cursor: string | null): Promise<Outcome<FoundPage>> {
    if (source.kind === 'comments') return this.page(session, source.post, cursor, 'FORWARD');
    if (source.kind === 'posts') return this.posts(session, cursor);
    return Promise.resolve(rejected('unsupported', `OK has no ${source.kind}`));
  }

  async deleteComment(session: Session, { post, comment }: Place): Promise<Outcome<true>> {
    if (!this.comments.written || comment === null) return rejected('unsupported', 'comments are deleted by hand');
    const deleted = await this.client.write<unknown>(onlyCredential(session), 'discussions.deleteDiscussionComment', {
      entityId: post, entityType: 'GROUP_TOPIC', comment_id: comment,
    });
    return andThen(deleted, () => ok(true as const));
  }

  async checkExists(session: Session, id: string, place: Place | null): Promise<Outcome<boolean>> {
    const found = place
      ? await this.client.read<{ comment?: OkComment }>(onlyCredential(session), 'discussions.getComment', { discussionId: place.post, discussionType: 'GROUP_TOPIC', commentId: id })
      : await this.client.read<{ media_topics?: unknown[] }>(onlyCredential(session), 'mediatopic.getByIds', { topic_ids: id });
    if (found.outcome === 'rejected' && found.reason === 'missing') return ok(false);
    return andThen(found as Outcome<{ comment?: unknown; media_topics?: unknown[] }>, ({ comment, media_topics }) =>
      ok(place ? comment !== undefined : (media_topics ?? []).length > 0));
  }

  async validateCredential(credential: Credential, ownerId: string): Promise<Outcome<CredentialReport>> {
    const groups = await this.client.read<{ groups?: { groupId: string }[] }>(credential, 'group.getUserGroupsV2', {});
    return andThen(groups, ({ groups: own = [] }) =>
      own.some(({ groupId }) => groupId === ownerId) ? ok({ permissions: ['group'], expiresAt: null }) : rejected('rights', `group ${ownerId}`));
  }

  private async page(session: Session, topic: string, cursor: string | null, direction: 'FORWARD' | 'BACKWARD'): Promise<Outcome<FoundPage>> {
    const listed = await this.client.read<Comments>(onlyCredential(session), 'discussions.getComments', {
      discussionId: topic, discussionType: 'GROUP_TOPIC', anchor: cursor ?? undefined, direction, count: String(PAGE),
    });
    return andThen(listed, ({ comments = [], anchor }) =>
      ok({ messages: comments.map((comment) => fromComment(comment, topic, session)), cursor: anchor ?? cursor, more: comments.length >= PAGE && anchor !== undefined && anchor !== cursor }));
  }

  private async posts(session: Session, cursor: string | null): Promise<Outcome<FoundPage>> {
    const listed = await this.client.read<{ media_topics?: { id: string; author_ref?: string; text?: string; created_ms: number }[]; anchor?: string }>(
      onlyCredential(session), 'mediatopic.getTopics', { gid: session.ownerId, count: '100', anchor: cursor ?? undefined },
    );
    return andThen(listed, ({ media_topics = [], anchor }) => ok({
      messages: media_topics.map((topic): FoundMessage => ({
        id: topic.id, place: { post: topic.id, comment: null }, url: topicUrl(session, topic.id),
        author: { id: session.ownerId, name: '', url: null }, text: topic.text ?? '', postedAt: new Date(topic.created_ms),
        own: topic.author_ref === `group:${session.ownerId}`, answers: [],
      })),
      cursor: anchor ?? null, more: anchor !== undefined && anchor !== cursor && media_topics.length > 0,
    }));
  }

  private async upload(session: Session, photos: readonly Photo[]): Promise<Outcome<string[]>> {
    if (photos.length === 0) return ok([]);
    const server = await this.client.read<{ upload_url: string; photo_ids: string[] }>(onlyCredential(session), 'photosV2.getUploadUrl', {
      gid: session.ownerId, count: String(photos.length),
    });
    return andThen(server, async ({ upload_url, photo_ids }) => {
      const body = new FormData();
      for (const [n, { content, contentType, fileName }] of photos.entries()) body.set(`pic${n + 1}`, new Blob([new Uint8Array(content)], { type: contentType }), fileName);
      const wired = await this.http.send({ method: 'POST', path: upload_url, body, writes: false });
      if ('failure' in wired) return wired.failure;
      if (wired.answer.status !== 200) return noAnswer(wired.answer, false);
      const { photos: tokens = {} } = wired.answer.body as { photos?: Record<string, { token: string }> };
      const taken = photo_ids.flatMap((id) => tokens[id]?.token ?? []);
      return taken.length === photos.length ? ok(taken) : rejected('content', 'a photo was not taken');
    });
  }
}

function fromComment({ id, author_id, author_name, text, date, reply_to_comment_id: above }: OkComment, topic: string, session: Session): FoundMessage {
  const at = typeof date === 'number' ? new Date(date) : new Date(/^\d+$/.test(date) ? Number(date) : `${date.replace(' ', 'T')}+03:00`);
  return {
    id, place: { post: topic, comment: id }, url: commentUrl(session, topic, id), text, postedAt: at, answers: above ? [commentUrl(session, topic, above)] : [], own: author_id === `group:${session.ownerId}` || author_id === session.ownerId,
    author: { id: author_id, name: author_name ?? `id${author_id}`, url: `https://ok.ru/profile/${author_id}` },
  };
}

/** Comments have no address of their own there: the topic opens, and the link still says which one is meant. */
const commentUrl = (session: Session, topic: string, comment: string): string => `${topicUrl(session, topic)}?commentId=${encodeURIComponent(comment)}`;
const topicUrl = ({ ownerId }: Session, topic: string): string => `https://ok.ru/group/${ownerId}/topic/${topic}`;
