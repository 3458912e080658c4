import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { DomainError } from '../platform/errors/index.js';
import { NotIdempotent, noneMatch } from '../platform/http/index.js';
import { Spool } from '../platform/storage/index.js';
import { attachmentSchema, attachmentView, type AttachmentView } from './attachments.schemas.js';
import { byteRange } from './byte-range.js';
import { DeleteAttachment } from './delete-attachment.js';
import { contentDisposition } from './file-name.js';
import { opensInPlace } from './media-types.js';
import { ReadAttachment } from './read-attachment.js';
import { receiveUpload } from './receive-upload.js';
import { UploadAttachment } from './upload-attachment.js';

/** Routes of attachments. */
@ApiTags('Вложения')
@Controller('attachments')
export class AttachmentsController {
  constructor(
    private readonly upload: UploadAttachment,
    private readonly read: ReadAttachment,
    private readonly remove: DeleteAttachment,
    private readonly spool: Spool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Access('curator', 'executor', 'committee', 'it-ministry')
  @NotIdempotent()
  @ApiOperation({ summary: 'Загрузить фотографию, видео или документ' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiResponse({ status: 201, standardSchema: attachmentSchema })
  async create(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<AttachmentView> {
    await this.upload.checkQuota(actor);
    const upload = await receiveUpload(request, this.spool, this.config.ATTACHMENT_MAX_MB);
    try {
      return attachmentView(await this.upload.execute(actor, upload));
    } finally {
      await upload.file.discard();
    }
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ summary: 'Сведения о вложении' })
  @ApiResponse({ status: 200, standardSchema: attachmentSchema })
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<AttachmentView> {
    return attachmentView(await this.read.execute(actor, { id }));
  }

  @Get(':id/content')
  @SignedIn()
  @ApiOperation({ summary: 'Содержимое вложения, целиком или частью (Range)' })
  @ApiProduces('application/octet-stream')
  @ApiResponse({ status: 200, description: 'Содержимое' })
  @ApiResponse({ status: 206, description: 'Часть содержимого' })
  async content(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const attachment = await this.read.execute(actor, { id });
    const { mediaType, size, fileName } = attachment;
    const etag = `"${attachment.sha256}"`;
    // May be kept by the browser, but is asked for each time: the right to see it may have ended.
    void reply.headers({ etag, 'cache-control': 'private, no-cache', 'accept-ranges': 'bytes' });
    if (noneMatch(headers['if-none-match'], etag)) {
      void reply.status(304);
      return undefined;
    }
    const ifRange = headers['if-range'];
    const range = ifRange === undefined || ifRange === etag ? byteRange(headers.range, size) : null;
    if (range === 'unsatisfiable') {
      void reply.header('content-range', `bytes */${size}`);
      throw new DomainError('attachment.range', { size });
    }
    const stream = await this.read.open(attachment, range);
    const [start, end] = range ? [range.start, range.end] : [0, size - 1];
    if (range) void reply.status(206).header('content-range', `bytes ${start}-${end}/${size}`);
    void reply.headers({
      'content-type': mediaType,
      'content-length': end - start + 1,
      'content-disposition': contentDisposition(opensInPlace(mediaType) ? 'inline' : 'attachment', fileName),
      // Whatever else the file may be besides a picture (a polyglot): nothing in it runs.
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox`,
    });
    return new StreamableFile(stream);
  }

  @Delete(':id')
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ summary: 'Удалить своё неиспользованное вложение' })
  @ApiResponse({ status: 204, description: 'Удалено' })
  async delete(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    await this.remove.execute(actor, { id });
  }
}
