import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch, type Page, pageOf } from '../platform/http/index.js';
import { AssignmentList } from './assignment-list.js';
import { IncidentReader } from './incident-reader.js';
import {
  type AssignmentListItem,
  assignmentListItem,
  assignmentListQuery,
  draftBody,
  idSchema,
  type IncidentView,
  incidentView,
  publishBody,
  reasonBody,
  reviseBody,
} from './incidents.schemas.js';
import { PublishReply, ReviseAndPublish } from './publish-reply.js';
import { ReturnAssignment } from './return-assignment.js';
import { SubmitDraft } from './submit-draft.js';
import { WithdrawAssignment } from './withdraw-assignment.js';

/** Routes of assignments: what an executor does. Every act answers with the incident as it stands then. */
@ApiTags('Назначения')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    private readonly list: AssignmentList,
    private readonly giveBack: ReturnAssignment,
    private readonly withdraw: WithdrawAssignment,
    private readonly submit: SubmitDraft,
    private readonly publishReply: PublishReply,
    private readonly revise: ReviseAndPublish,
    private readonly reader: IncidentReader,
  ) {}

  @Get()
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Назначения: мои, моего органа, просроченные' })
  @ApiResponse({ status: 200, standardSchema: pageOf(assignmentListItem) })
  all(@CurrentActor() actor: Actor, @Query({ schema: assignmentListQuery }) query: z.output<typeof assignmentListQuery>): Promise<Page<AssignmentListItem>> {
    return this.list.execute(actor, query);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Access('executor')
  @ApiOperation({ summary: 'Вернуть куратору с обоснованием (М, п. 8)' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  async back(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reasonBody }) body: z.output<typeof reasonBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.giveBack.execute(actor, id, { ...body, version }));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Отозвать назначение с обоснованием' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reasonBody }) body: z.output<typeof reasonBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.withdraw.execute(actor, id, { ...body, version }));
  }

  @Post(':id/drafts')
  @Access('executor')
  @ApiOperation({ summary: 'Направить проект ответа, окончательного (М, п. 10) или промежуточного (п. 11)' })
  @ApiResponse({ status: 201, standardSchema: incidentView })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: draftBody }) body: z.output<typeof draftBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.submit.execute(actor, id, { ...body, version }));
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Access('executor')
  @ApiOperation({ summary: 'Сообщить, где опубликован согласованный ответ (М, п. 13)' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: publishBody }) body: z.output<typeof publishBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.publishReply.execute(actor, id, { ...body, version }));
  }

  @Post(':id/revise-and-publish')
  @HttpCode(200)
  @Access('executor')
  @ApiOperation({ summary: 'Доработать по замечаниям и опубликовать (М, п. 12, абз. 2)' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  async amend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reviseBody }) body: z.output<typeof reviseBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.revise.execute(actor, id, { ...body, version }));
  }
}
