import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../../identity/index.js';
import { type ClockView, clockView, moveBody, type MovedView, movedView } from './clock.schemas.js';
import { MoveClock } from './move-clock.js';
import { ReadClock } from './read-clock.js';

/** The application's clock as the demo shows and moves it; outside the demo these routes do not exist. */
@ApiTags('Демонстрация')
@Controller('demo/clock')
export class DemoClockController {
  constructor(
    private readonly read: ReadClock,
    private readonly move: MoveClock,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Который час в демонстрации' })
  @ApiResponse({ status: 200, standardSchema: clockView })
  now(): Promise<ClockView> {
    return this.read.execute();
  }

  /** Curators watch the terms, administrators the product; for executors time runs as it runs. */
  @Post()
  @HttpCode(200)
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Перевести часы вперёд; все сроки на этом пути срабатывают по порядку' })
  @ApiResponse({ status: 200, standardSchema: movedView })
  advance(
    @CurrentActor() actor: Actor,
    @Body({ schema: moveBody }) body: z.output<typeof moveBody>,
  ): Promise<MovedView> {
    return this.move.execute(actor, body.advance);
  }
}
