import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Actor, CurrentActor, SignedIn } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { IfMatch } from '../../platform/http/index.js';
import { CalendarOverride, ProductionCalendar } from './calendar.entity.js';
import {
  dateParam, overrideBody, type OverrideBody, overridesView, overrideView, previewBody, type PreviewBody, previewView, yearBody, type YearBody,
  yearParam, yearsView, yearView,
} from './calendar.schemas.js';
import { CorrectDay } from './correct-day.js';
import { CorrectYear } from './correct-year.js';
import { PreviewTerm } from './preview-term.js';

const summary = ({ year, status, source, version }: ProductionCalendar) => ({ year, status, source, version });
const view = (calendar: ProductionCalendar) => ({ ...summary(calendar), calendar: calendar.data });

/** Production calendars, exceptions of single days, and what a term would give. */
@ApiTags('Календарь')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly db: Database,
    private readonly correctYear: CorrectYear,
    private readonly correctDay: CorrectDay,
    private readonly previewTerm: PreviewTerm,
  ) {}

  @Get('years')
  @SignedIn()
  @ApiOperation({ summary: 'Годы, для которых есть производственный календарь' })
  @ApiResponse({ status: 200, standardSchema: yearsView })
  async years() {
    const years = await this.db.reader.getRepository(ProductionCalendar).find({ order: { year: 'ASC' } });
    return { items: years.map(summary), nextCursor: null };
  }

  @Get('years/:year')
  @SignedIn()
  @ApiOperation({ summary: 'Производственный календарь года' })
  @ApiResponse({ status: 200, standardSchema: yearView })
  async year(@Param('year', { schema: yearParam }) year: number) {
    const found = await this.db.reader.getRepository(ProductionCalendar).findOneBy({ year });
    if (!found) throw notFound('calendar-year', String(year));
    return view(found);
  }

  @Put('years/:year')
  @Access('admin')
  @ApiOperation({ summary: 'Ввести или исправить календарь года; открытые сроки пересчитываются' })
  @ApiResponse({ status: 200, standardSchema: yearView })
  async putYear(
    @CurrentActor() actor: Actor,
    @Param('year', { schema: yearParam }) year: number,
    @Body({ schema: yearBody }) body: YearBody,
    @IfMatch() expected: number | null,
  ) {
    return view(await this.correctYear.execute(actor, { year, body, expected }));
  }

  @Get('overrides')
  @SignedIn()
  @ApiOperation({ summary: 'Исключения из календаря по отдельным датам' })
  @ApiResponse({ status: 200, standardSchema: overridesView })
  async overrides() {
    const items = await this.db.reader.getRepository(CalendarOverride).find({ order: { date: 'ASC' } });
    return { items, nextCursor: null };
  }

  @Put('overrides/:date')
  @Access('admin')
  @ApiOperation({ summary: 'Установить особые часы одной даты; открытые сроки пересчитываются' })
  @ApiResponse({ status: 200, standardSchema: overrideView })
  putOverride(
    @CurrentActor() actor: Actor,
    @Param('date', { schema: dateParam }) date: string,
    @Body({ schema: overrideBody }) body: OverrideBody,
    @IfMatch() expected: number | null,
  ) {
    return this.correctDay.execute(actor, { date, body, expected });
  }

  @Delete('overrides/:date')
  @Access('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Убрать исключение даты; открытые сроки пересчитываются' })
  @ApiResponse({ status: 204 })
  async deleteOverride(@CurrentActor() actor: Actor, @Param('date', { schema: dateParam }) date: string, @IfMatch() expected: number | null) {
    await this.correctDay.execute(actor, { date, body: null, expected });
  }

  @Post('preview')
  @SignedIn()
  @HttpCode(200)
  @ApiOperation({ summary: 'Когда истёк бы срок и какие дни в него входят' })
  @ApiResponse({ status: 200, standardSchema: previewView })
  preview(@Body({ schema: previewBody }) body: PreviewBody) {
    return this.previewTerm.execute(body);
  }
}
