import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DocumentRecord } from './document-record.js';
import type { DocumentKind } from './document.entity.js';
import type { EditionBody } from './documents.schemas.js';

/** Begins the next edition; the one in force stays so until this one is issued. */
@Injectable()
export class BeginEdition {
  constructor(
    private readonly db: Database,
    private readonly record: DocumentRecord,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `auth.forbidden`, `document.action-not-allowed` while there is a draft. */
  execute(actor: Actor, kinds: readonly DocumentKind[], id: string, content: EditionBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const desk = await this.record.open(actor, kinds, id, expected);
      const last = await this.db.row<{ number: number }>(`SELECT max(number) AS number FROM document_edition WHERE document_id = $1`, [id]);
      await this.record.begin(desk, content, (last?.number ?? 0) + 1);
      await this.record.bump(desk);
    });
  }
}
