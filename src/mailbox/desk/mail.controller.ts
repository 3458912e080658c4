import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from '../../attachments/index.js';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { type Page, pageOf } from '../../platform/http/index.js';
import { Resend } from '../../platform/mail/index.js';
import { HandleLetter } from './handle-letter.js';
import { MailReader } from './mail-reader.js';
import { fileIndex, handleBody, type HandleBody, mailHead, type MailHead, mailQuery, type MailQuery, mailView, type MailView, resendBody } from './mail.schemas.js';

const idSchema = z.uuid();

/** Routes of letters, both to us and from us, for curator and administrator. */
@ApiTags('Почта')
@Controller('mail')
export class MailController {
  constructor(
    private readonly reader: MailReader,
    private readonly handleLetter: HandleLetter,
    private readonly resendLetter: Resend,
  ) {}

  @Get()
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Письма, входящие и исходящие, новые сначала: что с каждым стало и почему' })
  @ApiResponse({ status: 200, standardSchema: pageOf(mailHead) })
  all(@CurrentActor() actor: Actor, @Query({ schema: mailQuery }) query: MailQuery): Promise<Page<MailHead>> {
    return this.reader.list(actor, query);
  }

  @Get(':id')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Письмо обычным текстом и как оно понято' })
  @ApiResponse({ status: 200, standardSchema: mailView })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<MailView> {
    return this.reader.view(actor, id);
  }

  @Get(':id/raw')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Входящее письмо целиком, как оно пришло' })
  @ApiProduces('application/octet-stream')
  @ApiResponse({ status: 200, description: 'Письмо' })
  async raw(@Param('id', { schema: idSchema }) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return download(reply, await this.reader.raw(id), `${id}.eml`);
  }

  @Get(':id/attachments/:index')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Файл из письма' })
  @ApiProduces('application/octet-stream')
  @ApiResponse({ status: 200, description: 'Файл' })
  async attachment(
    @Param('id', { schema: idSchema }) id: string,
    @Param('index', { schema: fileIndex }) index: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, content } = await this.reader.file(id, index);
    return download(reply, content, name ?? `file-${index}`);
  }

  @Post(':id/resend')
  @HttpCode(200)
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Отправить недошедшее письмо ещё раз, если нужно — на другой адрес' })
  @ApiResponse({ status: 200, standardSchema: mailView })
  async resend(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string, @Body({ schema: resendBody }) body: z.output<typeof resendBody>): Promise<MailView> {
    await this.resendLetter.execute(id, body ?? {});
    return this.reader.view(actor, id);
  }

  @Post(':id/handle')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Решить, что значит неразобранное письмо: проект, возврат, замечания, согласование, публикация или ничего' })
  @ApiResponse({ status: 200, standardSchema: mailView })
  async handle(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string, @Body({ schema: handleBody }) body: HandleBody): Promise<MailView> {
    await this.handleLetter.execute(actor, id, body);
    return this.reader.view(actor, id);
  }
}

/** Never shown in place: whatever a letter brings along runs nowhere. */
function download(reply: FastifyReply, content: Buffer, name: string): StreamableFile {
  void reply.headers({
    'content-type': 'application/octet-stream',
    'content-length': content.length,
    'content-disposition': contentDisposition('attachment', name.replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_').slice(0, 200)),
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; sandbox`,
  });
  return new StreamableFile(content);
}
