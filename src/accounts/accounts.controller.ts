import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import { IfMatch, type Page } from '../platform/http/index.js';
import {
  accountPage, accountsQuery, accountView, changeAccountBody, registerAccountBody,
  type AccountsQuery, type AccountView, type ChangeAccountBody, type RegisterAccountBody,
} from './account.schemas.js';
import { Accounts } from './accounts.js';
import { ChangeAccount } from './change-account.js';
import { EndAccount } from './end-account.js';
import { RegisterAccount } from './register-account.js';

const id = { schema: z.uuid() };

@ApiTags('Аккаунты')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly register: RegisterAccount,
    private readonly change: ChangeAccount,
    private readonly end: EndAccount,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Официальные аккаунты органов' })
  @ApiResponse({ status: 200, standardSchema: accountPage })
  list(@Query({ schema: accountsQuery }) query: AccountsQuery): Promise<Page<AccountView>> {
    return this.accounts.list(query);
  }

  @Post()
  @Access('committee', 'admin')
  @ApiOperation({ summary: 'Записать аккаунт органа: один в каждой сети' })
  @ApiResponse({ status: 201, standardSchema: accountView })
  async add(
    @CurrentActor() actor: Actor,
    @Body({ schema: registerAccountBody }) body: RegisterAccountBody,
  ): Promise<AccountView> {
    return this.accounts.view(await this.register.execute(actor, body));
  }

  @Patch(':id')
  @Access('committee', 'admin')
  @ApiOperation({ summary: 'Изменить запись об аккаунте' })
  @ApiResponse({ status: 200, standardSchema: accountView })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: changeAccountBody }) body: ChangeAccountBody,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    await this.change.execute(actor, accountId, body, expected);
    return this.accounts.view(accountId);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('committee', 'admin')
  @ApiOperation({ summary: 'Закрыть аккаунт; запись о нём сохраняется' })
  @ApiResponse({ status: 204 })
  remove(@CurrentActor() actor: Actor, @Param('id', id) accountId: string): Promise<void> {
    return this.end.execute(actor, accountId);
  }
}
