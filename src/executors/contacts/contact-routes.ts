import { Body, Delete, Get, HttpCode, Injectable, Param, Patch, Post, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, type Page } from '../../platform/http/index.js';
import { ContactActs } from './contact-acts.js';
import type { Duty } from './contact.entity.js';
import {
  changeContactBody, contactPage, contactsQuery, contactView, createContactBody, deputyBody, leaveBody,
  type ChangeContactBody, type ContactsQuery, type ContactView, type CreateContactBody, type DeputyBody, type LeaveBody,
} from './contact.schemas.js';

const id = { schema: z.uuid() };

interface ContactRoutes {
  duty: Duty;
  /** Who may read, and who may change. */
  access: { reading: () => MethodDecorator; changing: () => MethodDecorator };
  /** What each route does, in Russian. */
  words: Record<'list' | 'create' | 'one' | 'change' | 'leave', string>;
}

/** The routes that contacts of every duty have alike (D-2.2, D-4, D-5). */
export function contactRoutes({ duty, access: { reading: Reading, changing: Changing }, words }: ContactRoutes): Type<{ acts: ContactActs }> {
  @Injectable()
  class Routes {
    constructor(readonly acts: ContactActs) {}

    @Get()
    @Reading()
    @ApiOperation({ summary: words.list })
    @ApiResponse({ status: 200, standardSchema: contactPage })
    list(
      @CurrentActor() actor: Actor,
      @Query({ schema: contactsQuery }) query: ContactsQuery,
    ): Promise<Page<ContactView>> {
      return this.acts.reader.list(actor, duty, query);
    }

    @Post()
    @Changing()
    @ApiOperation({ summary: words.create })
    @ApiResponse({ status: 201, standardSchema: contactView })
    add(
      @CurrentActor() actor: Actor,
      @Body({ schema: createContactBody }) body: CreateContactBody,
    ): Promise<ContactView> {
      return this.acts.create(actor, duty, body);
    }

    @Get(':id')
    @Reading()
    @ApiOperation({ summary: words.one })
    @ApiResponse({ status: 200, standardSchema: contactView })
    one(@CurrentActor() actor: Actor, @Param('id', id) contactId: string): Promise<ContactView> {
      return this.acts.reader.view(actor, duty, contactId);
    }

    @Patch(':id')
    @Changing()
    @ApiOperation({ summary: words.change })
    @ApiResponse({ status: 200, standardSchema: contactView })
    edit(
      @CurrentActor() actor: Actor,
      @Param('id', id) contactId: string,
      @Body({ schema: changeContactBody }) body: ChangeContactBody,
      @IfMatch() expected: number | null,
    ): Promise<ContactView> {
      return this.acts.change(actor, duty, contactId, body, expected);
    }

    @Post(':id/leave')
    @HttpCode(200)
    @Changing()
    @ApiOperation({ summary: words.leave })
    @ApiResponse({ status: 200, standardSchema: contactView })
    leave(
      @CurrentActor() actor: Actor,
      @Param('id', id) contactId: string,
      @Body({ schema: leaveBody }) body: LeaveBody,
      @IfMatch() expected: number | null,
    ): Promise<ContactView> {
      return this.acts.leave(actor, duty, contactId, body, expected);
    }

    @Post(':id/confirm')
    @HttpCode(200)
    @Changing()
    @ApiOperation({ summary: 'Подтвердить: сведения по-прежнему верны' })
    @ApiResponse({ status: 200, standardSchema: contactView })
    confirm(
      @CurrentActor() actor: Actor,
      @Param('id', id) contactId: string,
      @IfMatch() expected: number | null,
    ): Promise<ContactView> {
      return this.acts.confirm(actor, duty, contactId, expected);
    }

    @Post(':id/deputies')
    @Changing()
    @ApiOperation({ summary: 'Назначить заместителя на время отсутствия' })
    @ApiResponse({ status: 201, standardSchema: contactView })
    appointDeputy(
      @CurrentActor() actor: Actor,
      @Param('id', id) contactId: string,
      @Body({ schema: deputyBody }) body: DeputyBody,
    ): Promise<ContactView> {
      return this.acts.appointDeputy(actor, duty, contactId, body);
    }

    @Delete(':id/deputies/:deputyId')
    @HttpCode(204)
    @Changing()
    @ApiOperation({ summary: 'Отменить замещение' })
    @ApiResponse({ status: 204 })
    endDeputy(
      @CurrentActor() actor: Actor,
      @Param('id', id) contactId: string,
      @Param('deputyId', id) deputyId: string,
    ): Promise<void> {
      return this.acts.endDeputy(actor, duty, contactId, deputyId);
    }
  }
  return Routes;
}
