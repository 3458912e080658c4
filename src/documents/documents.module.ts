import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AcknowledgementsModule } from '../acknowledgements/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { ExecutorsModule } from '../executors/index.js';
import { RegulationModule } from '../regulation/index.js';
import { AcknowledgeEdition } from './acknowledge-edition.js';
import { AcknowledgementList } from './acknowledgement-list.js';
import { Audience } from './audience.js';
import { BeginEdition } from './begin-edition.js';
import { CreateDocument } from './create-document.js';
import { DiscardDraft } from './discard-draft.js';
import { DocumentActs } from './document-acts.js';
import { DocumentAttachments } from './document-attachments.js';
import { DocumentFigures } from './document-figures.js';
import { ReadDocumentHistory } from './document-history.js';
import { DocumentReader } from './document-reader.js';
import { DocumentRecord } from './document-record.js';
import { Document, DocumentEdition } from './document.entity.js';
import { DocumentsController } from './documents.controller.js';
import { EditionStanding } from './edition-standing.js';
import { IssueEdition } from './issue-edition.js';
import { MaterialsController } from './materials.controller.js';
import { PendingEditions } from './pending-editions.js';
import { RecommendationsTerm } from './recommendations-term.js';
import { RemindReaders } from './remind-readers.js';
import { ReviseDraft } from './revise-draft.js';

/** Security documents and methodical materials, with editions and acknowledgements. */
@Module({
  imports: [TypeOrmModule.forFeature([Document, DocumentEdition]), AcknowledgementsModule, AttachmentsModule, ExecutorsModule, RegulationModule],
  controllers: [DocumentsController, MaterialsController],
  providers: [
    DocumentReader, DocumentRecord, DocumentActs, DocumentAttachments, ReadDocumentHistory, Audience, PendingEditions,
    CreateDocument, BeginEdition, ReviseDraft, IssueEdition, DiscardDraft, AcknowledgeEdition, AcknowledgementList,
    RecommendationsTerm, RemindReaders, DocumentFigures, EditionStanding,
  ],
  exports: [CreateDocument, IssueEdition, AcknowledgeEdition, DocumentReader, DocumentFigures, EditionStanding],
})
export class DocumentsModule {}
