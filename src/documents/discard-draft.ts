import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DocumentRecord } from './document-record.js';
import type { DocumentKind } from './document.entity.js';

/** Gives a draft up; it stays on record, seen by its publisher alone. */
@Injectable()
export class DiscardDraft {
  constructor(
    private readonly db: Database,
    private readonly record: DocumentRecord,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `auth.forbidden`, `document.action-not-allowed` without a draft. */
  execute(actor: Actor, kinds: readonly DocumentKind[], id: string, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const desk = await this.record.open(actor, kinds, id, expected);
      await this.record.move(desk, desk.draft, 'discard');
      await this.record.bump(desk);
    });
  }
}
