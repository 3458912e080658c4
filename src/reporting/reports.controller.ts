import { Body, Controller, Get, Inject, Param, Put, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { IfMatch, type Page } from '../platform/http/index.js';
import { ChangeSettings } from './editions/change-settings.js';
import { ReportReader } from './editions/report-reader.js';
import { settingBody, settingView } from './editions/report.schemas.js';
import { type FigureIncident, FigureIncidents } from './figures/figure-incidents.js';
import { type Format, formats } from './forms/render-forms.js';
import { LiveSummary } from './live/live-summary.js';
import { LocalPeriods } from './period.js';
import { Preview } from './preview.js';
import { filterOf, seenBy } from './report-access.js';
import { figureIncidents, type FigureQuery, figureQuery, type PreviewQuery, previewQuery, previewView, type SummaryQuery, summaryQuery, type SummaryView, summaryView } from './reporting.schemas.js';
import { WhatIf } from './what-if/what-if.js';
import { type WhatIfQuery, whatIfQuery, type WhatIfView, whatIfView } from './what-if/what-if.schemas.js';

const formatSchema = z.enum(formats);

/** Figures of any period: live, as a document, and under other terms. An executor sees the own authority's part (M-14). */
@ApiTags('Отчёты')
@Controller('reports')
export class ReportsController {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly clock: Clock,
    private readonly summaries: LiveSummary,
    private readonly incidents: FigureIncidents,
    private readonly previews: Preview,
    private readonly supposing: WhatIf,
    private readonly reader: ReportReader,
    private readonly settings: ChangeSettings,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  @Get('summary')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Живые показатели за период; у каждого числа — адрес его сообщений' })
  @ApiResponse({ status: 200, standardSchema: summaryView })
  summary(@CurrentActor() actor: Actor, @Query({ schema: summaryQuery }) query: SummaryQuery): Promise<SummaryView> {
    return this.summaries.execute(actor, query);
  }

  @Get('incidents')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Сообщения, из которых сложился показатель' })
  @ApiResponse({ status: 200, standardSchema: figureIncidents })
  traced(@CurrentActor() actor: Actor, @Query({ schema: figureQuery }) query: FigureQuery): Promise<Page<FigureIncident>> {
    const { asOf = null, figure, key, cursor, limit } = query;
    const slice = { ranges: [this.periods.between(query)], asOf, now: this.clock.now(), filter: seenBy(actor, filterOf(query)) };
    return this.incidents.execute(slice, { figure, ...(key === undefined ? {} : { key }) }, { ...(cursor === undefined ? {} : { cursor }), limit });
  }

  @Get('preview')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Показатели отчёта за любой период и с любым отбором' })
  @ApiResponse({ status: 200, standardSchema: previewView })
  preview(@CurrentActor() actor: Actor, @Query({ schema: previewQuery }) query: PreviewQuery): Promise<z.output<typeof previewView>> {
    return this.previews.figures(actor, query);
  }

  @Get('preview.:format')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Отчёт за любой период и с любым отбором как документ' })
  @ApiProduces('application/octet-stream')
  @ApiResponse({ status: 200, description: 'Документ' })
  document(
    @CurrentActor() actor: Actor, @Param('format', { schema: formatSchema }) format: Format, @Query({ schema: previewQuery }) query: PreviewQuery, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.previews.document(actor, query, format, reply);
  }

  @Get('what-if')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Тот же месяц при других сроках: что было бы просрочено' })
  @ApiResponse({ status: 200, standardSchema: whatIfView })
  whatIf(@CurrentActor() actor: Actor, @Query({ schema: whatIfQuery }) query: WhatIfQuery): Promise<WhatIfView> {
    return this.supposing.execute(actor, query);
  }

  @Get('settings')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Кому и в каком виде отправляется отчёт' })
  @ApiResponse({ status: 200, standardSchema: settingView })
  async setting(): Promise<z.output<typeof settingView>> {
    const { recipientEmail, recipientName, attached, version } = await this.reader.setting();
    return { recipientEmail, recipientName, attached: attached as 'pdf'[], version };
  }

  @Put('settings')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Изменить получателя отчёта и приложения к письму' })
  @ApiResponse({ status: 200, standardSchema: settingView })
  async change(@CurrentActor() actor: Actor, @Body({ schema: settingBody }) body: z.output<typeof settingBody>, @IfMatch() expected: number | null): Promise<z.output<typeof settingView>> {
    await this.settings.execute(actor, body, expected);
    return this.setting();
  }
}
