import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { idSchema } from '../incidents.schemas.js';
import { SuggestRouting } from './suggest-routing.js';
import { suggestionsView } from './suggestions.schemas.js';

/** Suggestions about a message on record. */
@ApiTags('Подсказки')
@Controller('incidents')
export class IncidentSuggestionsController {
  constructor(private readonly routing: SuggestRouting) {}

  @Get(':id/suggestions')
  @Access('curator')
  @ApiOperation({ summary: 'Подсказки куратору по сообщению: основания отклонить, тема, место, исполнители. Решает человек' })
  @ApiResponse({ status: 200, standardSchema: suggestionsView })
  ofIncident(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<z.output<typeof suggestionsView>> {
    return this.routing.forIncident(actor, id);
  }
}
