import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, NotIdempotent, type Page } from '../../platform/http/index.js';
import { AddWebhook } from './add-webhook.js';
import { RemoveWebhook } from './remove-webhook.js';
import { type AddWebhookBody, addWebhookBody, webhookPage, type WebhookView, webhookView } from './webhook.schemas.js';
import { Webhooks } from './webhooks.js';

/** Addresses the networks may call, and what proves their calls. */
@ApiTags('Доступ к сетям')
@Controller('network-webhooks')
export class WebhookKeysController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly add: AddWebhook,
    private readonly remove: RemoveWebhook,
  ) {}

  @Get()
  @Access('admin')
  @ApiOperation({ summary: 'Адреса для вызовов из сетей, без самих секретов' })
  @ApiResponse({ status: 200, standardSchema: webhookPage })
  async list(): Promise<Page<WebhookView>> {
    return { items: await this.webhooks.views(), nextCursor: null };
  }

  @Post()
  @Access('admin')
  @NotIdempotent()
  @ApiOperation({ summary: 'Завести адрес; секреты хранятся зашифрованными' })
  @ApiResponse({ status: 201, standardSchema: webhookView })
  async create(@CurrentActor() actor: Actor, @Body({ schema: addWebhookBody }) body: AddWebhookBody): Promise<WebhookView> {
    return this.webhooks.view(await this.add.execute(actor, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('admin')
  @ApiOperation({ summary: 'Убрать адрес' })
  @ApiResponse({ status: 204 })
  delete(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @IfMatch() expected: number | null): Promise<void> {
    return this.remove.execute(actor, id, expected);
  }
}
