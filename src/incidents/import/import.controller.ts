import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { NotIdempotent, type Page, pageOf, Streamed } from '../../platform/http/index.js';
import { idSchema } from '../incidents.schemas.js';
import { CancelImport } from './cancel-import.js';
import { ImportFiles } from './import-files.js';
import { ImportReader } from './import-reader.js';
import {
  importErrorsQuery,
  type ImportErrorView,
  importErrorView,
  importListQuery,
  importQuery,
  type ImportView,
  importView,
} from './import.schemas.js';
import { QueueImport } from './queue-import.js';
import { receiveImport } from './receive-import.js';

const text = (description: string) => ({ schema: { type: 'string', description } });

/** The file as the body itself, or as the one file of a form. */
const fileContent = {
  'application/x-ndjson': text(
    'В каждой строке: {"network", "url", "author": {"name", "profileUrl"}, "text", "postedAt"}',
  ),
  'text/csv': text('Таблица: network;url;authorName;authorUrl;text;postedAt или сеть;ссылка;автор;профиль;текст;дата'),
  'multipart/form-data': {
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  },
};

/** Routes of imports: hand a file in, look how it is going, cancel. */
@ApiTags('Загрузка сообщений из файла')
@Controller('incidents/import')
export class ImportController {
  constructor(
    private readonly queue: QueueImport,
    private readonly cancel: CancelImport,
    private readonly reader: ImportReader,
    private readonly files: ImportFiles,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(202)
  @Access('curator')
  // Handing the same content in again while it is being imported answers with that import.
  @NotIdempotent()
  @Streamed()
  @ApiOperation({
    summary: 'Загрузить сообщения из файла NDJSON или CSV: телом запроса или файлом формы',
    requestBody: { required: true, content: fileContent },
  })
  @ApiResponse({ status: 202, standardSchema: importView })
  async create(
    @CurrentActor() actor: Actor,
    @Query({ schema: importQuery }) { fileName }: z.output<typeof importQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportView> {
    const received = await receiveImport(request, this.files.spool, this.config.IMPORT_MAX_MB, fileName);
    try {
      const id = await this.queue.execute(actor, received);
      void reply.header('location', `/api/v1/incidents/import/${id}`);
      return await this.reader.view(id);
    } finally {
      await received.file.discard();
    }
  }

  @Get()
  @Access('curator')
  @ApiOperation({ summary: 'Загрузки, новые сначала' })
  @ApiResponse({ status: 200, standardSchema: pageOf(importView) })
  all(@Query({ schema: importListQuery }) query: z.output<typeof importListQuery>): Promise<Page<ImportView>> {
    return this.reader.list(query);
  }

  @Get(':id')
  @Access('curator')
  @ApiOperation({ summary: 'Как идёт загрузка' })
  @ApiResponse({ status: 200, standardSchema: importView })
  get(@Param('id', { schema: idSchema }) id: string): Promise<ImportView> {
    return this.reader.view(id);
  }

  @Get(':id/errors')
  @Access('curator')
  @ApiOperation({ summary: 'Строки, которые не удалось записать' })
  @ApiResponse({ status: 200, standardSchema: pageOf(importErrorView) })
  errors(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: importErrorsQuery }) query: z.output<typeof importErrorsQuery>,
  ): Promise<Page<ImportErrorView>> {
    return this.reader.errors(id, query);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Прекратить загрузку; записанное остаётся' })
  @ApiResponse({ status: 200, standardSchema: importView })
  async stop(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<ImportView> {
    await this.cancel.execute(actor, id);
    return this.reader.view(id);
  }
}
