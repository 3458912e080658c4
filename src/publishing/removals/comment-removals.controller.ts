import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import type { Page } from '../../platform/http/index.js';
import { DeliveryList } from '../delivery-list.js';
import { CommentRemovedByHand, RemoveComment } from './remove-comment.js';
import {
  commentRemovalPage, commentRemovalView, type CommentRemovalView, removalsQuery, type RemovalsQuery, removalView, removeCommentBody, type RemoveCommentBody, removedByHandBody,
} from './removal.schemas.js';

const id = { schema: z.uuid() };

/** Removing comments from official accounts, through the network or by hand. */
@ApiTags('Удалённые комментарии')
@Controller('comment-removals')
export class CommentRemovalsController {
  constructor(
    private readonly list: DeliveryList,
    private readonly remove: RemoveComment,
    private readonly byHand: CommentRemovedByHand,
  ) {}

  @Get()
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Удаления комментариев: в пути, ждут человека, сделаны' })
  @ApiResponse({ status: 200, standardSchema: commentRemovalPage })
  all(@CurrentActor() actor: Actor, @Query({ schema: removalsQuery }) query: RemovalsQuery): Promise<Page<CommentRemovalView>> {
    return this.list.page(actor, { ...query, kind: 'removal' }, removalView);
  }

  @Post()
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Удалить комментарий под своим аккаунтом через сеть; где нельзя — задача человеку. После удаления он в журнале' })
  @ApiResponse({ status: 201, standardSchema: commentRemovalView })
  async create(@CurrentActor() actor: Actor, @Body({ schema: removeCommentBody }) body: RemoveCommentBody): Promise<CommentRemovalView> {
    return this.view(actor, await this.remove.execute(actor, body));
  }

  @Get(':id')
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Удаление: кто писал, где, основание, состояние' })
  @ApiResponse({ status: 200, standardSchema: commentRemovalView })
  one(@CurrentActor() actor: Actor, @Param('id', id) removalId: string): Promise<CommentRemovalView> {
    return this.view(actor, removalId);
  }

  @Post(':id/done')
  @HttpCode(200)
  @Access('committee', 'executor')
  @ApiOperation({ summary: 'Отметить, что комментарий удалён вручную: он попадает в журнал' })
  @ApiResponse({ status: 200, standardSchema: commentRemovalView })
  async done(@CurrentActor() actor: Actor, @Param('id', id) removalId: string, @Body({ schema: removedByHandBody }) body: z.output<typeof removedByHandBody>): Promise<CommentRemovalView> {
    await this.byHand.execute(actor, await this.list.own(actor, removalId, 'removal'), body?.removedAt);
    return this.view(actor, removalId);
  }

  private async view(actor: Actor, removalId: string): Promise<CommentRemovalView> {
    return removalView(actor, await this.list.find(actor, removalId, 'removal'));
  }
}
