import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch, type Page, pageOf } from '../platform/http/index.js';
import { AssignmentList } from './assignment-list.js';
import { ActRoute } from './act-route.decorator.js';
import { DeliverReply } from './deliver-reply.js';
import { IncidentReader } from './incident-reader.js';
import {
  type AssignmentListItem,
  assignmentListItem,
  assignmentListQuery,
  draftBody,
  idSchema,
  type IncidentView,
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
    private readonly deliver: DeliverReply,
    private readonly reader: IncidentReader,
  ) {}

  @Get()
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Назначения: мои, моего органа, просроченные' })
  @ApiResponse({ status: 200, standardSchema: pageOf(assignmentListItem) })
  all(@CurrentActor() actor: Actor, @Query({ schema: assignmentListQuery }) query: z.output<typeof assignmentListQuery>): Promise<Page<AssignmentListItem>> {
    return this.list.execute(actor, query);
  }

  @ActRoute(':id/return', 'executor', 'Вернуть куратору с обоснованием (М, п. 8)')
  async back(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reasonBody }) body: z.output<typeof reasonBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.giveBack.execute(actor, id, { ...body, version }));
  }

  @ActRoute(':id/withdraw', 'curator', 'Отозвать назначение с обоснованием')
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reasonBody }) body: z.output<typeof reasonBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.withdraw.execute(actor, id, { ...body, version }));
  }

  @ActRoute(':id/drafts', 'executor', 'Направить проект ответа, окончательного (М, п. 10) или промежуточного (п. 11)', 201)
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: draftBody }) body: z.output<typeof draftBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.submit.execute(actor, id, { ...body, version }));
  }

  @ActRoute(':id/publish', 'executor', 'Сообщить, где опубликован согласованный ответ, или опубликовать его через сеть (М, п. 13)')
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: publishBody }) body: z.output<typeof publishBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    const { url, accountId } = body;
    const done = url
      ? this.publishReply.execute(actor, id, { url, version })
      : this.deliver.execute(actor, { act: 'publish', assignmentId: id }, { accountId, version });
    return this.reader.view(actor, await done);
  }

  @ActRoute(':id/revise-and-publish', 'executor', 'Доработать по замечаниям и опубликовать (М, п. 12, абз. 2)')
  async amend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reviseBody }) body: z.output<typeof reviseBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    const { through, accountId, ...revised } = body;
    const done = through
      ? this.deliver.execute(actor, { act: 'revise-and-publish', assignmentId: id, text: revised.text, attachments: revised.attachments }, { accountId, version })
      : this.revise.execute(actor, id, { ...revised, version });
    return this.reader.view(actor, await done);
  }
}
