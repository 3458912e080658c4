import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import { AdoptEdition } from './adopt-edition.js';
import { Editions } from './editions.js';
import { ListDeadlines } from './list-deadlines.js';
import { ReadRegulation } from './read-regulation.js';
import {
  deadlinesPage, deadlinesQuery, type DeadlinesQuery, editionBody, type EditionBody, editionsView, editionView, regulationQuery, type RegulationQuery,
  regulationView,
} from './regulation.schemas.js';

/** The decree as data. */
@ApiTags('Регламент и сроки')
@Controller('regulation')
export class RegulationController {
  constructor(
    private readonly readRegulation: ReadRegulation,
    private readonly adoptEdition: AdoptEdition,
    private readonly allEditions: Editions,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Обязанности постановления со сроками на указанный момент' })
  @ApiResponse({ status: 200, standardSchema: regulationView })
  read(@Query({ schema: regulationQuery }) query: RegulationQuery) {
    return this.readRegulation.execute(query);
  }

  @Get('editions')
  @Access('admin')
  @ApiOperation({ summary: 'Все редакции сроков' })
  @ApiResponse({ status: 200, standardSchema: editionsView })
  async editions() {
    return { items: await this.allEditions.list(), nextCursor: null };
  }

  @Post('editions')
  @Access('admin')
  @ApiOperation({ summary: 'Ввести редакцию; прежняя заканчивается накануне, идущие сроки не меняются' })
  @ApiResponse({ status: 201, standardSchema: editionView })
  adopt(@CurrentActor() actor: Actor, @Body({ schema: editionBody }) body: EditionBody) {
    return this.adoptEdition.execute(actor, body);
  }
}

/** Terms that run, and how they ended. */
@ApiTags('Регламент и сроки')
@Controller('deadlines')
export class DeadlinesController {
  constructor(private readonly listDeadlines: ListDeadlines) {}

  @Get()
  @Access('curator', 'executor', 'committee', 'it-ministry')
  @ApiOperation({ summary: 'Сроки, ближайшие первыми' })
  @ApiResponse({ status: 200, standardSchema: deadlinesPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: deadlinesQuery }) query: DeadlinesQuery) {
    return this.listDeadlines.execute(actor, query);
  }
}
