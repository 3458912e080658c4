import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch } from '../platform/http/index.js';
import { AddItem } from './add-item.js';
import { ChangeItem } from './change-item.js';
import { ContentPlanReader } from './content-plan-reader.js';
import { duplicateBody, idSchema, itemBody, itemChangeBody, notPublishedBody, type PlanView, publishedBody } from './content-plan.schemas.js';
import { DuplicateItem } from './duplicate-item.js';
import { PlanRoute, WRITERS } from './plan-route.decorator.js';
import { RecordOutcome } from './record-outcome.js';
import { RemoveItem } from './remove-item.js';

const id = { schema: idSchema };

/** Routes of the posts of a plan: writing them, and what became of them. */
@ApiTags('Контент-планы')
@Controller('content-plans/:id/items')
export class PlanItemsController {
  constructor(
    private readonly reader: ContentPlanReader,
    private readonly adding: AddItem,
    private readonly changing: ChangeItem,
    private readonly duplicating: DuplicateItem,
    private readonly removing: RemoveItem,
    private readonly outcome: RecordOutcome,
  ) {}

  @PlanRoute('post', '', WRITERS, 'Добавить публикацию', 201)
  async add(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Body({ schema: itemBody }) body: z.output<typeof itemBody>, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.adding.execute(actor, planId, body, version));
  }

  @PlanRoute('patch', ':itemId', WRITERS, 'Изменить публикацию или перенести на другое время')
  async change(
    @CurrentActor() actor: Actor, @Param('id', id) planId: string, @Param('itemId', id) itemId: string,
    @Body({ schema: itemChangeBody }) body: z.output<typeof itemChangeBody>, @IfMatch() version: number | null,
  ): Promise<PlanView> {
    return this.reader.view(actor, await this.changing.execute(actor, planId, itemId, body, version));
  }

  @PlanRoute('post', ':itemId/duplicate', WRITERS, 'Повторить публикацию, если нужно — в другое время', 201)
  async duplicate(
    @CurrentActor() actor: Actor, @Param('id', id) planId: string, @Param('itemId', id) itemId: string,
    @Body({ schema: duplicateBody }) body: z.output<typeof duplicateBody>, @IfMatch() version: number | null,
  ): Promise<PlanView> {
    return this.reader.view(actor, await this.duplicating.execute(actor, planId, itemId, body, version));
  }

  @PlanRoute('delete', ':itemId', WRITERS, 'Удалить публикацию из плана; в направленных версиях она остаётся')
  async remove(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Param('itemId', id) itemId: string, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.removing.execute(actor, planId, itemId, version));
  }

  @PlanRoute('post', ':itemId/published', WRITERS, 'Отметить, что публикация вышла: ссылка в сети аккаунта (А, п. 5)')
  async published(
    @CurrentActor() actor: Actor, @Param('id', id) planId: string, @Param('itemId', id) itemId: string,
    @Body({ schema: publishedBody }) body: z.output<typeof publishedBody>, @IfMatch() version: number | null,
  ): Promise<PlanView> {
    return this.reader.view(actor, await this.outcome.published(actor, planId, itemId, { ...body, version }));
  }

  @PlanRoute('post', ':itemId/not-published', WRITERS, 'Отметить, что публикация не вышла, и почему')
  async notPublished(
    @CurrentActor() actor: Actor, @Param('id', id) planId: string, @Param('itemId', id) itemId: string,
    @Body({ schema: notPublishedBody }) body: z.output<typeof notPublishedBody>, @IfMatch() version: number | null,
  ): Promise<PlanView> {
    return this.reader.view(actor, await this.outcome.notPublished(actor, planId, itemId, { ...body, version }));
  }
}
