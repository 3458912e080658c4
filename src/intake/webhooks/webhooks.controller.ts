import { Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { NotIdempotent, Public, RawBody } from '../../platform/http/index.js';
import { ReceiveCall } from './receive-call.js';
import { verifyQuery } from './webhook.schemas.js';

const PLAIN = ['content-type', 'text/plain; charset=utf-8'] as const;
const id = { schema: z.uuid() };

/** Where the networks call. Open to everybody: each call proves itself. */
@ApiTags('Вызовы из сетей')
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly receive: ReceiveCall) {}

  @Post('vk/:id')
  @HttpCode(200)
  @Header(...PLAIN)
  @Public()
  @RawBody()
  @NotIdempotent()
  @ApiOperation({ summary: 'Callback API ВКонтакте: подтверждение адреса и события сообщества' })
  @ApiResponse({ status: 200, description: 'ok или строка подтверждения' })
  vk(@Param('id', id) webhookId: string, @Req() request: FastifyRequest): Promise<string> {
    return this.receive.vk(webhookId, request.body);
  }

  @Get('meta/:id')
  @Header(...PLAIN)
  @Public()
  @ApiOperation({ summary: 'Meta спрашивает, наш ли это адрес' })
  @ApiResponse({ status: 200, description: 'hub.challenge' })
  verify(@Param('id', id) webhookId: string, @Query({ schema: verifyQuery }) query: z.output<typeof verifyQuery>): Promise<string> {
    return this.receive.verify(webhookId, query['hub.verify_token'], query['hub.challenge']);
  }

  @Post('meta/:id')
  @HttpCode(200)
  @Header(...PLAIN)
  @Public()
  @RawBody()
  @NotIdempotent()
  @ApiOperation({ summary: 'Webhooks Meta: изменения на страницах Facebook и в аккаунтах Instagram, подписанные приложением' })
  @ApiResponse({ status: 200, description: 'ok' })
  meta(@Param('id', id) webhookId: string, @Req() request: FastifyRequest): Promise<string> {
    const signature = request.headers['x-hub-signature-256'];
    return this.receive.meta(webhookId, request.body, typeof signature === 'string' ? signature : undefined);
  }
}
