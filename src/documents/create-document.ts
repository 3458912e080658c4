import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { DocumentRecord } from './document-record.js';
import { Document, type DocumentKind } from './document.entity.js';
import type { CreateMaterialBody } from './documents.schemas.js';
import { shelves } from './edition.transitions.js';
import { searchText } from '../executors/index.js';

/** Begins a document with the draft of its first edition. */
@Injectable()
export class CreateDocument {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: DocumentRecord,
  ) {}

  /**
   * @returns id of the document.
   * @throws DomainError `auth.forbidden` when no role of the actor issues that kind; refusals of attachments.
   */
  execute(actor: Actor, kind: DocumentKind, { title, ...content }: CreateMaterialBody): Promise<string> {
    return this.db.transaction(async () => {
      const shelf = shelves.find((one) => one.kind === kind && hasRole(actor, one.publisher));
      if (!shelf) throw new DomainError('auth.forbidden');
      const at = this.clock.now();
      const { publisher } = shelf;
      const authorityId = publisher === 'executor' ? actor.authorityId : null;
      const document: Document = {
        id: newId(), kind, publisher, authorityId, title, searchText: searchText(title), createdBy: actor.userId, createdAt: at, version: 1,
      };
      await this.db.repository(Document).insert(document);
      await this.record.begin({ document, draft: null, inForce: null, at, actor }, content, 1);
      return document.id;
    });
  }
}
