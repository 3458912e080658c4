import { Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { NotIdempotent, Public } from '../platform/http/index.js';
import { CalendarLinks } from './calendar-links.js';
import { type CalendarLinkView, calendarLinkView, idSchema } from './content-plan.schemas.js';
import { PlanCalendar } from './plan-calendar.js';

const file = z.string().regex(/^[\w-]{20,100}\.ics$/);
const answer = { status: 200, description: 'Календарь (iCalendar, RFC 5545)', schema: { type: 'string' } } as const;

/** Plans in people's calendars. */
@ApiTags('Контент-планы')
@Controller('content-plans')
export class PlanCalendarController {
  constructor(
    private readonly calendar: PlanCalendar,
    private readonly links: CalendarLinks,
  ) {}

  @Post('calendar-link')
  @HttpCode(201)
  @Access('executor', 'committee')
  @NotIdempotent()
  @ApiOperation({ summary: 'Получить личный адрес календаря; прежний перестаёт действовать' })
  @ApiResponse({ status: 201, standardSchema: calendarLinkView })
  create(@CurrentActor() actor: Actor): Promise<CalendarLinkView> {
    return this.links.create(actor);
  }

  @Delete('calendar-link')
  @HttpCode(204)
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'Отменить личный адрес календаря' })
  @ApiResponse({ status: 204, description: 'Адрес больше не действует' })
  revoke(@CurrentActor() actor: Actor): Promise<void> {
    return this.links.revoke(actor);
  }

  @Get('calendar/:file')
  @Public()
  @ApiOperation({ summary: 'Календарь по личному адресу: свои планы, у Комитета — все' })
  @ApiProduces('text/calendar')
  @ApiResponse(answer)
  async feed(@Param('file', { schema: file }) name: string, @Res() reply: FastifyReply): Promise<void> {
    const text = await this.calendar.feedOf(await this.links.actorOf(name.replace(/\.ics$/, '')));
    await reply.type('text/calendar; charset=utf-8').send(text);
  }

  @Get(':id/calendar')
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'План файлом календаря' })
  @ApiProduces('text/calendar')
  @ApiResponse(answer)
  async plan(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) planId: string, @Res() reply: FastifyReply): Promise<void> {
    const text = await this.calendar.ofPlan(actor, planId);
    await reply.type('text/calendar; charset=utf-8').header('content-disposition', 'attachment; filename="content-plan.ics"').send(text);
  }
}
