import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { IfMatch, type Page } from '../platform/http/index.js';
import { Access, CurrentActor } from './access.decorator.js';
import type { Actor } from './actor.js';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import {
  changeUserBody, createUserBody, revokedView, userPage, usersQuery, userView,
  type ChangeUserBody, type CreateUserBody, type UsersQuery, type UserView,
} from './identity.schemas.js';
import { RevokeUserSessions } from './revoke-user-sessions.js';
import { UnlockUser } from './unlock-user.js';
import { UserReader } from './user-reader.js';

@ApiTags('Пользователи')
@Controller('users')
export class UsersController {
  constructor(
    private readonly reader: UserReader,
    private readonly create: CreateUser,
    private readonly change: ChangeUser,
    private readonly unlocking: UnlockUser,
    private readonly revoking: RevokeUserSessions,
  ) {}

  @Get()
  @Access('admin')
  @ApiOperation({ summary: 'Пользователи' })
  @ApiResponse({ status: 200, standardSchema: userPage })
  list(@Query({ schema: usersQuery }) query: UsersQuery): Promise<Page<UserView>> {
    return this.reader.list(query);
  }

  @Post()
  @Access('admin')
  @ApiOperation({ summary: 'Завести пользователя' })
  @ApiResponse({ status: 201, standardSchema: userView })
  async add(@CurrentActor() actor: Actor, @Body({ schema: createUserBody }) body: CreateUserBody): Promise<UserView> {
    return this.reader.view(await this.create.execute(actor, body));
  }

  @Get(':id')
  @Access('admin')
  @ApiOperation({ summary: 'Один пользователь' })
  @ApiResponse({ status: 200, standardSchema: userView })
  one(@Param('id', { schema: z.uuid() }) id: string): Promise<UserView> {
    return this.reader.view(id);
  }

  @Patch(':id')
  @Access('admin')
  @ApiOperation({ summary: 'Изменить имя, роли, орган, пароль; отключить или снова допустить' })
  @ApiResponse({ status: 200, standardSchema: userView })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: changeUserBody }) body: ChangeUserBody,
    @IfMatch() expected: number | null,
  ): Promise<UserView> {
    await this.change.execute(actor, id, body, expected);
    return this.reader.view(id);
  }

  @Post(':id/unlock')
  @HttpCode(200)
  @Access('admin')
  @ApiOperation({ summary: 'Снять временный запрет входа' })
  @ApiResponse({ status: 200, standardSchema: userView })
  async unlock(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<UserView> {
    await this.unlocking.execute(actor, id);
    return this.reader.view(id);
  }

  @Post(':id/revoke-sessions')
  @HttpCode(200)
  @Access('admin')
  @ApiOperation({ summary: 'Завершить все сеансы пользователя' })
  @ApiResponse({ status: 200, standardSchema: revokedView })
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<z.output<typeof revokedView>> {
    return { revoked: await this.revoking.execute(actor, id) };
  }
}
