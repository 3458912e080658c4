import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import type { Page } from '../platform/http/index.js';
import { documentRoutes } from './document-routes.js';
import {
  createMaterialBody, documentPage, documentView, materialsQuery,
  type CreateMaterialBody, type DocumentSummary, type DocumentView, type MaterialsQuery,
} from './documents.schemas.js';

const kinds = ['material'] as const;

/** Methodical materials for everyone (D-2.3, D-3.2, A-2.3). */
@ApiTags('Методические материалы')
@Controller('materials')
export class MaterialsController extends documentRoutes(kinds, ['curator', 'committee', 'it-ministry']) {
  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Методические материалы' })
  @ApiResponse({ status: 200, standardSchema: documentPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: materialsQuery }) query: MaterialsQuery): Promise<Page<DocumentSummary>> {
    return this.acts.reader.list(actor, kinds, query);
  }

  @Post()
  @Access('curator', 'committee', 'it-ministry')
  @ApiOperation({ summary: 'Завести методический материал' })
  @ApiResponse({ status: 201, standardSchema: documentView })
  create(@CurrentActor() actor: Actor, @Body({ schema: createMaterialBody }) body: CreateMaterialBody): Promise<DocumentView> {
    return this.acts.create(actor, 'material', body);
  }
}
