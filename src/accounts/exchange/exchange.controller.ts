import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { NotIdempotent, Streamed, streamedType, XLSX } from '../../platform/http/index.js';
import { ExportAccounts } from './export-accounts.js';
import { ImportAccounts, type ImportReport } from './import-accounts.js';

/** A table of a few thousand rows is far smaller. */
const MAX_BYTES = 5 * 1024 * 1024;

const exportQuery = z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv'), encoding: z.enum(['utf-8', 'windows-1251']).default('utf-8') });
const importQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false').transform((value) => value === 'true') });
const importReport = z.object({
  dryRun: z.boolean(), rows: z.int(), created: z.int(), changed: z.int(), unchanged: z.int(),
  errors: z.array(z.object({ row: z.int().meta({ description: 'Строка файла; заголовки — строка 1' }), column: z.string(), message: z.string() })),
}).meta({ id: 'AccountsImport' });

const binary = { schema: { type: 'string', format: 'binary' } };

/** The registry as a table: out for the committee's own work, in from where it was kept before. */
@ApiTags('Аккаунты')
@Controller('accounts')
export class ExchangeController {
  constructor(
    private readonly exporting: ExportAccounts,
    private readonly importing: ImportAccounts,
  ) {}

  @Get('export')
  @Access('committee', 'admin')
  @ApiOperation({ summary: 'Все аккаунты таблицей: CSV (UTF-8 или Windows-1251) или XLSX' })
  @ApiProduces('text/csv', XLSX)
  @ApiResponse({ status: 200, schema: { type: 'string', format: 'binary' } })
  async table(@Query({ schema: exportQuery }) { format, encoding }: z.output<typeof exportQuery>, @Res() reply: FastifyReply): Promise<void> {
    const content = await this.exporting.execute(format, encoding);
    await reply.type(format === 'csv' ? `text/csv; charset=${encoding}` : XLSX).header('content-disposition', `attachment; filename="accounts.${format}"`).send(content);
  }

  @Post('import')
  @HttpCode(200)
  @Access('committee', 'admin')
  // The same table again changes nothing by itself.
  @NotIdempotent()
  @Streamed()
  @ApiOperation({
    summary: 'Внести в реестр таблицу CSV или XLSX: целиком или ничего; dryRun=true только проверяет',
    requestBody: { required: true, content: { 'text/csv': binary, [XLSX]: binary } },
  })
  @ApiResponse({ status: 200, standardSchema: importReport })
  async take(
    @CurrentActor() actor: Actor,
    @Query({ schema: importQuery }) { dryRun }: z.output<typeof importQuery>,
    @Req() request: FastifyRequest,
  ): Promise<ImportReport> {
    if (![XLSX, 'text/csv'].includes(streamedType(request) ?? '')) throw new DomainError('request.unsupported-media-type');
    return this.importing.execute(actor, await received(request), dryRun);
  }
}

/** @throws DomainError `accounts-file.too-big`, whose answer the client gets although it has not sent everything. */
async function received(request: FastifyRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What is too much is read away, or the client would never come to read the answer.
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BYTES) throw new DomainError('accounts-file.too-big');
  return Buffer.concat(chunks);
}
