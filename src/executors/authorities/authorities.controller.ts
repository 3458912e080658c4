import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../../identity/index.js';
import { IfMatch, type Page } from '../../platform/http/index.js';
import { AuthorityReader } from './authority-reader.js';
import {
  authoritiesQuery, authorityHistory, authorityPage, authorityView, changeAuthorityBody, createAuthorityBody,
  type AuthoritiesQuery, type AuthorityHistory, type AuthorityView, type ChangeAuthorityBody, type CreateAuthorityBody,
} from './authority.schemas.js';
import { ChangeAuthority } from './change-authority.js';
import { CreateAuthority } from './create-authority.js';

@ApiTags('Справочник')
@Controller('authorities')
export class AuthoritiesController {
  constructor(
    private readonly reader: AuthorityReader,
    private readonly create: CreateAuthority,
    private readonly change: ChangeAuthority,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Органы исполнительной власти и муниципальные образования' })
  @ApiResponse({ status: 200, standardSchema: authorityPage })
  list(@Query({ schema: authoritiesQuery }) query: AuthoritiesQuery): Promise<Page<AuthorityView>> {
    return this.reader.list(query);
  }

  @Post()
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Добавить орган' })
  @ApiResponse({ status: 201, standardSchema: authorityView })
  add(
    @CurrentActor() actor: Actor,
    @Body({ schema: createAuthorityBody }) body: CreateAuthorityBody,
  ): Promise<AuthorityView> {
    return this.create.execute(actor, body);
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ summary: 'Один орган' })
  @ApiResponse({ status: 200, standardSchema: authorityView })
  one(@Param('id', { schema: z.uuid() }) id: string): Promise<AuthorityView> {
    return this.reader.view(id);
  }

  @Patch(':id')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Переименовать орган, сменить график, передать роль или закрыть' })
  @ApiResponse({ status: 200, standardSchema: authorityView })
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: changeAuthorityBody }) body: ChangeAuthorityBody,
    @IfMatch() expected: number | null,
  ): Promise<AuthorityView> {
    return this.change.execute(actor, id, body, expected);
  }

  @Get(':id/history')
  @SignedIn()
  @ApiOperation({ summary: 'Прежние наименования и изменения органа' })
  @ApiResponse({ status: 200, standardSchema: authorityHistory })
  history(@Param('id', { schema: z.uuid() }) id: string): Promise<AuthorityHistory> {
    return this.reader.history(id);
  }
}
