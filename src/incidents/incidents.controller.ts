import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch, type Page, pageOf } from '../platform/http/index.js';
import { DeclineIncident } from './decline-incident.js';
import { IncidentHistory } from './incident-history.js';
import { IncidentList } from './incident-list.js';
import { ActRoute } from './act-route.decorator.js';
import { DeliverReply } from './deliver-reply.js';
import { IncidentPage } from './incident-page.js';
import { IncidentReader } from './incident-reader.js';
import {
  consolidatedReplyBody,
  declineBody,
  type HistoryItem,
  historyItem,
  idSchema,
  type IncidentListItem,
  incidentListItem,
  incidentListQuery,
  type IncidentView,
  incidentView,
  mergeBody,
  recordBody,
  routeBody,
} from './incidents.schemas.js';
import { MergeIncident } from './merge-incident.js';
import { PublishConsolidatedReply } from './publish-consolidated-reply.js';
import { RecordIncidents } from './record-incidents.js';
import { RouteIncident } from './route-incident.js';

/** Routes of incidents: record, screen, route, consolidate. */
@ApiTags('Сообщения')
@Controller('incidents')
export class IncidentsController {
  constructor(
    private readonly record: RecordIncidents,
    private readonly decline: DeclineIncident,
    private readonly merge: MergeIncident,
    private readonly route: RouteIncident,
    private readonly consolidate: PublishConsolidatedReply,
    private readonly deliver: DeliverReply,
    private readonly reader: IncidentReader,
    private readonly list: IncidentList,
    private readonly history: IncidentHistory,
    private readonly page: IncidentPage,
  ) {}

  @ActRoute('', 'curator', 'Зафиксировать сообщение (М, п. 6)', 201)
  async create(@CurrentActor() actor: Actor, @Body({ schema: recordBody }) body: z.output<typeof recordBody>): Promise<IncidentView> {
    return this.reader.view(actor, await this.record.execute(actor, body));
  }

  @Get()
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Список сообщений с отбором и поиском' })
  @ApiResponse({ status: 200, standardSchema: pageOf(incidentListItem) })
  all(@CurrentActor() actor: Actor, @Query({ schema: incidentListQuery }) query: z.output<typeof incidentListQuery>): Promise<Page<IncidentListItem>> {
    return this.list.execute(actor, query);
  }

  @Get(':id')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Сообщение со всем, что по нему сделано' })
  @ApiResponse({ status: 200, standardSchema: incidentView })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<IncidentView> {
    return this.reader.view(actor, id);
  }

  @Get(':id/print')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'Сообщение страницей для чтения и печати' })
  @ApiProduces('text/html')
  @ApiResponse({ status: 200, description: 'Страница', schema: { type: 'string' } })
  async print(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string, @Res() reply: FastifyReply): Promise<void> {
    await reply.type('text/html; charset=utf-8').send(await this.page.execute(actor, id));
  }

  @Get(':id/history')
  @Access('curator', 'executor')
  @ApiOperation({ summary: 'История сообщения: кто, когда, по какому пункту, сколько рабочего времени занял шаг' })
  @ApiResponse({ status: 200, standardSchema: pageOf(historyItem) })
  async past(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<Page<HistoryItem>> {
    return { items: await this.history.execute(actor, id), nextCursor: null };
  }

  @ActRoute(':id/decline', 'curator', 'Отклонить с основанием (М, п. 3 и 4)')
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: declineBody }) body: z.output<typeof declineBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.decline.execute(actor, id, { ...body, version }));
  }

  @ActRoute(':id/merge', 'curator', 'Присоединить к другому сообщению о том же')
  async join(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: mergeBody }) body: z.output<typeof mergeBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.merge.execute(actor, id, { ...body, version }));
  }

  @ActRoute(':id/route', 'curator', 'Направить исполнителю (М, п. 6), нескольким (п. 7) или другому после возврата (п. 8)')
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: routeBody }) body: z.output<typeof routeBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    return this.reader.view(actor, await this.route.execute(actor, id, { ...body, version }));
  }

  @ActRoute(':id/consolidated-reply', 'curator', 'Опубликовать сводный ответ (М, п. 13, абз. 3)')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: consolidatedReplyBody }) body: z.output<typeof consolidatedReplyBody>,
    @IfMatch() version: number | null,
  ): Promise<IncidentView> {
    const { url, accountId, text, attachments } = body;
    const done = url
      ? this.consolidate.execute(actor, id, { text, attachments, url, version })
      : this.deliver.execute(actor, { act: 'consolidated-reply', incidentId: id, text, attachments }, { accountId, version });
    return this.reader.view(actor, await done);
  }
}
