import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { invalid, noneMatch, Public } from '../../platform/http/index.js';
import { Templates } from '../../platform/templates/index.js';
import { dayOf } from './end-of-day.js';
import { Registry, type Rendered } from './registry.js';
import { pageQuery, type RegistryQuery, registryQuery, registrySchema, registryView } from './registry.schemas.js';
import { RegistryForms } from './registry-forms.js';

/** The public registry (A-2.4), outside the versioned interface and open to every site: the only routes that are. */
@ApiTags('Публичный реестр')
@Controller()
export class RegistryController {
  constructor(
    private readonly registry: Registry,
    private readonly forms: RegistryForms,
    private readonly templates: Templates,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('registry')
  @Public()
  @ApiOperation({ summary: 'Реестр официальных аккаунтов: страница' })
  @ApiProduces('text/html')
  @ApiResponse({ status: 200, schema: { type: 'string' } })
  async page(@Query({ schema: pageQuery }) given: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { data: query } = registryQuery.safeParse(given);
    const fault = !query ? 'Не удалось разобрать условия отбора: проверьте дату, орган и сеть.' : this.isFuture(query) ? 'Этот день ещё не кончился и не начался: укажите прошедшую дату или сегодня.' : null;
    open(reply.type('text/html; charset=utf-8'));
    if (fault) return void (await reply.status(400).send(this.forms.page({}, [], [], null, fault)));
    await send(request, reply, await this.registry.answer('html', query as RegistryQuery));
  }

  @Get('registry.json')
  @Public()
  @ApiOperation({ summary: 'Реестр официальных аккаунтов: JSON; схема — /registry/schema.json' })
  @ApiResponse({ status: 200, standardSchema: registryView })
  async json(@Query({ schema: registryQuery }) query: RegistryQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.refuseFuture(query);
    const link = '</registry/schema.json>; rel="describedby"; type="application/schema+json"';
    await send(request, open(reply.type('application/json; charset=utf-8').header('link', link)), await this.registry.answer('json', query));
  }

  @Get('registry.csv')
  @Public()
  @ApiOperation({ summary: 'Реестр официальных аккаунтов: CSV для электронных таблиц' })
  @ApiProduces('text/csv')
  @ApiResponse({ status: 200, schema: { type: 'string' } })
  async csv(@Query({ schema: registryQuery }) query: RegistryQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.refuseFuture(query);
    const name = `reestr-akkauntov${query.asOf ? `-${query.asOf}` : ''}.csv`;
    open(reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`));
    await send(request, reply, await this.registry.answer('csv', query));
  }

  @Get('registry/schema.json')
  @Public()
  @ApiOperation({ summary: 'Схема (JSON Schema) файла /registry.json' })
  @ApiResponse({ status: 200, schema: { type: 'object' } })
  async schema(@Res() reply: FastifyReply): Promise<void> {
    const schema = registrySchema(new URL('/registry/schema.json', this.config.PUBLIC_URL).href);
    await open(reply.type('application/schema+json; charset=utf-8')).header('cache-control', 'public, max-age=3600').send(JSON.stringify(schema, null, 2));
  }

  /** Its address stands in pages of other sites, so it never changes. */
  @Get('registry/embed.js')
  @Public()
  @ApiOperation({ summary: 'Скрипт, который показывает реестр на странице другого сайта' })
  @ApiProduces('text/javascript')
  @ApiResponse({ status: 200, schema: { type: 'string' } })
  async embed(@Res() reply: FastifyReply): Promise<void> {
    const asset = this.templates.assets.get('registry-embed.js');
    if (!asset) throw new Error('No script to embed');
    await open(reply.type(asset.type)).header('cache-control', 'public, max-age=3600').header('etag', `"${asset.version}"`).send(asset.content);
  }

  private isFuture({ asOf }: RegistryQuery): boolean {
    return asOf !== undefined && asOf > dayOf(this.clock.now());
  }

  private refuseFuture(query: RegistryQuery): void {
    if (this.isFuture(query)) throw invalid([{ path: ['asOf'], message: 'Эта дата ещё не наступила' }]);
  }
}

/** Any site may read it, and nothing on the way needs to keep it from anybody. */
const open = (reply: FastifyReply): FastifyReply =>
  reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'etag, last-modified')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'public, max-age=60, must-revalidate');

async function send({ headers }: FastifyRequest, reply: FastifyReply, { body, packed, etag, packedEtag, changedAt }: Rendered): Promise<void> {
  const packs = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers['accept-encoding'] ?? ''));
  void reply.header('vary', 'accept-encoding').header('last-modified', changedAt.toUTCString()).header('etag', packs ? packedEtag : etag);
  const tags = headers['if-none-match'];
  const since = Date.parse(headers['if-modified-since'] ?? '');
  const same = tags === undefined ? since >= Math.floor(changedAt.getTime() / 1000) * 1000 : noneMatch(tags, etag) || noneMatch(tags, packedEtag);
  if (same) await reply.code(304).removeHeader('content-type').send();
  else if (packs) await reply.header('content-encoding', 'gzip').send(packed);
  else await reply.send(body);
}
