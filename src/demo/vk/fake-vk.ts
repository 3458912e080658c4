import type { IncomingMessage } from 'node:http';
import { type Call, FakeNetwork, form, multipart, type Reply } from './fake-network.js';

/** A comment on a wall, with the number of its author: a person's, or a community's below zero. */
export interface Comment {
  id: number;
  post: string;
  from: number;
  text: string;
  date: number;
  replyTo: number | null;
  attachments: string;
}

/** A post on a wall; `id` is `owner_number`. */
export interface Post {
  id: string;
  from: number;
  text: string;
  date: number;
  attachments: string;
}

interface Token {
  kind: 'community' | 'user';
  group: number;
}

/** Parameters each method takes; `!` marks what it needs. */
const methods: Record<string, readonly string[]> = {
  'wall.createComment': ['owner_id!', 'post_id!', 'message', 'reply_to_comment', 'from_group', 'attachments', 'guid'],
  'wall.post': ['owner_id!', 'from_group', 'message', 'attachments', 'guid'],
  'wall.getComments': ['owner_id!', 'post_id!', 'comment_id', 'count', 'sort', 'extended', 'start_comment_id', 'thread_items_count'],
  'wall.getComment': ['owner_id!', 'comment_id!'],
  'wall.deleteComment': ['owner_id!', 'comment_id!'],
  'wall.get': ['owner_id!', 'count', 'offset', 'extended'],
  'wall.getById': ['posts!'],
  'newsfeed.search': ['q!', 'start_time', 'start_from', 'count', 'extended'],
  'newsfeed.getMentions': ['owner_id!', 'start_time', 'start_from', 'count'],
  'photos.getWallUploadServer': ['group_id!'],
  'photos.saveWallPhoto': ['group_id!', 'photo!', 'server!', 'hash!'],
  'groups.getById': ['group_id', 'fields'],
  'groups.getTokenPermissions': [],
  'account.getAppPermissions': [],
};

/** What a community's key is refused (error 27). */
const USER_ONLY = ['photos.', 'wall.deleteComment', 'wall.get', 'wall.getById', 'newsfeed.', 'account.'];
const forUsers = (method: string): boolean => USER_ONLY.some((name) => (name.endsWith('.') ? method.startsWith(name) : method === name));

/** VK: methods behind `/method/`, errors inside HTTP 200. */
export class FakeVk extends FakeNetwork {
  readonly tokens = new Map<string, Token>();
  readonly posts: Post[] = [];
  readonly comments: Comment[] = [];
  readonly photos: Buffer[] = [];
  /** Posts whose comments are closed. */
  readonly closed = new Set<string>();
  protected next = 1000;

  /** A community's keys, made known to the network. */
  token(token: string, kind: Token['kind'], group: number): string {
    this.tokens.set(token, { kind, group });
    return token;
  }

  /** Somebody writes on a wall. */
  post(owner: number, text: string, from = owner): Post {
    const post = { id: `${owner}_${this.number()}`, from, text, date: this.seconds(), attachments: '' };
    this.posts.push(post);
    return post;
  }

  comment(post: string, from: number, text: string, replyTo: number | null = null): Comment {
    const comment = { id: this.number(), post, from, text, date: this.seconds(), replyTo, attachments: '' };
    this.comments.push(comment);
    return comment;
  }

  /** A callback of the Callback interface about a comment, as VK sends it. */
  callback(group: number, secret: string, type: string, object: object): { body: object; eventId: string } {
    const eventId = `event${this.number()}`;
    return { body: { type, group_id: group, event_id: eventId, v: '5.199', secret, object }, eventId };
  }

  protected override read(request: IncomingMessage, url: URL, raw: Buffer): Call | null {
    if (url.pathname === '/upload') return { name: 'upload', token: 'upload', form: {}, request, url, raw };
    const [, name] = /^\/method\/([\w.]+)$/.exec(url.pathname) ?? [];
    if (!name || request.method !== 'POST') return null;
    const given = form(raw);
    if (given['v'] !== '5.199') this.violation(`${name}: version ${given['v']}`);
    return { name, token: given['access_token'] ?? '', form: given, request, url, raw };
  }

  protected override limit({ token, name }: Call): { perSecond: number; refusal: Reply } | null {
    const known = this.tokens.get(token);
    return known && name !== 'upload' ? { perSecond: known.kind === 'community' ? 20 : 3, refusal: error(6) } : null;
  }

  protected override act(call: Call): Reply {
    const { name, form: given, token } = call;
    if (name === 'upload') return this.upload(call);
    const known = this.tokens.get(token);
    if (!known) return error(5);
    const fault = this.wrong(name, given);
    if (fault) {
      this.violation(fault);
      return error(100);
    }
    if (known.kind === 'community' && forUsers(name)) return error(27);
    return this.method(name, given, known);
  }

  private method(name: string, given: Record<string, string>, { group, kind }: Token): Reply {
    const post = `${given['owner_id']}_${given['post_id']}`;
    switch (name) {
      case 'wall.createComment': {
        if (!given['message'] && !given['attachments']) return error(100);
        if (given['attachments'] && kind === 'community') return error(27);
        if (!this.posts.some(({ id }) => id === post)) return error(15);
        if (this.closed.has(post)) return error(213);
        if (given['from_group'] !== String(group)) this.violation('wall.createComment: from another community');
        if ((given['message'] ?? '').length > 16_384) return error(100);
        const comment = this.comment(post, -group, given['message'] ?? '', given['reply_to_comment'] ? Number(given['reply_to_comment']) : null);
        comment.attachments = given['attachments'] ?? '';
        return response({ comment_id: comment.id, parents_stack: comment.replyTo ? [comment.replyTo] : [] });
      }
      case 'wall.post': {
        if (given['owner_id'] !== `-${group}` || given['from_group'] !== '1') return error(15);
        const day = this.seconds() - 86_400;
        if (this.posts.filter(({ from, date }) => from === -group && date > day).length >= 50) return error(214);
        const made = this.post(-group, given['message'] ?? '');
        made.attachments = given['attachments'] ?? '';
        return response({ post_id: Number(made.id.split('_')[1]) });
      }
      case 'wall.getComments': {
        if (!this.posts.some(({ id }) => id === post)) return error(15);
        return this.listComments(post, given);
      }
      case 'wall.getComment': {
        const found = this.comments.find(({ id }) => String(id) === given['comment_id']);
        return found ? response({ items: [this.shown(found)] }) : error(100);
      }
      case 'wall.deleteComment': {
        const at = this.comments.findIndex(({ id }) => String(id) === given['comment_id']);
        if (at < 0) return error(100);
        this.comments.splice(at, 1);
        return response(1);
      }
      case 'wall.get': {
        const all = this.posts.filter(({ id }) => id.startsWith(`${given['owner_id']}_`)).toReversed();
        const offset = Number(given['offset'] ?? 0);
        return response({ count: all.length, items: all.slice(offset, offset + Number(given['count'] ?? 20)).map(asPost), profiles: [], groups: [] });
      }
      case 'wall.getById':
        return response({ items: this.posts.filter(({ id }) => given['posts']?.split(',').includes(id)).map(asPost) });
      case 'newsfeed.search': {
        if (Number(given['count']) > 200) return error(100);
        return response({ items: this.since(given).filter(({ text }) => text.toLowerCase().includes((given['q'] ?? '').toLowerCase())).map(asPost), profiles: [], groups: [] });
      }
      case 'newsfeed.getMentions':
        return response({ items: this.since(given).filter(({ text }) => text.includes(`club${(given['owner_id'] ?? '').slice(1)}`)).map(asPost), profiles: [], groups: [] });
      case 'photos.getWallUploadServer':
        return response({ upload_url: `${this.url}/upload`, album_id: -14, user_id: 1 });
      case 'photos.saveWallPhoto':
        return given['photo'] === '[]' ? error(100) : response([{ id: this.number(), owner_id: -group, album_id: -14 }]);
      case 'groups.getById': {
        const asked = given['group_id'] ?? String(group);
        return response({ groups: [{ id: Number(asked), ...(kind === 'user' && given['fields'] ? { is_admin: asked === String(group) ? 1 : 0 } : {}) }], profiles: [] });
      }
      case 'groups.getTokenPermissions':
        return kind === 'community' ? response({ mask: 8192, permissions: [{ name: 'wall', setting: 8192 }] }) : error(27);
      default:
        return response(8192);
    }
  }

  private listComments(post: string, given: Record<string, string>): Reply {
    const thread = given['comment_id'];
    // Answers hang on the comment of the wall they began under; the wall itself lists only what is not an answer.
    const all = this.comments.filter((comment) => comment.post === post && (thread ? comment.replyTo !== null && String(this.top(comment)) === thread : comment.replyTo === null));
    if (given['sort'] === 'desc') all.reverse();
    const start = given['start_comment_id'] ? all.findIndex(({ id }) => String(id) === given['start_comment_id']) : 0;
    const count = Number(given['count'] ?? 10);
    if (count > 100) return error(100);
    return response({ count: all.length, items: start < 0 ? [] : this.withThreads(post, all.slice(start, start + count), thread ? 0 : Number(given['thread_items_count'] ?? 0)), profiles: people(this.comments.filter((comment) => comment.post === post)), groups: [] });
  }

  private withThreads(post: string, page: readonly Comment[], count: number): object[] {
    if (count === 0) return page.map((comment) => this.shown(comment));
    const answers = this.comments.filter((comment) => comment.post === post && comment.replyTo !== null).map((comment) => ({ comment, top: this.top(comment) }));
    return page.map((comment) => {
      const own = answers.filter(({ top }) => top === comment.id);
      return { ...this.shown(comment), thread: { count: own.length, items: own.slice(0, count).map((answer) => this.shown(answer.comment)) } };
    });
  }

  private shown(comment: Comment): object {
    return { ...asComment(comment), parents_stack: comment.replyTo === null ? [] : [this.top(comment)] };
  }

  /** The comment of the wall an answer hangs on; itself when it is none. */
  private top(comment: Comment): number {
    const above = comment.replyTo === null ? undefined : this.comments.find(({ id }) => id === comment.replyTo);
    return above ? this.top(above) : (comment.replyTo ?? comment.id);
  }

  private since({ start_time = '0' }: Record<string, string>): Post[] {
    return this.posts.filter(({ date }) => date >= Number(start_time)).toReversed();
  }

  private upload({ request, raw }: Call): Reply {
    const photo = multipart(request, raw).find(({ name }) => name === 'photo');
    if (!photo?.fileName || photo.content.length === 0) {
      this.violation('upload: no file named photo');
      return { body: { server: 1, photo: '[]', hash: '' } };
    }
    this.photos.push(photo.content);
    return { body: { server: 1, photo: `[{"photo":"${photo.content.length}"}]`, hash: 'abc' } };
  }

  private wrong(name: string, given: Record<string, string>): string | null {
    const takes = methods[name];
    if (!takes) return `no method ${name}`;
    const known = new Set(takes.map((parameter) => parameter.replace('!', '')));
    const strange = Object.keys(given).filter((parameter) => !known.has(parameter) && parameter !== 'access_token' && parameter !== 'v');
    const missing = takes.filter((parameter) => parameter.endsWith('!') && !given[parameter.slice(0, -1)]);
    return strange.length > 0 || missing.length > 0 ? `${name}: strange ${strange.join()}, missing ${missing.join()}` : null;
  }

  private number(): number {
    this.next += 1;
    return this.next;
  }

  private seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }
}

const response = (value: unknown): Reply => ({ body: { response: value } });
/** As VK says it: HTTP 200, and the parameters given. */
const error = (code: number): Reply => ({ body: { error: { error_code: code, error_msg: `Error ${code}`, request_params: [] } } });
export const vkError = error;

const asComment = ({ id, from, text, date, replyTo }: Comment) => ({ id, from_id: from, text, date, ...(replyTo ? { reply_to_comment: replyTo } : {}) });
const asPost = ({ id, from, text, date }: Post) => ({ id: Number(id.split('_')[1]), owner_id: Number(id.split('_')[0]), from_id: from, text, date });
const people = (comments: readonly Comment[]) =>
  [...new Set(comments.map(({ from }) => from))].filter((id) => id > 0).map((id) => ({ id, first_name: 'Житель', last_name: String(id) }));
