import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch, type Page } from '../platform/http/index.js';
import { ActOnDelivery } from './act-on-delivery.js';
import { DeliveryList } from './delivery-list.js';
import { type DeliveriesQuery, deliveriesQuery, deliveryPage, deliverySchema, type DeliveryView, deliveryView } from './delivery.schemas.js';

const id = { schema: z.uuid() };

/** What the product publishes in the networks, and what it leaves to people. */
@ApiTags('Публикация')
@Controller('deliveries')
export class DeliveriesController {
  constructor(
    private readonly list: DeliveryList,
    private readonly act: ActOnDelivery,
  ) {}

  @Get()
  @Access('curator', 'executor', 'committee')
  @ApiOperation({ summary: 'Публикации через сети: в пути, ждут человека, опубликованы' })
  @ApiResponse({ status: 200, standardSchema: deliveryPage })
  all(@CurrentActor() actor: Actor, @Query({ schema: deliveriesQuery }) query: DeliveriesQuery): Promise<Page<DeliveryView>> {
    return this.list.execute(actor, query);
  }

  @Get(':id')
  @Access('curator', 'executor', 'committee')
  @ApiOperation({ summary: 'Публикация: состояние, место, текст для копирования' })
  @ApiResponse({ status: 200, standardSchema: deliverySchema })
  async get(@CurrentActor() actor: Actor, @Param('id', id) deliveryId: string): Promise<DeliveryView> {
    return deliveryView(actor, await this.list.find(actor, deliveryId));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Access('curator', 'executor', 'committee')
  @ApiOperation({ summary: 'Попробовать опубликовать ещё раз' })
  @ApiResponse({ status: 200, standardSchema: deliverySchema })
  async retry(@CurrentActor() actor: Actor, @Param('id', id) deliveryId: string, @IfMatch() expected: number | null): Promise<DeliveryView> {
    await this.act.execute(actor, deliveryId, 'retry', expected);
    return deliveryView(actor, await this.list.find(actor, deliveryId));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Access('curator', 'executor', 'committee')
  @ApiOperation({ summary: 'Больше не публиковать через систему' })
  @ApiResponse({ status: 200, standardSchema: deliverySchema })
  async cancel(@CurrentActor() actor: Actor, @Param('id', id) deliveryId: string, @IfMatch() expected: number | null): Promise<DeliveryView> {
    await this.act.execute(actor, deliveryId, 'cancel', expected);
    return deliveryView(actor, await this.list.find(actor, deliveryId));
  }
}
