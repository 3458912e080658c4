import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch } from '../platform/http/index.js';
import { ActRoute } from './act-route.decorator.js';
import { DeliverReply } from './deliver-reply.js';
import { IncidentReader } from './incident-reader.js';
import { emptyBody, idSchema, type IncidentView, publishBody, remarksBody } from './incidents.schemas.js';
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
    private readonly deliver: DeliverReply,
    private readonly reader: IncidentReader,
  ) {}

  @ActRoute(':id/approve', 'curator', 'Согласовать именно эту версию (М, п. 12)')
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: emptyBody }) _body: z.output<typeof emptyBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.approveDraft.execute(actor, id, { version }));
  }

  @ActRoute(':id/request-changes', 'curator', 'Вернуть на доработку с замечаниями (М, п. 12)')
  async remark(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: remarksBody }) body: z.output<typeof remarksBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.requestChanges.execute(actor, id, { ...body, version }));
  }

  @ActRoute(':id/publish-for-executor', 'curator', 'Опубликовать за исполнителя, у которого нет аккаунта в этой сети (М, п. 13, абз. 2)')
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: publishBody }) body: z.output<typeof publishBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    const { url, accountId } = body;
    const done = url
      ? this.publishForExecutor.execute(actor, id, { url, version })
      : this.deliver.execute(actor, { act: 'publish-for-executor', draftId: id }, { accountId, version });
    return this.reader.view(actor, await done);
  }
}
