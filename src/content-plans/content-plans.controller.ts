import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch, type Page, pageOf } from '../platform/http/index.js';
import { AmendPlan } from './amend-plan.js';
import { ContentPlanReader } from './content-plan-reader.js';
import {
  amendBody, approveBody, changesQuery, comparisonView, emptyBody, idSchema, isoWeek, noticeBody, openBody, type PlanComparison, planHistoryItem,
  type PlanHistoryItem, type PlanListItem, planListItem, planListQuery, type PlanVersionView, type PlanView, planView, recommendBody, submitBody,
  versionNumber, versionView, type WeekView, weekView,
} from './content-plan.schemas.js';
import { CopyLastWeek } from './copy-last-week.js';
import { GiveNotice } from './give-notice.js';
import { OpenPlan } from './open-plan.js';
import { PlanList } from './plan-list.js';
import { PlanPage } from './plan-page.js';
import { PlanPast } from './plan-past.js';
import { PlanRoute, WRITERS } from './plan-route.decorator.js';
import { PlanWeek } from './plan-week.js';
import { ApprovePlan, RecommendChanges } from './review-plan.js';
import { SubmitPlan } from './submit-plan.js';

const id = { schema: idSchema };

/** Routes of content plans. */
@ApiTags('Контент-планы')
@Controller('content-plans')
export class ContentPlansController {
  constructor(
    private readonly reader: ContentPlanReader,
    private readonly list: PlanList,
    private readonly past: PlanPast,
    private readonly weekly: PlanWeek,
    private readonly page: PlanPage,
    private readonly open: OpenPlan,
    private readonly copying: CopyLastWeek,
    private readonly submitting: SubmitPlan,
    private readonly notice: GiveNotice,
    private readonly approving: ApprovePlan,
    private readonly recommending: RecommendChanges,
    private readonly amending: AmendPlan,
  ) {}

  @PlanRoute('post', '', WRITERS, 'Завести план на неделю: свой, у Комитета — план Правительства (А, п. 2, 6)', 201)
  async create(@CurrentActor() actor: Actor, @Body({ schema: openBody }) body: z.output<typeof openBody>): Promise<PlanView> {
    return this.reader.view(actor, await this.open.execute(actor, body));
  }

  @Get()
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'Список планов с отбором: Комитет видит все, орган — свои' })
  @ApiResponse({ status: 200, standardSchema: pageOf(planListItem) })
  all(@CurrentActor() actor: Actor, @Query({ schema: planListQuery }) query: z.output<typeof planListQuery>): Promise<Page<PlanListItem>> {
    return this.list.execute(actor, query);
  }

  @Get('week/:isoWeek')
  @Access('committee')
  @ApiOperation({ summary: 'Неделя одним взглядом: кто направил, кто опаздывает, сколько публикаций, что ждёт решения' })
  @ApiResponse({ status: 200, standardSchema: weekView })
  week(@Param('isoWeek', { schema: isoWeek }) week: string): Promise<WeekView> {
    return this.weekly.execute(week);
  }

  @Get(':id')
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'План со всем, что по нему сделано' })
  @ApiResponse({ status: 200, standardSchema: planView })
  get(@CurrentActor() actor: Actor, @Param('id', id) planId: string): Promise<PlanView> {
    return this.reader.view(actor, planId);
  }

  @Get(':id/history')
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'История плана: кто, когда, по какому пункту' })
  @ApiResponse({ status: 200, standardSchema: pageOf(planHistoryItem) })
  async history(@CurrentActor() actor: Actor, @Param('id', id) planId: string): Promise<Page<PlanHistoryItem>> {
    return { items: await this.past.history(actor, planId), nextCursor: null };
  }

  @Get(':id/versions/:number')
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'Версия плана, как её направили, с рекомендациями к ней' })
  @ApiResponse({ status: 200, standardSchema: versionView })
  version(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Param('number', { schema: versionNumber }) number: number): Promise<PlanVersionView> {
    return this.past.version(actor, planId, number);
  }

  @Get(':id/changes')
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'Чем отличаются две версии: добавлено, удалено, изменено' })
  @ApiResponse({ status: 200, standardSchema: comparisonView })
  changes(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Query({ schema: changesQuery }) query: z.output<typeof changesQuery>): Promise<PlanComparison> {
    return this.past.compare(actor, planId, query);
  }

  @Get(':id/print')
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'План страницей для чтения и печати' })
  @ApiProduces('text/html')
  @ApiResponse({ status: 200, description: 'Страница', schema: { type: 'string' } })
  async print(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Res() reply: FastifyReply): Promise<void> {
    const html = await this.page.execute(actor, planId);
    await reply.type('text/html; charset=utf-8').send(html);
  }

  @PlanRoute('post', ':id/copy-last-week', WRITERS, 'Скопировать публикации прошлой недели')
  async copy(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Body({ schema: emptyBody }) _: z.output<typeof emptyBody>, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.copying.execute(actor, planId, version));
  }

  @PlanRoute('post', ':id/submit', WRITERS, 'Направить план в Комитет (А, п. 6; п. 7, абз. 2); план Правительства этим утверждается (А, п. 2)')
  async submit(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Body({ schema: submitBody }) body: z.output<typeof submitBody>, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.submitting.execute(actor, planId, { ...body, version }));
  }

  @PlanRoute('post', ':id/no-news-pegs', ['executor'], 'Сообщить, что информационных поводов нет (А, п. 5, абз. 4)')
  async noPegs(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Body({ schema: noticeBody }) body: z.output<typeof noticeBody>, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.notice.execute(actor, planId, { ...body, version }));
  }

  @PlanRoute('post', ':id/approve', ['committee'], 'Согласовать направленную версию (А, п. 7, абз. 1)')
  async approve(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Body({ schema: approveBody }) body: z.output<typeof approveBody>, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.approving.execute(actor, planId, { number: body?.number ?? null, version }));
  }

  @PlanRoute('post', ':id/recommend', ['committee'], 'Направить рекомендации к плану и к отдельным публикациям (А, п. 7, абз. 1)')
  async recommend(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Body({ schema: recommendBody }) body: z.output<typeof recommendBody>, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.recommending.execute(actor, planId, { ...body, number: body.number ?? null, version }));
  }

  @PlanRoute('post', ':id/amend', WRITERS, 'Открыть согласованный план для изменений; действует согласованная версия')
  async amend(@CurrentActor() actor: Actor, @Param('id', id) planId: string, @Body({ schema: amendBody }) body: z.output<typeof amendBody>, @IfMatch() version: number | null): Promise<PlanView> {
    return this.reader.view(actor, await this.amending.execute(actor, planId, { ...body, version }));
  }
}
