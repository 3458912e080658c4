import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { BeginEdition } from './begin-edition.js';
import { CreateDocument } from './create-document.js';
import { DiscardDraft } from './discard-draft.js';
import type { DocumentKind } from './document.entity.js';
import { ReadDocumentHistory } from './document-history.js';
import { DocumentReader } from './document-reader.js';
import type { CreateMaterialBody, DocumentView, EditionBody, ReviseBody } from './documents.schemas.js';
import { IssueEdition } from './issue-edition.js';
import { ReviseDraft } from './revise-draft.js';

type Kinds = readonly DocumentKind[];

/** The acts that documents and materials have alike: each answers with the document as it is afterwards. */
@Injectable()
export class DocumentActs {
  constructor(
    readonly reader: DocumentReader,
    readonly history: ReadDocumentHistory,
    private readonly creating: CreateDocument,
    private readonly beginning: BeginEdition,
    private readonly revising: ReviseDraft,
    private readonly issuing: IssueEdition,
    private readonly discarding: DiscardDraft,
  ) {}

  async create(actor: Actor, kind: DocumentKind, body: CreateMaterialBody): Promise<DocumentView> {
    return this.reader.view(actor, [kind], await this.creating.execute(actor, kind, body));
  }

  async begin(actor: Actor, kinds: Kinds, id: string, body: EditionBody, expected: number | null): Promise<DocumentView> {
    await this.beginning.execute(actor, kinds, id, body, expected);
    return this.reader.view(actor, kinds, id);
  }

  async revise(actor: Actor, kinds: Kinds, id: string, body: ReviseBody, expected: number | null): Promise<DocumentView> {
    await this.revising.execute(actor, kinds, id, body, expected);
    return this.reader.view(actor, kinds, id);
  }

  async issue(actor: Actor, kinds: Kinds, id: string, expected: number | null): Promise<DocumentView> {
    await this.issuing.execute(actor, kinds, id, expected);
    return this.reader.view(actor, kinds, id);
  }

  async discard(actor: Actor, kinds: Kinds, id: string, expected: number | null): Promise<DocumentView> {
    await this.discarding.execute(actor, kinds, id, expected);
    return this.reader.view(actor, kinds, id);
  }
}
