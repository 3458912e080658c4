import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../../identity/index.js';
import { IfMatch, type Page } from '../../platform/http/index.js';
import { ContactActs } from './contact-acts.js';
import {
  changeContactBody, contactPage, contactsQuery, contactView, createContactBody, deputyBody, leaveBody,
  type ChangeContactBody, type ContactsQuery, type ContactView, type CreateContactBody, type DeputyBody, type LeaveBody,
} from './contact.schemas.js';

const id = { schema: z.uuid() };

@ApiTags('Справочник')
@Controller('curators')
export class CuratorsController {
  constructor(private readonly acts: ContactActs) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Кураторы: кому направлять ответы на согласование' })
  @ApiResponse({ status: 200, standardSchema: contactPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: contactsQuery }) query: ContactsQuery,
  ): Promise<Page<ContactView>> {
    return this.acts.reader.list(actor, 'curator', query);
  }

  @Post()
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Назначить куратора' })
  @ApiResponse({ status: 201, standardSchema: contactView })
  add(
    @CurrentActor() actor: Actor,
    @Body({ schema: createContactBody }) body: CreateContactBody,
  ): Promise<ContactView> {
    return this.acts.create(actor, 'curator', body);
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ summary: 'Один куратор' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  one(@CurrentActor() actor: Actor, @Param('id', id) contactId: string): Promise<ContactView> {
    return this.acts.reader.view(actor, 'curator', contactId);
  }

  @Patch(':id')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Изменить данные куратора' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: changeContactBody }) body: ChangeContactBody,
    @IfMatch() expected: number | null,
  ): Promise<ContactView> {
    return this.acts.change(actor, 'curator', contactId, body, expected);
  }

  @Post(':id/leave')
  @HttpCode(200)
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Куратор уходит' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  leave(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: leaveBody }) body: LeaveBody,
    @IfMatch() expected: number | null,
  ): Promise<ContactView> {
    return this.acts.leave(actor, 'curator', contactId, body, expected);
  }

  @Post(':id/deputies')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Назначить заместителя на время отсутствия' })
  @ApiResponse({ status: 201, standardSchema: contactView })
  appointDeputy(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: deputyBody }) body: DeputyBody,
  ): Promise<ContactView> {
    return this.acts.appointDeputy(actor, 'curator', contactId, body);
  }

  @Delete(':id/deputies/:deputyId')
  @HttpCode(204)
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Отменить замещение' })
  @ApiResponse({ status: 204 })
  endDeputy(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Param('deputyId', id) deputyId: string,
  ): Promise<void> {
    return this.acts.endDeputy(actor, 'curator', contactId, deputyId);
  }
}
