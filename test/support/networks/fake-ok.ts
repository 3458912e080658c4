import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Call, FakeNetwork, form, multipart, type Reply } from '../../../src/demo/vk/fake-network.js';

const methods: Record<string, readonly string[]> = {
  'photosV2.getUploadUrl': ['gid!', 'count!'],
  'mediatopic.post': ['type!', 'gid!', 'attachment!'],
  'mediatopic.getTopics': ['gid!', 'count', 'anchor'],
  'mediatopic.getByIds': ['topic_ids!'],
  'discussions.getComments': ['discussionId!', 'discussionType!', 'anchor', 'direction', 'count'],
  'discussions.getComment': ['discussionId!', 'discussionType!', 'commentId!'],
  'discussions.addDiscussionComment': ['entityId!', 'entityType!', 'comment!', 'reply_to_comment_id', 'as_admin'],
  'discussions.deleteDiscussionComment': ['entityId!', 'entityType!', 'comment_id!'],
  'group.getUserGroupsV2': [],
};
const COMMON = new Set(['method', 'application_key', 'sig', 'access_token', 'format']);

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

interface OkToken {
  key: string;
  secret: string;
  group: string;
}

/** Odnoklassniki: signed calls of `/fb.do`; errors inside HTTP 200 and in a header. */
export class FakeOk extends FakeNetwork {
  readonly tokens = new Map<string, OkToken>();
  readonly topics: { id: string; group: string; text: string; at: number; photos: string[] }[] = [];
  readonly comments: { id: string; topic: string; author: string; text: string; at: number; replyTo: string | null }[] = [];
  private readonly uploads = new Map<string, string>();
  private next = 5000;

  token(token: string, group: string, key = 'PUBLICKEY', secret = 'SECRETKEY'): string {
    this.tokens.set(token, { key, secret, group });
    return token;
  }

  topic(group: string, text: string): string {
    const id = this.number();
    this.topics.push({ id, group, text, at: this.now().getTime(), photos: [] });
    return id;
  }

  comment(topic: string, author: string, text: string, replyTo: string | null = null): string {
    const id = `c-${this.number()}`;
    this.comments.push({ id, topic, author, text, at: this.now().getTime(), replyTo });
    return id;
  }

  protected override read(request: IncomingMessage, url: URL, raw: Buffer): Call | null {
    if (url.pathname === '/upload') return { name: 'upload', token: 'upload', form: {}, request, url, raw };
    if (url.pathname !== '/fb.do' || request.method !== 'POST') return null;
    const given = { ...Object.fromEntries(url.searchParams), ...form(raw) };
    return { name: given['method'] ?? '', token: given['access_token'] ?? '', form: given, request, url, raw };
  }

  protected override limit({ token }: Call): { perSecond: number; refusal: Reply } | null {
    return this.tokens.has(token) ? { perSecond: 3, refusal: okError(8) } : null;
  }

  protected override act(call: Call): Reply {
    const { name, form: given, token } = call;
    if (name === 'upload') return this.upload(call);
    const known = this.tokens.get(token);
    if (!known) return okError(102);
    if (given['application_key'] !== known.key) return okError(101);
    const signed = Object.entries(given)
      .filter(([parameter]) => !['sig', 'access_token', 'session_key'].includes(parameter))
      .map(([parameter, value]) => `${parameter}=${value}`)
      .toSorted()
      .join('');
    if (given['sig'] !== md5(signed + md5(token + known.secret))) {
      this.violation(`${name}: wrong signature`);
      return okError(104);
    }
    const takes = methods[name];
    const allowed = new Set(takes?.map((parameter) => parameter.replace('!', '')));
    const strange = Object.keys(given).filter((parameter) => !allowed.has(parameter) && !COMMON.has(parameter));
    const missing = (takes ?? []).filter((parameter) => parameter.endsWith('!') && !given[parameter.slice(0, -1)]);
    if (!takes || strange.length > 0 || missing.length > 0) {
      this.violation(`${name}: strange ${strange.join()}, missing ${missing.join()}`);
      return okError(100);
    }
    return this.method(name, given, known);
  }

  private method(name: string, given: Record<string, string>, { group }: OkToken): Reply {
    switch (name) {
      case 'photosV2.getUploadUrl': {
        const ids = Array.from({ length: Number(given['count']) }, () => `p${this.number()}`);
        return { body: { upload_url: `${this.url}/upload?ids=${ids.join()}`, photo_ids: ids } };
      }
      case 'mediatopic.post': {
        if (given['gid'] !== group) return okError(50);
        const { media } = JSON.parse(given['attachment'] ?? '{}') as { media: { type: string; text?: string; list?: { id: string }[] }[] };
        const text = media.find(({ type }) => type === 'text')?.text ?? '';
        const photos = media.find(({ type }) => type === 'photo')?.list?.map(({ id }) => id) ?? [];
        if (photos.some((token) => ![...this.uploads.values()].includes(token))) return okError(100);
        const id = this.topic(group, text);
        (this.topics.at(-1) as { photos: string[] }).photos = photos;
        return { body: JSON.stringify(id) };
      }
      case 'mediatopic.getTopics':
        return {
          body: {
            media_topics: this.topics.filter((topic) => topic.group === given['gid']).toReversed()
              .map(({ id, text, at }) => ({ id, text, created_ms: at, author_ref: `group:${group}` })),
          },
        };
      case 'mediatopic.getByIds':
        return { body: { media_topics: this.topics.filter(({ id }) => given['topic_ids']?.split(',').includes(id)).map(({ id }) => ({ id })) } };
      case 'discussions.getComments': {
        if (Number(given['count'] ?? 20) > 100) return okError(100);
        if (!this.topics.some(({ id }) => id === given['discussionId'])) return okError(300);
        return this.list(given);
      }
      case 'discussions.getComment': {
        const found = this.comments.find(({ id }) => id === given['commentId']);
        return found ? { body: { comment: asComment(found) } } : okError(700);
      }
      case 'discussions.addDiscussionComment': {
        if (!this.topics.some(({ id }) => id === given['entityId'])) return okError(300);
        return { body: { id: this.comment(given['entityId'] ?? '', `group:${group}`, given['comment'] ?? '', given['reply_to_comment_id'] ?? null) } };
      }
      case 'discussions.deleteDiscussionComment': {
        const at = this.comments.findIndex(({ id }) => id === given['comment_id']);
        if (at < 0) return okError(702);
        this.comments.splice(at, 1);
        return { body: { success: true } };
      }
      default:
        return { body: { groups: [{ groupId: group, userId: '1', status: 'ADMIN' }] } };
    }
  }

  /** Pages of comments by an opaque anchor: the number of the last one given. */
  private list(given: Record<string, string>): Reply {
    const all = this.comments.filter(({ topic }) => topic === given['discussionId']);
    const backward = given['direction'] === 'BACKWARD';
    const ordered = backward ? all.toReversed() : all;
    const [, seen] = /^a:(.*)$/.exec(given['anchor'] ?? '') ?? [];
    const start = seen ? ordered.findIndex(({ id }) => id === seen) + 1 : 0;
    const page = ordered.slice(start, start + Number(given['count'] ?? 20));
    const last = page.at(-1)?.id ?? seen;
    return { body: { comments: page.map(asComment), ...(last && (!backward || page.length > 0) ? { anchor: `a:${last}` } : {}) } };
  }

  private upload({ request, raw, url }: Call): Reply {
    const files = multipart(request, raw);
    const ids = url.searchParams.get('ids')?.split(',') ?? [];
    if (files.length !== ids.length || files.some(({ fileName }) => !fileName)) this.violation('upload: files and ids differ');
    for (const id of ids) this.uploads.set(id, `token-${id}`);
    return { body: { photos: Object.fromEntries(ids.map((id) => [id, { token: `token-${id}` }])) } };
  }

  private number(): string {
    this.next += 1;
    return String(this.next);
  }
}

/** As Odnoklassniki says it: HTTP 200 with the code in the body and in a header. */
export const okError = (code: number): Reply => ({ headers: { 'invocation-error': String(code) }, body: { error_code: code, error_msg: `ERROR ${code}`, error_data: null } });

const asComment = ({ id, author, text, at, replyTo }: { id: string; author: string; text: string; at: number; replyTo: string | null }) => ({ id, author_id: author, text, date: String(at), ...(replyTo ? { reply_to_comment_id: replyTo } : {}) });
