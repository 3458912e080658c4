import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { styleReport, type StyleReport, styleReportSchema } from '../../assistance/index.js';
import { Access } from '../../identity/index.js';
import { NotIdempotent } from '../../platform/http/index.js';
import { SuggestRouting } from './suggest-routing.js';
import { styleBody, suggestBody, suggestionsView } from './suggestions.schemas.js';

/** Suggestions about a text; nothing is decided, nothing is kept. */
@ApiTags('Подсказки')
@Controller('assistance')
export class AssistanceController {
  constructor(private readonly routing: SuggestRouting) {}

  @Post('style')
  @HttpCode(200)
  @Access('curator', 'executor', 'committee')
  @NotIdempotent()
  @ApiOperation({ summary: 'Подсказки по стилю текста: ничего не сохраняет и ничему не мешает' })
  @ApiResponse({ status: 200, standardSchema: styleReportSchema })
  style(@Body({ schema: styleBody }) { text, kind }: z.output<typeof styleBody>): StyleReport {
    return styleReport(text, kind);
  }

  @Post('suggest')
  @HttpCode(200)
  @Access('curator')
  @NotIdempotent()
  @ApiOperation({ summary: 'Подсказки по тексту сообщения: основания отклонить, тема, место, исполнители' })
  @ApiResponse({ status: 200, standardSchema: suggestionsView })
  suggest(@Body({ schema: suggestBody }) { text }: z.output<typeof suggestBody>): Promise<z.output<typeof suggestionsView>> {
    return this.routing.forText(text);
  }
}
