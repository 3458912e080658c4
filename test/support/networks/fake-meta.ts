import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Call, FakeNetwork, form, type Reply } from '../../../src/demo/vk/fake-network.js';

interface MetaToken {
  /** Page or professional account the token belongs to. */
  owner: string;
  network: 'facebook' | 'instagram';
  valid: boolean;
}

interface Thing {
  id: string;
  kind: 'post' | 'comment' | 'photo' | 'container' | 'media';
  parent: string | null;
  from: string;
  text: string;
  at: number;
  /** Polls until a container is finished. */
  pending?: number;
}

/** Parameters an edge takes, by method and network. */
const edges: Record<string, readonly string[]> = {
  'POST facebook comments': ['message', 'attachment_url'],
  'POST facebook feed': ['message!', 'attached_media[0]', 'attached_media[1]', 'attached_media[2]', 'attached_media[3]'],
  'POST facebook photos': ['url!', 'published!'],
  'GET facebook comments': ['fields', 'limit', 'filter', 'since', 'after'],
  'GET facebook feed': ['fields', 'limit', 'since', 'after'],
  'GET facebook tagged': ['fields', 'limit', 'since', 'after'],
  'GET facebook ': ['fields'],
  'DELETE facebook ': [],
  'POST instagram media': ['image_url!', 'caption'],
  'POST instagram media_publish': ['creation_id!'],
  'POST instagram replies': ['message!'],
  'POST instagram comments': ['message!'],
  'POST instagram mentions': ['media_id!', 'comment_id', 'message!'],
  'GET instagram comments': ['fields', 'limit', 'after'],
  'GET instagram replies': ['fields', 'limit', 'after'],
  'GET instagram media': ['fields', 'limit', 'after'],
  'GET instagram ': ['fields'],
  'DELETE instagram ': [],
  'POST facebook debug_token': ['input_token!', 'method!'],
  'POST instagram debug_token': ['input_token!', 'method!'],
};

/** Meta's Graph: Facebook pages and Instagram accounts on one host; errors carry a code whatever the status. */
export class FakeMeta extends FakeNetwork {
  readonly tokens = new Map<string, MetaToken>();
  readonly things: Thing[] = [];
  /** Polls a container of Instagram needs. */
  polls = 1;
  private next = 100;

  token(token: string, network: MetaToken['network'], owner: string): string {
    this.tokens.set(token, { network, owner, valid: true });
    return token;
  }

  post(owner: string, text: string): string {
    return this.add('post', null, owner, text, `${owner}_${this.number()}`);
  }

  media(owner: string, text: string): string {
    return this.add('media', null, owner, text);
  }

  comment(parent: string, from: string, text: string): string {
    // An answer to an answer is added to the comment above both.
    const [above] = this.things.filter(({ id: other, kind, parent: upper }) => other === parent && kind === 'comment' && this.find(upper ?? '')?.kind === 'comment');
    if (above?.parent) return this.comment(above.parent, from, text);
    const id = parent.includes('_') ? `${parent.split('_')[1]}_${this.number()}` : this.number();
    return this.add('comment', parent, from, text, id);
  }

  /** A signed webhook as Meta sends it. */
  webhook(secret: string, body: object): { raw: string; signature: string } {
    const raw = JSON.stringify(body);
    return { raw, signature: `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}` };
  }

  protected override read(request: IncomingMessage, url: URL, raw: Buffer): Call | null {
    const [, id = '', edge = ''] = /^\/([\w]+)(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    if (!id) return null;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const name = `${request.method} ${id === 'debug_token' ? 'debug_token' : edge}`;
    return { name, token, form: request.method === 'GET' ? Object.fromEntries(url.searchParams) : form(raw), request, url, raw };
  }

  protected override limit({ token }: Call): { perSecond: number; refusal: Reply } | null {
    return this.tokens.has(token) ? { perSecond: 10, refusal: metaError(32) } : null;
  }

  protected override act({ name, token, form: given, url }: Call): Reply {
    const known = this.tokens.get(token);
    if (!known?.valid) return metaError(190, undefined, 401);
    const [method = '', edge = ''] = name.split(' ');
    const takes = edges[`${method} ${known.network} ${edge}`];
    const allowed = new Set(takes?.map((parameter) => parameter.replace('!', '')));
    const strange = Object.keys(given).filter((parameter) => !allowed.has(parameter));
    const missing = (takes ?? []).filter((parameter) => parameter.endsWith('!') && !given[parameter.slice(0, -1)]);
    if (!takes || strange.length > 0 || missing.length > 0) {
      this.violation(`${name} (${known.network}): strange ${strange.join()}, missing ${missing.join()}`);
      return metaError(100);
    }
    if (edge === 'debug_token') return { body: { data: { ...(known.network === 'facebook' ? { type: 'PAGE', profile_id: known.owner } : {}), is_valid: this.tokens.get(given['input_token'] ?? '')?.valid ?? false, scopes: ['pages_manage_posts'], expires_at: 0 } } };
    const [, id = ''] = url.pathname.split('/');
    return known.network === 'facebook' ? this.facebook(method, id, edge, given, known.owner) : this.instagram(method, id, edge, given, known.owner);
  }

  private facebook(method: string, id: string, edge: string, given: Record<string, string>, owner: string): Reply {
    const thing = this.find(id);
    if (!thing && id !== owner) return metaError(100, 33);
    if (method === 'DELETE') return this.remove(id);
    const above = this.find(thing?.parent ?? '');
    if (method === 'GET' && edge === '') return { body: { id, ...(given['fields']?.includes('parent') && above?.kind === 'comment' ? { parent: { id: above.id } } : {}) } };
    if (method === 'GET') {
      const since = Number(given['since'] ?? 0) * 1000;
      const listed = this.things.filter((other) =>
        other.at >= since && (edge === 'comments' ? this.under(other, id, given['filter'] === 'stream') : edge === 'feed' ? other.kind === 'post' && other.id.startsWith(`${owner}_`) : false));
      return this.paged(listed.map((other) => ({ id: other.id, message: other.text, created_time: metaTime(other.at), from: { id: other.from, name: `Человек ${other.from}` }, ...(this.find(other.parent ?? '')?.kind === 'comment' ? { parent: { id: other.parent } } : {}) })), given);
    }
    if (edge === 'photos') return { body: { id: this.add('photo', null, owner, given['url'] ?? '') } };
    if (edge === 'feed') {
      const recent = this.things.findLast((other) => other.kind === 'post' && other.from === owner);
      if (recent?.text === given['message'] && this.now().getTime() - (recent?.at ?? 0) < 60_000) return metaError(506);
      return { body: { id: this.post(owner, given['message'] ?? '') } };
    }
    return { body: { id: this.comment(id, owner, given['message'] ?? '') } };
  }

  private instagram(method: string, id: string, edge: string, given: Record<string, string>, owner: string): Reply {
    const thing = this.find(id);
    if (!thing && id !== owner) return metaError(100, 33);
    if (method === 'DELETE') return this.remove(id);
    const fields = given['fields'] ?? '';
    if (method === 'GET' && edge === '' && fields.startsWith('mentioned_')) return this.mentioned(id, fields, owner);
    if (method === 'POST' && edge === 'mentions') return { body: { id: this.comment(given['comment_id'] ?? given['media_id'] ?? '', owner, given['message'] ?? '') } };
    // Others' media, and what others write there, are nobody's to ask for.
    if (method === 'GET' && edge === '' && thing && thing.from !== owner && this.mediaOf(thing).from !== owner) return metaError(100, 33);
    if (method === 'GET' && edge === '') return this.one(thing, fields);
    if (method === 'GET') {
      if (Number(given['limit'] ?? 25) > 50) return metaError(100);
      const listed = this.things.filter((other) => (edge === 'comments' || edge === 'replies' ? other.parent === id : other.kind === 'media' && other.from === owner)).toReversed();
      return this.paged(
        listed.map((other) =>
          edge === 'replies' ? igComment(other) : edge === 'comments'
            ? { ...igComment(other), replies: { data: this.things.filter(({ parent }) => parent === other.id).slice(0, 25).map(igComment) } }
            : { id: other.id, caption: other.text, timestamp: metaTime(other.at), permalink: permalink(other.id) }),
        given,
      );
    }
    switch (edge) {
      case 'media': {
        if ((given['caption'] ?? '').length > 2200) return metaError(100);
        const container = this.add('container', null, owner, given['caption'] ?? '');
        (this.find(container) as Thing).pending = this.polls;
        return { body: { id: container } };
      }
      case 'media_publish': {
        const container = this.find(given['creation_id'] ?? '');
        if (container?.kind !== 'container' || (container.pending ?? 0) > 0) return metaError(9007);
        return { body: { id: this.media(owner, container.text) } };
      }
      default:
        if ((edge === 'replies') !== (thing?.kind === 'comment')) return metaError(100);
        return { body: { id: this.comment(id, owner, given['message'] ?? '') } };
    }
  }

  private mediaOf(thing: Thing): Thing {
    const above = this.find(thing.parent ?? '');
    return above ? this.mediaOf(above) : thing;
  }

  /** Where the account is mentioned: only it may ask, and only of itself. */
  private mentioned(id: string, fields: string, owner: string): Reply {
    const [, kind, at = ''] = /^mentioned_(comment\.comment|media\.media)_id\((\w+)\)\{[\w,{}]+\}$/.exec(fields) ?? [];
    const found = this.find(at);
    if (id !== owner || !found?.text.includes(`@u${owner}`)) return metaError(100, 33);
    const media = { id: found.id, caption: found.text, timestamp: metaTime(found.at), username: `u${found.from}`, permalink: permalink(found.id) };
    return { body: { id, ...(kind === 'media.media' ? { mentioned_media: media } : { mentioned_comment: { ...igComment(found), media: { id: found.parent, permalink: permalink(found.parent ?? '') } } }) } };
  }

  private one(thing: Thing | undefined, fields: string): Reply {
    if (!thing) return { body: { id: '' } };
    if (fields === 'status_code') {
      const waits = thing.pending ?? 0;
      thing.pending = Math.max(0, waits - 1);
      return { body: { id: thing.id, status_code: waits > 0 ? 'IN_PROGRESS' : 'FINISHED' } };
    }
    const above = this.find(thing.parent ?? '');
    return { body: { id: thing.id, ...(fields === 'parent_id' && above?.kind === 'comment' ? { parent_id: above.id } : {}), ...(fields === 'permalink' ? { permalink: permalink(thing.id) } : {}) } };
  }

  private under(thing: Thing, parent: string, stream: boolean): boolean {
    if (thing.kind !== 'comment') return false;
    if (thing.parent === parent) return true;
    const above = this.find(thing.parent ?? '');
    return stream && above?.kind === 'comment' && above.parent === parent;
  }

  private paged(data: object[], { limit = '25', after }: Record<string, string>): Reply {
    const start = Number(after ?? 0);
    const end = start + Number(limit);
    const more = end < data.length;
    return { body: { data: data.slice(start, end), ...(data.length > 0 ? { paging: { cursors: { after: String(end) }, ...(more ? { next: 'there is more' } : {}) } } : {}) } };
  }

  private remove(id: string): Reply {
    this.things.splice(this.things.findIndex((thing) => thing.id === id), 1);
    return { body: { success: true } };
  }

  private find(id: string): Thing | undefined {
    return this.things.find((thing) => thing.id === id);
  }

  private add(kind: Thing['kind'], parent: string | null, from: string, text: string, id = this.number()): string {
    this.things.push({ id, kind, parent, from, text, at: this.now().getTime() });
    return id;
  }

  private number(): string {
    this.next += 1;
    return String(this.next);
  }
}

export const metaError = (code: number, subcode?: number, status = 400): Reply => ({
  status, body: { error: { message: `(#${code})`, type: 'OAuthException', code, ...(subcode ? { error_subcode: subcode } : {}), fbtrace_id: 'A' } },
});

const igComment = ({ id, text, at, from }: Thing) => ({ id, text, timestamp: metaTime(at), username: `u${from}`, from: { id: from, username: `u${from}` } });
const permalink = (id: string): string => `https://www.instagram.com/p/C${id}/`;
const metaTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
