import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.js';
import { CalendarModule } from '../calendar/index.js';
import { ContentPlansModule } from '../content-plans/index.js';
import { DocumentsModule } from '../documents/index.js';
import { ExecutorsModule } from '../executors/index.js';
import { RegulationModule } from '../regulation/index.js';
import { BuildDocument } from './document/build-document.js';
import { ApproveReport } from './editions/approve-report.js';
import { ChangeDraft } from './editions/change-draft.js';
import { ChangeSettings } from './editions/change-settings.js';
import { ConfirmReport } from './editions/confirm-report.js';
import { CorrectReport } from './editions/correct-report.js';
import { Editions } from './editions/editions.js';
import { FormReport } from './editions/form-report.js';
import { KeepMonths } from './editions/keep-months.js';
import { MonthlyController } from './editions/monthly.controller.js';
import { ReadForm } from './editions/read-form.js';
import { ReportParts } from './editions/report-parts.js';
import { MonthlyReport, ReportEdition, ReportForm, ReportSetting } from './editions/report-edition.entity.js';
import { ReportFiles } from './editions/report-files.js';
import { ReportReader } from './editions/report-reader.js';
import { SendReport } from './editions/send-report.js';
import { AnswerStyle } from './figures/answer-style.entity.js';
import { AnswerStyles } from './figures/answer-styles.js';
import { CountCells } from './figures/count-cells.js';
import { FigureIncidents } from './figures/figure-incidents.js';
import { Names } from './figures/names.js';
import { ReadFigures } from './figures/read-figures.js';
import { SpentTime } from './figures/spent-time.js';
import { Supplements } from './figures/supplements.js';
import { TermFigures } from './figures/term-figures.js';
import { IncidentRows } from './forms/incident-rows.js';
import { RenderForms } from './forms/render-forms.js';
import { DayTotals } from './live/day-totals.js';
import { LiveSummary } from './live/live-summary.js';
import { ReportCell, ReportDay, ReportRoll } from './live/report-day.entity.js';
import { Preview } from './preview.js';
import { ReportsController } from './reports.controller.js';
import { SecondPart } from './second-part.js';
import { WhatIf } from './what-if/what-if.js';

const figures = [CountCells, TermFigures, SpentTime, AnswerStyles, Supplements, Names, ReadFigures, FigureIncidents, DayTotals, LiveSummary, WhatIf];
const editions = [Editions, FormReport, KeepMonths, ChangeDraft, ApproveReport, SendReport, ConfirmReport, CorrectReport, ChangeSettings, ReportReader, ReportFiles, ReadForm, ReportParts];

/** Monthly report (M-15) and knowing how the work goes (M-14). */
@Module({
  imports: [
    TypeOrmModule.forFeature([MonthlyReport, ReportEdition, ReportForm, ReportSetting, ReportCell, ReportDay, ReportRoll, AnswerStyle]),
    AccountsModule,
    CalendarModule,
    ContentPlansModule,
    DocumentsModule,
    ExecutorsModule,
    RegulationModule,
  ],
  controllers: [ReportsController, MonthlyController],
  providers: [...figures, ...editions, BuildDocument, IncidentRows, RenderForms, Preview, SecondPart],
  exports: [Supplements, KeepMonths, AnswerStyles, DayTotals],
})
export class ReportingModule {}
