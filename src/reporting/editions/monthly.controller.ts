import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Access, type Actor, CurrentActor, UserNames } from '../../identity/index.js';
import { IfMatch, isoOffset, type Page } from '../../platform/http/index.js';
import { EventLog } from '../../platform/events/index.js';
import { monthSchema } from '../period.js';
import { partOf } from '../report-access.js';
import type { Format } from '../forms/render-forms.js';
import { ApproveReport } from './approve-report.js';
import { ChangeDraft } from './change-draft.js';
import { ConfirmReport } from './confirm-report.js';
import { CorrectReport } from './correct-report.js';
import { Editions } from './editions.js';
import { reportEventTitle } from './event-titles.js';
import { ReadForm } from './read-form.js';
import { ReportParts } from './report-parts.js';
import { ReportReader } from './report-reader.js';
import {
  correctBody, editionQuery, emptyBody, historyPage, reportAddress, type ReportListItem, reportPage, type ReportView, reportView, sendBody, wordsBody,
} from './report.schemas.js';
import { SendReport } from './send-report.js';

const month = { schema: monthSchema };

/** The monthly report (M-15): the curator's; an authority and the committee see their part of what was approved. */
@ApiTags('Отчёты')
@Controller('reports/monthly')
export class MonthlyController {
  constructor(
    private readonly reader: ReportReader,
    private readonly forms: ReadForm,
    private readonly parts: ReportParts,
    private readonly drafts: ChangeDraft,
    private readonly approving: ApproveReport,
    private readonly sending: SendReport,
    private readonly confirming: ConfirmReport,
    private readonly correcting: CorrectReport,
    private readonly editions: Editions,
    private readonly events: EventLog,
    private readonly names: UserNames,
  ) {}

  @Get()
  @Access('curator', 'executor', 'committee')
  @ApiOperation({ summary: 'Ежемесячные отчёты (М, п. 15)' })
  @ApiResponse({ status: 200, standardSchema: reportPage })
  list(@CurrentActor() actor: Actor): Promise<Page<ReportListItem>> {
    return partOf(actor) ? this.parts.list() : this.reader.list();
  }

  @Get(':month')
  @Access('curator', 'executor', 'committee')
  @ApiOperation({ summary: 'Отчёт за месяц (исполнителю — часть его органа, комитету — вторая часть); с окончанием .html, .pdf, .docx, .xlsx или .json — документ' })
  @ApiProduces('application/json', 'application/octet-stream')
  @ApiResponse({ status: 200, standardSchema: reportView })
  async get(
    @CurrentActor() actor: Actor,
    @Param('month', { schema: reportAddress }) address: string,
    @Query({ schema: editionQuery }) { edition }: z.output<typeof editionQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportView | StreamableFile | undefined> {
    const [asked = '', format] = address.split('.');
    const ref = { month: asked, ...(edition === undefined ? {} : { number: edition }) };
    const part = partOf(actor);
    if (part) return format === undefined ? this.parts.view(part, ref) : this.parts.form(part, ref, format as Format, reply);
    return format === undefined ? this.reader.view(ref) : this.forms.answer(ref, format as Format, request, reply);
  }

  @Get(':month/history')
  @Access('curator')
  @ApiOperation({ summary: 'История отчёта: кто, когда, что сделал' })
  @ApiResponse({ status: 200, standardSchema: historyPage })
  async history(@Param('month', month) asked: string): Promise<z.output<typeof historyPage>> {
    const { reportId } = await this.editions.find({ month: asked });
    const events = await this.events.history(reportId);
    const users = await this.names.of([...new Set(events.flatMap(({ actorId }) => actorId ?? []))]);
    return {
      items: events.map((event) => ({
        id: event.id, at: isoOffset(event.at), event: event.type, title: reportEventTitle(event.type), edition: (event.details['number'] as number | undefined) ?? null,
        from: event.fromState, to: event.toState, actor: { userId: event.actorId, role: event.actorRole, name: users.get(event.actorId ?? '')?.name ?? null }, channel: event.channel, details: event.details,
      })),
      nextCursor: null,
    };
  }

  @Patch(':month')
  @Access('curator')
  @ApiOperation({ summary: 'Добавить к проекту отчёта слова по разделам' })
  @ApiResponse({ status: 200, standardSchema: reportView })
  async write(
    @CurrentActor() actor: Actor, @Param('month', month) asked: string, @Body({ schema: wordsBody }) { words }: z.output<typeof wordsBody>, @IfMatch() version: number | null,
  ): Promise<ReportView> {
    await this.drafts.write(actor, asked, words, version);
    return this.reader.view({ month: asked });
  }

  @Post(':month/refresh')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Сформировать показатели проекта заново, на сейчас' })
  @ApiResponse({ status: 200, standardSchema: reportView })
  async refresh(@CurrentActor() actor: Actor, @Param('month', month) asked: string, @Body({ schema: emptyBody }) _: z.output<typeof emptyBody>, @IfMatch() version: number | null): Promise<ReportView> {
    await this.drafts.refresh(actor, asked, version);
    return this.reader.view({ month: asked });
  }

  @Post(':month/approve')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Утвердить: показатели, слова и все формы больше не изменятся' })
  @ApiResponse({ status: 200, standardSchema: reportView })
  async approve(@CurrentActor() actor: Actor, @Param('month', month) asked: string, @Body({ schema: emptyBody }) _: z.output<typeof emptyBody>, @IfMatch() version: number | null): Promise<ReportView> {
    await this.approving.execute(actor, asked, version);
    return this.reader.view({ month: asked });
  }

  @Post(':month/send')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Отправить утверждённый отчёт Губернатору (М, п. 15)' })
  @ApiResponse({ status: 200, standardSchema: reportView })
  async send(@CurrentActor() actor: Actor, @Param('month', month) asked: string, @Body({ schema: sendBody }) body: z.output<typeof sendBody>, @IfMatch() expected: number | null): Promise<ReportView> {
    await this.sending.execute(actor, asked, { ...(body?.attached ? { attached: body.attached } : {}), expected });
    return this.reader.view({ month: asked });
  }

  @Post(':month/confirm')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Подтвердить, что отчёт получен, когда это нельзя было узнать от почты' })
  @ApiResponse({ status: 200, standardSchema: reportView })
  async confirm(@CurrentActor() actor: Actor, @Param('month', month) asked: string, @Body({ schema: emptyBody }) _: z.output<typeof emptyBody>, @IfMatch() version: number | null): Promise<ReportView> {
    await this.confirming.execute(actor, asked, version);
    return this.reader.view({ month: asked });
  }

  @Post(':month/correct')
  @Access('curator')
  @ApiOperation({ summary: 'Начать исправленное издание; прежнее остаётся как есть' })
  @ApiResponse({ status: 201, standardSchema: reportView })
  async correct(@CurrentActor() actor: Actor, @Param('month', month) asked: string, @Body({ schema: correctBody }) { reason }: z.output<typeof correctBody>, @IfMatch() expected: number | null): Promise<ReportView> {
    await this.correcting.execute(actor, asked, reason, expected);
    return this.reader.view({ month: asked });
  }
}
