import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { styleReport, type StyleReport, styleReportSchema } from '../../assistance/index.js';
import { Access } from '../../identity/index.js';
import { NotIdempotent } from '../../platform/http/index.js';
import { styleBody } from './suggestions.schemas.js';

/** Help with a text that is being written; nothing is kept. */
@ApiTags('Подсказки')
@Controller('assistance')
export class AssistanceController {
  @Post('style')
  @HttpCode(200)
  @Access('curator', 'executor', 'committee')
  @NotIdempotent()
  @ApiOperation({ summary: 'Подсказки по стилю текста: ничего не сохраняет и ничему не мешает' })
  @ApiResponse({ status: 200, standardSchema: styleReportSchema })
  style(@Body({ schema: styleBody }) { text, kind }: z.output<typeof styleBody>): StyleReport {
    return styleReport(text, kind);
  }
}
