import { Body, Get, HttpCode, Injectable, Param, Patch, Post, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, type Role, SignedIn } from '../identity/index.js';
import { IfMatch } from '../platform/http/index.js';
import { DocumentActs } from './document-acts.js';
import type { DocumentKind } from './document.entity.js';
import {
  documentHistory, documentView, editionBody, reviseBody,
  type DocumentHistory, type DocumentView, type EditionBody, type ReviseBody,
} from './documents.schemas.js';

const id = { schema: z.uuid() };

/** The routes that documents and materials have alike. */
export function documentRoutes(kinds: readonly DocumentKind[], publishing: readonly [Role, ...Role[]]): Type<{ acts: DocumentActs }> {
  const Publishing = () => Access(...publishing);

  @Injectable()
  class Routes {
    constructor(readonly acts: DocumentActs) {}

    @Get(':id')
    @SignedIn()
    @ApiOperation({ summary: 'Один документ со всеми редакциями' })
    @ApiResponse({ status: 200, standardSchema: documentView })
    one(@CurrentActor() actor: Actor, @Param('id', id) documentId: string): Promise<DocumentView> {
      return this.acts.reader.view(actor, kinds, documentId);
    }

    @Get(':id/history')
    @SignedIn()
    @ApiOperation({ summary: 'Что происходило с документом' })
    @ApiResponse({ status: 200, standardSchema: documentHistory })
    history(@CurrentActor() actor: Actor, @Param('id', id) documentId: string): Promise<DocumentHistory> {
      return this.acts.history.execute(actor, kinds, documentId);
    }

    @Patch(':id')
    @Publishing()
    @ApiOperation({ summary: 'Изменить черновик: название, текст, добавить файлы' })
    @ApiResponse({ status: 200, standardSchema: documentView })
    revise(
      @CurrentActor() actor: Actor,
      @Param('id', id) documentId: string,
      @Body({ schema: reviseBody }) body: ReviseBody,
      @IfMatch() expected: number | null,
    ): Promise<DocumentView> {
      return this.acts.revise(actor, kinds, documentId, body, expected);
    }

    @Post(':id/editions')
    @Publishing()
    @ApiOperation({ summary: 'Начать новую редакцию; прежняя действует, пока новая не издана' })
    @ApiResponse({ status: 201, standardSchema: documentView })
    begin(
      @CurrentActor() actor: Actor,
      @Param('id', id) documentId: string,
      @Body({ schema: editionBody }) body: EditionBody,
      @IfMatch() expected: number | null,
    ): Promise<DocumentView> {
      return this.acts.begin(actor, kinds, documentId, body, expected);
    }

    @Post(':id/issue')
    @HttpCode(200)
    @Publishing()
    @ApiOperation({ summary: 'Издать черновик: он вступает в силу и направляется тем, кого касается' })
    @ApiResponse({ status: 200, standardSchema: documentView })
    issue(@CurrentActor() actor: Actor, @Param('id', id) documentId: string, @IfMatch() expected: number | null): Promise<DocumentView> {
      return this.acts.issue(actor, kinds, documentId, expected);
    }

    @Post(':id/discard')
    @HttpCode(200)
    @Publishing()
    @ApiOperation({ summary: 'Отказаться от черновика' })
    @ApiResponse({ status: 200, standardSchema: documentView })
    discard(@CurrentActor() actor: Actor, @Param('id', id) documentId: string, @IfMatch() expected: number | null): Promise<DocumentView> {
      return this.acts.discard(actor, kinds, documentId, expected);
    }
  }
  return Routes;
}
