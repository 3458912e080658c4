import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, type Page } from '../../platform/http/index.js';
import { CorrectRemoval } from './correct-removal.js';
import { ExportRemovals } from './export-removals.js';
import { RecordRemoval } from './record-removal.js';
import { RemovalReader } from './removal-reader.js';
import {
  correctRemovalBody, exportQuery, recordRemovalBody, removalHistory, removalPage, removalsQuery, removalView,
  type CorrectRemovalBody, type ExportQuery, type RecordRemovalBody, type RemovalHistory, type RemovalsQuery, type RemovalView,
} from './removed-comments.schemas.js';

const id = { schema: z.uuid() };
const types = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

/** Comments removed from official accounts. */
@ApiTags('Удалённые комментарии')
@Controller('removed-comments')
export class RemovedCommentsController {
  constructor(
    private readonly reader: RemovalReader,
    private readonly record: RecordRemoval,
    private readonly correct: CorrectRemoval,
    private readonly exporting: ExportRemovals,
  ) {}

  @Get()
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Удалённые комментарии: комитету все, органу свои' })
  @ApiResponse({ status: 200, standardSchema: removalPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: removalsQuery }) query: RemovalsQuery): Promise<Page<RemovalView>> {
    return this.reader.list(actor, query);
  }

  @Post()
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Записать удалённый комментарий: орган на своём аккаунте, комитет на аккаунте Правительства' })
  @ApiResponse({ status: 201, standardSchema: removalView })
  async add(@CurrentActor() actor: Actor, @Body({ schema: recordRemovalBody }) body: RecordRemovalBody): Promise<RemovalView> {
    return this.reader.view(actor, await this.record.execute(actor, body));
  }

  @Get('export')
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Журнал файлом: XLSX или CSV' })
  @ApiProduces(types.xlsx, 'text/csv')
  @ApiResponse({ status: 200, description: 'Файл' })
  async export(
    @CurrentActor() actor: Actor,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const content = await this.exporting.execute(actor, query);
    void reply.headers({ 'content-type': types[query.format], 'content-disposition': `attachment; filename="removed-comments.${query.format}"` });
    return new StreamableFile(content);
  }

  @Get(':id')
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Одна запись, как она есть сейчас' })
  @ApiResponse({ status: 200, standardSchema: removalView })
  one(@CurrentActor() actor: Actor, @Param('id', id) entryId: string): Promise<RemovalView> {
    return this.reader.view(actor, entryId);
  }

  @Get(':id/history')
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Все исправления записи, исходная первой' })
  @ApiResponse({ status: 200, standardSchema: removalHistory })
  history(@CurrentActor() actor: Actor, @Param('id', id) entryId: string): Promise<RemovalHistory> {
    return this.reader.history(actor, entryId);
  }

  @Post(':id/correct')
  @HttpCode(200)
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Исправить запись или отозвать ошибочную; прежнее остаётся в истории' })
  @ApiResponse({ status: 200, standardSchema: removalView })
  async amend(
    @CurrentActor() actor: Actor,
    @Param('id', id) entryId: string,
    @Body({ schema: correctRemovalBody }) body: CorrectRemovalBody,
    @IfMatch() expected: number | null,
  ): Promise<RemovalView> {
    await this.correct.execute(actor, entryId, body, expected);
    return this.reader.view(actor, entryId);
  }
}
