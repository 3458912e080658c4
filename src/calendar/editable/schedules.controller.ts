import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../../identity/index.js';
import { IfMatch } from '../../platform/http/index.js';
import { scheduleBody, type ScheduleBody, schedulePatch, type SchedulePatch, schedulesView, scheduleView } from './calendar.schemas.js';
import { ChangeSchedule, CreateSchedule } from './change-schedule.js';
import { Schedules } from './schedules.js';

/** Working schedules with their editions. */
@ApiTags('Календарь')
@Controller('schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly createSchedule: CreateSchedule,
    private readonly changeSchedule: ChangeSchedule,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Графики работы' })
  @ApiResponse({ status: 200, standardSchema: schedulesView })
  async list() {
    return { items: await this.schedules.list(), nextCursor: null };
  }

  @Post()
  @Access('admin')
  @ApiOperation({ summary: 'Добавить график работы' })
  @ApiResponse({ status: 201, standardSchema: scheduleView })
  create(@CurrentActor() actor: Actor, @Body({ schema: scheduleBody }) body: ScheduleBody) {
    return this.createSchedule.execute(actor, body);
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ summary: 'График работы' })
  @ApiResponse({ status: 200, standardSchema: scheduleView })
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.schedules.find(id);
  }

  @Patch(':id')
  @Access('admin')
  @ApiOperation({ summary: 'Изменить график работы; открытые сроки пересчитываются' })
  @ApiResponse({ status: 200, standardSchema: scheduleView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: schedulePatch }) patch: SchedulePatch,
    @IfMatch() expected: number | null,
  ) {
    return this.changeSchedule.execute(actor, { id, patch, expected });
  }
}
