import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { styleReport, type StyleReport, styleReportSchema } from '../../assistance/index.js';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { NotIdempotent } from '../../platform/http/index.js';
import { idSchema } from '../incidents.schemas.js';
import { SuggestRouting } from './suggest-routing.js';
import { styleBody, suggestBody, suggestionsView } from './suggestions.schemas.js';

/** Suggestions about texts; nothing is decided, nothing is kept. */
@ApiTags('Подсказки')
@Controller()
export class AssistanceController {
  constructor(private readonly routing: SuggestRouting) {}

  @Post('assistance/style')
  @HttpCode(200)
  @Access('curator', 'executor', 'committee')
  @NotIdempotent()
  @ApiOperation({ summary: 'Подсказки по стилю текста: ничего не сохраняет и ничему не мешает' })
  @ApiResponse({ status: 200, standardSchema: styleReportSchema })
  style(@Body({ schema: styleBody }) { text, kind }: z.output<typeof styleBody>): StyleReport {
    return styleReport(text, kind);
  }

  @Post('assistance/suggest')
  @HttpCode(200)
  @Access('curator')
  @NotIdempotent()
  @ApiOperation({ summary: 'Подсказки по тексту сообщения: основания отклонить, тема, место, исполнители' })
  @ApiResponse({ status: 200, standardSchema: suggestionsView })
  suggest(@Body({ schema: suggestBody }) { text }: z.output<typeof suggestBody>): Promise<z.output<typeof suggestionsView>> {
    return this.routing.forText(text);
  }

  @Get('incidents/:id/suggestions')
  @Access('curator')
  @ApiOperation({ summary: 'Подсказки куратору по сообщению: основания отклонить, тема, место, исполнители. Решает человек' })
  @ApiResponse({ status: 200, standardSchema: suggestionsView })
  ofIncident(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<z.output<typeof suggestionsView>> {
    return this.routing.forIncident(actor, id);
  }
}
