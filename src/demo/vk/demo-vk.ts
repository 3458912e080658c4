import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Call, Reply } from './fake-network.js';
import { type Comment, FakeVk, type Post } from './fake-vk.js';

const post = z.object({ id: z.string(), from: z.int(), text: z.string(), date: z.int(), attachments: z.string() });
const comment = z.object({ id: z.int(), post: z.string(), from: z.int(), text: z.string(), date: z.int(), replyTo: z.int().nullable(), attachments: z.string() });
const kept = z.object({ next: z.int(), names: z.record(z.string(), z.string()), posts: z.array(post), comments: z.array(comment) });

/** A community the demo publishes as: its number in VK, and whose it is (null: the Government's). */
export interface DemoCommunity {
  group: number;
  authorityCode: string | null;
  name: string;
}

/** Words of a citizen, and the link they stand at. */
export interface Standing {
  url: string;
  author: { name: string; profileUrl?: string | null };
  text: string;
  postedAt: string | Date;
}

/** Accounts of the demo that have credentials. */
export const demoCommunities: readonly DemoCommunity[] = [
  { group: 990_000_100, authorityCode: null, name: 'Правительство Хабаровского края' },
  { group: 990_000_101, authorityCode: 'min-zdrav', name: 'Минздрав Хабаровского края' },
  { group: 990_000_102, authorityCode: 'min-obr', name: 'Минобрнауки Хабаровского края' },
];

/** The key a community of the demo is opened with: it opens nothing but this server. */
export const demoKey = (group: number, kind: 'community' | 'user'): string => `demo-${kind}-${group}`;

/** The VK the demo publishes to, on this machine; its walls outlive a restart. */
export class DemoVk extends FakeVk {
  private readonly names = new Map<number, string>(demoCommunities.map(({ group, name }) => [-group, name]));

  private constructor(
    private readonly file: string,
    now: () => Date,
  ) {
    super(now);
    for (const { group } of demoCommunities) for (const kind of ['community', 'user'] as const) this.token(demoKey(group, kind), kind, group);
  }

  /** Reads what stood on the walls. @throws Error when the file is damaged. */
  static open(directory: string, now: () => Date): DemoVk {
    mkdirSync(directory, { recursive: true });
    const vk = new DemoVk(join(directory, 'vk.json'), now);
    vk.restore();
    return vk;
  }

  /** Citizens' words stand where their links say; told again, nothing changes. */
  stands(written: readonly Standing[]): void {
    for (const { url, author, text, postedAt } of written) {
      const [, id, reply] = /wall(-?\d+_\d+)(?:\?reply=(\d+))?/.exec(url) ?? [];
      if (!id || (reply && this.comments.some((one) => String(one.id) === reply && one.post === id))) continue;
      const date = Math.floor(new Date(postedAt).getTime() / 1000);
      const post = { id, from: Number(id.split('_')[0]), text: 'Обсуждаем новости', date, attachments: '' };
      if (!this.posts.some((one) => one.id === id)) this.posts.push(reply ? post : { ...post, from: this.personOf(author), text });
      if (reply) this.comments.push({ id: Number(reply), post: id, from: this.personOf(author), text, date, replyTo: null, attachments: '' });
    }
    this.keep();
  }

  nameOf(id: number): string {
    return this.names.get(id) ?? (id < 0 ? 'Городское сообщество' : `Житель ${id}`);
  }

  protected override act(call: Call): Reply {
    const reply = super.act(call);
    if (call.name === 'wall.post' || call.name === 'wall.createComment' || call.name === 'wall.deleteComment') this.keep();
    return reply;
  }

  private personOf({ name, profileUrl }: Standing['author']): number {
    const given = /\/id(\d+)$/.exec(profileUrl ?? '')?.[1];
    const known = given ? Number(given) : [...this.names].find(([id, other]) => id > 0 && other === name)?.[0];
    const id = known ?? 700_000 + this.names.size;
    this.names.set(id, name);
    return id;
  }

  private keep(): void {
    const state: z.output<typeof kept> = { next: this.next, names: Object.fromEntries(this.names), posts: this.posts satisfies Post[], comments: this.comments satisfies Comment[] };
    // A crash leaves the old file or the new one, never half of it.
    writeFileSync(`${this.file}.new`, JSON.stringify(state));
    renameSync(`${this.file}.new`, this.file);
  }

  private restore(): void {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch {
      return;
    }
    const state = kept.safeParse(JSON.parse(text));
    if (!state.success) throw new Error(`${this.file} is damaged: delete its folder to begin anew`);
    this.next = state.data.next;
    this.posts.push(...state.data.posts);
    this.comments.push(...state.data.comments);
    for (const [id, name] of Object.entries(state.data.names)) this.names.set(Number(id), name);
  }
}
