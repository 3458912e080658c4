import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import { isoOffset, type Page } from '../platform/http/index.js';
import { AcknowledgeEdition } from './acknowledge-edition.js';
import { AcknowledgementList } from './acknowledgement-list.js';
import { DocumentActs } from './document-acts.js';
import { documentRoutes } from './document-routes.js';
import {
  acknowledgeBody, acknowledgedView, acknowledgementPage, acknowledgementsQuery, createDocumentBody, documentPage, documentsQuery, documentView,
  type AcknowledgeBody, type AcknowledgementPage, type AcknowledgementsQuery, type CreateDocumentBody, type DocumentsQuery,
  type DocumentSummary, type DocumentView,
} from './documents.schemas.js';

const id = { schema: z.uuid() };
const kinds = ['recommendations', 'instruction'] as const;

/** Security of accounts: the ministry's recommendations and the authorities' instructions (A-2.5, A-3.4, D-3.1). */
@ApiTags('Документы')
@Controller('documents')
export class DocumentsController extends documentRoutes(kinds, ['it-ministry', 'committee', 'executor']) {
  constructor(
    acts: DocumentActs,
    private readonly acknowledging: AcknowledgeEdition,
    private readonly acknowledgementList: AcknowledgementList,
  ) {
    super(acts);
  }

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Рекомендации и инструкции о защите аккаунтов' })
  @ApiResponse({ status: 200, standardSchema: documentPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: documentsQuery }) query: DocumentsQuery): Promise<Page<DocumentSummary>> {
    return this.acts.reader.list(actor, kinds, query);
  }

  @Post()
  @Access('it-ministry', 'committee', 'executor')
  @ApiOperation({ summary: 'Завести рекомендации (министерство) или инструкцию (орган, комитет)' })
  @ApiResponse({ status: 201, standardSchema: documentView })
  create(@CurrentActor() actor: Actor, @Body({ schema: createDocumentBody }) { kind, ...body }: CreateDocumentBody): Promise<DocumentView> {
    return this.acts.create(actor, kind, body);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Access('executor', 'committee')
  @ApiOperation({ summary: 'Ознакомлен с этой редакцией' })
  @ApiResponse({ status: 200, standardSchema: acknowledgedView })
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id', id) documentId: string,
    @Body({ schema: acknowledgeBody }) { editionId }: AcknowledgeBody,
  ): Promise<z.output<typeof acknowledgedView>> {
    const at = await this.acknowledging.execute(actor, kinds, documentId, editionId);
    return { editionId, acknowledgedAt: isoOffset(at) };
  }

  @Get(':id/acknowledgements')
  @SignedIn()
  @ApiOperation({ summary: 'Кто ознакомился с действующей редакцией и кто нет' })
  @ApiResponse({ status: 200, standardSchema: acknowledgementPage })
  acknowledgements(
    @CurrentActor() actor: Actor,
    @Param('id', id) documentId: string,
    @Query({ schema: acknowledgementsQuery }) query: AcknowledgementsQuery,
  ): Promise<AcknowledgementPage> {
    return this.acknowledgementList.execute(actor, kinds, documentId, query);
  }
}
