import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, type Page } from '../../platform/http/index.js';
import { ContactActs } from './contact-acts.js';
import {
  changeContactBody, contactPage, contactsQuery, contactView, createContactBody, deputyBody, handedOver, handOverBody,
  leaveBody,
  type ChangeContactBody, type ContactsQuery, type ContactView, type CreateContactBody, type DeputyBody,
  type HandOverBody, type LeaveBody,
} from './contact.schemas.js';
import { HandOverWork } from './hand-over-work.js';

const id = { schema: z.uuid() };

@ApiTags('Справочник')
@Controller('executors')
export class ExecutorsController {
  constructor(
    private readonly acts: ContactActs,
    private readonly handing: HandOverWork,
  ) {}

  @Get()
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Исполнители: все или своего органа' })
  @ApiResponse({ status: 200, standardSchema: contactPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: contactsQuery }) query: ContactsQuery,
  ): Promise<Page<ContactView>> {
    return this.acts.reader.list(actor, 'executor', query);
  }

  @Post()
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Назначить исполнителя' })
  @ApiResponse({ status: 201, standardSchema: contactView })
  add(
    @CurrentActor() actor: Actor,
    @Body({ schema: createContactBody }) body: CreateContactBody,
  ): Promise<ContactView> {
    return this.acts.create(actor, 'executor', body);
  }

  @Get(':id')
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Один исполнитель' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  one(@CurrentActor() actor: Actor, @Param('id', id) contactId: string): Promise<ContactView> {
    return this.acts.reader.view(actor, 'executor', contactId);
  }

  @Patch(':id')
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Изменить данные исполнителя' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: changeContactBody }) body: ChangeContactBody,
    @IfMatch() expected: number | null,
  ): Promise<ContactView> {
    return this.acts.change(actor, 'executor', contactId, body, expected);
  }

  @Post(':id/leave')
  @HttpCode(200)
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Исполнитель уходит; незавершённая работа передаётся' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  leave(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: leaveBody }) body: LeaveBody,
    @IfMatch() expected: number | null,
  ): Promise<ContactView> {
    return this.acts.leave(actor, 'executor', contactId, body, expected);
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Передать незавершённую работу другому исполнителю' })
  @ApiResponse({ status: 200, standardSchema: handedOver })
  async handOver(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: handOverBody }) { to }: HandOverBody,
  ): Promise<z.output<typeof handedOver>> {
    return { handedOver: await this.handing.execute(actor, contactId, to) };
  }

  @Post(':id/deputies')
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Назначить заместителя на время отсутствия' })
  @ApiResponse({ status: 201, standardSchema: contactView })
  appointDeputy(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: deputyBody }) body: DeputyBody,
  ): Promise<ContactView> {
    return this.acts.appointDeputy(actor, 'executor', contactId, body);
  }

  @Delete(':id/deputies/:deputyId')
  @HttpCode(204)
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Отменить замещение' })
  @ApiResponse({ status: 204 })
  endDeputy(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Param('deputyId', id) deputyId: string,
  ): Promise<void> {
    return this.acts.endDeputy(actor, 'executor', contactId, deputyId);
  }
}
