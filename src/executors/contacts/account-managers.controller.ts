import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, type Page } from '../../platform/http/index.js';
import { ContactActs } from './contact-acts.js';
import {
  changeContactBody, contactPage, contactsQuery, contactView, createContactBody, deputyBody, leaveBody,
  type ChangeContactBody, type ContactsQuery, type ContactView, type CreateContactBody, type DeputyBody, type LeaveBody,
} from './contact.schemas.js';

const id = { schema: z.uuid() };

@ApiTags('Справочник')
@Controller('account-managers')
export class AccountManagersController {
  constructor(private readonly acts: ContactActs) {}

  @Get()
  @Access('curator', 'committee', 'admin', 'executor')
  @ApiOperation({ summary: 'Ответственные за аккаунты: все или своего органа' })
  @ApiResponse({ status: 200, standardSchema: contactPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: contactsQuery }) query: ContactsQuery,
  ): Promise<Page<ContactView>> {
    return this.acts.reader.list(actor, 'account-manager', query);
  }

  @Post()
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Назначить ответственного за аккаунты' })
  @ApiResponse({ status: 201, standardSchema: contactView })
  add(
    @CurrentActor() actor: Actor,
    @Body({ schema: createContactBody }) body: CreateContactBody,
  ): Promise<ContactView> {
    return this.acts.create(actor, 'account-manager', body);
  }

  @Get(':id')
  @Access('curator', 'committee', 'admin', 'executor')
  @ApiOperation({ summary: 'Один ответственный за аккаунты' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  one(@CurrentActor() actor: Actor, @Param('id', id) contactId: string): Promise<ContactView> {
    return this.acts.reader.view(actor, 'account-manager', contactId);
  }

  @Patch(':id')
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Изменить данные ответственного за аккаунты' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: changeContactBody }) body: ChangeContactBody,
    @IfMatch() expected: number | null,
  ): Promise<ContactView> {
    return this.acts.change(actor, 'account-manager', contactId, body, expected);
  }

  @Post(':id/leave')
  @HttpCode(200)
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Ответственный за аккаунты уходит' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  leave(
    @CurrentActor() actor: Actor,
    @Param('id', id) contactId: string,
    @Body({ schema: leaveBody }) body: LeaveBody,
    @IfMatch() expected: number | null,
  ): Promise<ContactView> {
    return this.acts.leave(actor, 'account-manager', contactId, body, expected);
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
    return this.acts.appointDeputy(actor, 'account-manager', contactId, body);
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
    return this.acts.endDeputy(actor, 'account-manager', contactId, deputyId);
  }
}
