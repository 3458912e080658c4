import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch } from '../platform/http/index.js';
import { IncidentReader } from './incident-reader.js';
import { emptyBody, idSchema, type IncidentView, incidentView, publishBody, remarksBody } from './incidents.schemas.js';
import { PublishForExecutor } from './publish-reply.js';
import { ApproveDraft, RequestChanges } from './review-draft.js';

/** Routes of drafts: what the curator decides about one exact version. */
@ApiTags('Проекты ответов')
@Controller('drafts')
export class DraftsController {
  constructor(
    private readonly approveDraft: ApproveDraft,
    private readonly requestChanges: RequestChanges,
    private readonly publishForExecutor: PublishForExecutor,
    private readonly reader: IncidentReader,
  ) {}

  @Post(':id/approve')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Согласовать именно эту версию (М, п. 12)' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: emptyBody }) _body: z.output<typeof emptyBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.approveDraft.execute(actor, id, { version }));
  }

  @Post(':id/request-changes')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Вернуть на доработку с замечаниями (М, п. 12)' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  async remark(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: remarksBody }) body: z.output<typeof remarksBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.requestChanges.execute(actor, id, { ...body, version }));
  }

  @Post(':id/publish-for-executor')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Опубликовать за исполнителя, у которого нет аккаунта в этой сети (М, п. 13, абз. 2)' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: publishBody }) body: z.output<typeof publishBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.publishForExecutor.execute(actor, id, { ...body, version }));
  }
}
