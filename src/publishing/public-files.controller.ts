import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AttachmentFiles } from '../attachments/index.js';
import { notFound } from '../platform/errors/index.js';
import { Public } from '../platform/http/index.js';
import { PublicFiles } from './public-files.js';

/** Photos of answers for the networks that fetch them by address. */
@ApiTags('Публикация')
@Controller('public-files')
export class PublicFilesController {
  constructor(
    private readonly files: AttachmentFiles,
    private readonly links: PublicFiles,
  ) {}

  @Get(':id/:until/:signature')
  @Public()
  @ApiOperation({ summary: 'Фотография ответа для социальной сети, по подписанной ссылке на час' })
  @ApiProduces('application/octet-stream')
  @ApiResponse({ status: 200, description: 'Фотография' })
  async get(
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('until', { schema: z.coerce.number().int().min(0) }) until: number,
    @Param('signature', { schema: z.string().min(1).max(100) }) signature: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (!this.links.valid(id, until, signature)) throw notFound('file', id);
    const [file] = await this.files.read([id]);
    if (!file) throw notFound('file', id);
    void reply.headers({ 'content-type': file.mediaType, 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
    return new StreamableFile(file.content);
  }
}
