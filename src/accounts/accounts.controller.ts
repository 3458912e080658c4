import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import { IfMatch, type Page, pageOf } from '../platform/http/index.js';
import { AccountHistory } from './account-history.js';
import { AccountList } from './account-list.js';
import { AccountReader } from './account-reader.js';
import {
  type AccountHistoryItem, accountHistoryItem, accountPage, type AccountsQuery, accountsQuery, type AccountView, accountView,
  type CorrectBody, correctBody, type ObserveBody, observeBody, type SubmitAccountBody, submitAccountBody,
} from './account.schemas.js';
import { ActRoute } from './act-route.decorator.js';
import { CorrectAccount } from './correct-account.js';
import { ObserveAccount } from './observe-account.js';
import { StrikeAccount } from './strike-account.js';
import { SubmitAccount } from './submit-account.js';

const id = { schema: z.uuid() };

/** Routes of the registry as its keepers see it: read, enter, mend, end. */
@ApiTags('Аккаунты')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly reader: AccountReader,
    private readonly all: AccountList,
    private readonly past: AccountHistory,
    private readonly submit: SubmitAccount,
    private readonly correct: CorrectAccount,
    private readonly strike: StrikeAccount,
    private readonly observe: ObserveAccount,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Официальные аккаунты; органу и комитету видно и то, что на пути в реестр' })
  @ApiResponse({ status: 200, standardSchema: accountPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: accountsQuery }) query: AccountsQuery): Promise<Page<AccountView>> {
    return this.all.execute(actor, query);
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ summary: 'Аккаунт; органу и комитету — с направленным изменением, ссылкой и сроками' })
  @ApiResponse({ status: 200, standardSchema: accountView })
  get(@CurrentActor() actor: Actor, @Param('id', id) accountId: string): Promise<AccountView> {
    return this.reader.view(actor, accountId);
  }

  @Get(':id/history')
  @Access('executor', 'committee', 'admin')
  @ApiOperation({ summary: 'История аккаунта (А, п. 3.2)' })
  @ApiResponse({ status: 200, standardSchema: pageOf(accountHistoryItem) })
  async history(@CurrentActor() actor: Actor, @Param('id', id) accountId: string): Promise<Page<AccountHistoryItem>> {
    return { items: await this.past.execute(actor, accountId), nextCursor: null };
  }

  @ActRoute('', ['executor', 'committee', 'admin'], 'Направить сведения о новом аккаунте в комитет; комитету — внести в реестр: один в каждой сети (А, п. 3.1)', 201)
  async add(@CurrentActor() actor: Actor, @Body({ schema: submitAccountBody }) body: SubmitAccountBody): Promise<AccountView> {
    return this.reader.view(actor, await this.submit.execute(actor, body));
  }

  @Patch(':id')
  @Access('committee', 'admin')
  @ApiOperation({ summary: 'Исправить запись реестра (А, п. 2.1 и 2.4)' })
  @ApiResponse({ status: 200, standardSchema: accountView })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: correctBody }) body: CorrectBody,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.correct.execute(actor, accountId, body, expected));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('committee', 'admin')
  @ApiOperation({ summary: 'Исключить из реестра; запись о нём сохраняется' })
  @ApiResponse({ status: 204 })
  async remove(@CurrentActor() actor: Actor, @Param('id', id) accountId: string, @IfMatch() expected: number | null): Promise<void> {
    await this.strike.execute(actor, accountId, expected);
  }

  @ActRoute(':id/observe', ['committee', 'admin'], 'Записать, что видно в самой сети: новый адрес того же аккаунта или чужой аккаунт под прежним')
  async seen(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: observeBody }) body: ObserveBody,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.observe.execute(actor, accountId, body, expected));
  }
}
