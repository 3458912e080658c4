import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { notFound } from '../../platform/errors/index.js';
import { Public } from '../../platform/http/index.js';
import { HomeLinks } from '../../platform/home/index.js';
import { Templates } from '../../platform/templates/index.js';
import { demoCommunities, DemoVk } from './demo-vk.js';
import type { Comment, Post } from './fake-vk.js';

const wallSchema = z.string().regex(/^wall-?\d{1,15}(?:_\d{1,15})?$/);
const query = z.object({ reply: z.string().max(20).optional() });
/** Posts of one page, those last written under first. */
const MOST = 20;

/** The walls of the demo's VK, as people see them. They work without scripts. */
@ApiExcludeController()
@Controller('demo/vk')
export class DemoVkController {
  constructor(
    private readonly vk: DemoVk,
    private readonly templates: Templates,
    home: HomeLinks,
  ) {
    home.register({ href: '/demo/vk', name: 'Учебная ВКонтакте', about: 'Стены, на которых система публикует ответы и записи по плану' });
  }

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  walls(): string {
    return this.page('Учебная ВКонтакте', this.vk.posts, null);
  }

  /** A wall, `wall-1`, or one post of it, `wall-1_2`, as VK's own links name it. */
  @Get(':wall')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  wall(@Param('wall', { schema: wallSchema }) wall: string, @Query({ schema: query }) { reply }: z.output<typeof query>): string {
    const name = wall.slice('wall'.length);
    const posts = this.vk.posts.filter(({ id }) => id === name || id.startsWith(`${name}_`));
    if (posts.length === 0) throw notFound('wall', wall);
    return this.page(this.vk.nameOf(Number(name.split('_')[0])), posts, reply ?? null);
  }

  private page(title: string, posts: readonly Post[], marked: string | null): string {
    const latest = new Map(posts.map(({ id, date }) => [id, date]));
    for (const { post, date } of this.vk.comments) latest.set(post, Math.max(date, latest.get(post) ?? 0));
    const shown = posts.toSorted((one, other) => (latest.get(other.id) ?? 0) - (latest.get(one.id) ?? 0)).slice(0, MOST);
    return this.templates.render('pages/demo-vk.html', {
      title,
      communities: demoCommunities.map(({ group, name }) => ({ name, wall: `wall-${group}`, written: this.vk.posts.some(({ id }) => id.startsWith(`-${group}_`)) })),
      posts: shown.map((post) => ({ ...this.said(post), wall: `wall${post.id}`, comments: this.vk.comments.filter((one) => one.post === post.id).map((one) => ({ ...this.said(one), anchor: one.id, marked: String(one.id) === marked })) })),
    });
  }

  private said({ from, text, date, attachments }: Post | Comment) {
    return { author: this.vk.nameOf(from), official: demoCommunities.some(({ group }) => from === -group), text, at: new Date(date * 1000), photos: attachments ? attachments.split(',').length : 0 };
  }
}
