import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, type Page } from '../../platform/http/index.js';
import { AddSearch } from './add-search.js';
import { ChangeWatch } from './change-watch.js';
import { RemoveWatch } from './remove-watch.js';
import { type AddSearchBody, addSearchBody, type ChangeWatchBody, changeWatchBody, watchListQuery, watchPage, type WatchView, watchView } from './watch.schemas.js';
import { Watches } from './watches.js';

const id = { schema: z.uuid() };

/** What is listened to (M-1, M-3). */
@ApiTags('Мониторинг сетей')
@Controller('watches')
export class WatchesController {
  constructor(
    private readonly watches: Watches,
    private readonly add: AddSearch,
    private readonly change: ChangeWatch,
    private readonly remove: RemoveWatch,
  ) {}

  @Get()
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Что система слушает: комментарии и упоминания официальных аккаунтов, поиски; когда читала и чем это кончилось' })
  @ApiResponse({ status: 200, standardSchema: watchPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: watchListQuery }) query: z.output<typeof watchListQuery>): Promise<Page<WatchView>> {
    return this.watches.list(actor, query);
  }

  @Get(':id')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Одно наблюдение' })
  @ApiResponse({ status: 200, standardSchema: watchView })
  one(@CurrentActor() actor: Actor, @Param('id', id) watchId: string): Promise<WatchView> {
    return this.watches.view(actor, watchId);
  }

  @Post()
  @Access('curator')
  @ApiOperation({ summary: 'Искать слова в сети ради темы или населённого пункта' })
  @ApiResponse({ status: 201, standardSchema: watchView })
  async create(@CurrentActor() actor: Actor, @Body({ schema: addSearchBody }) body: AddSearchBody): Promise<WatchView> {
    return this.watches.view(actor, await this.add.execute(actor, body));
  }

  @Patch(':id')
  @Access('curator')
  @ApiOperation({ summary: 'Приостановить, продолжить, изменить поиск' })
  @ApiResponse({ status: 200, standardSchema: watchView })
  async update(@CurrentActor() actor: Actor, @Param('id', id) watchId: string, @Body({ schema: changeWatchBody }) body: ChangeWatchBody, @IfMatch() expected: number | null): Promise<WatchView> {
    await this.change.execute(actor, watchId, body, expected);
    return this.watches.view(actor, watchId);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('curator')
  @ApiOperation({ summary: 'Закончить поиск; найденное остаётся' })
  @ApiResponse({ status: 204 })
  delete(@CurrentActor() actor: Actor, @Param('id', id) watchId: string, @IfMatch() expected: number | null): Promise<void> {
    return this.remove.execute(actor, watchId, expected);
  }
}
