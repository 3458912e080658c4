import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DocumentRecord } from './document-record.js';
import type { DocumentKind } from './document.entity.js';
import type { ReviseBody } from './documents.schemas.js';
import { searchText } from '../executors/index.js';

/** Changes the draft: its title, text, note, and files that are added. A wrong file goes with a discarded draft. */
@Injectable()
export class ReviseDraft {
  constructor(
    private readonly db: Database,
    private readonly record: DocumentRecord,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `auth.forbidden`, `document.action-not-allowed` without a draft. */
  execute(actor: Actor, kinds: readonly DocumentKind[], id: string, input: ReviseBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const desk = await this.record.open(actor, kinds, id, expected);
      const { title = desk.document.title, text = desk.draft?.text, note = desk.draft?.note, attachments = [] } = input;
      const draft = await this.record.move(desk, desk.draft, 'revise', { text: text ?? null, note: note ?? null });
      await this.record.attach(desk, draft, attachments);
      await this.record.bump(desk, { title, searchText: searchText(title) });
    });
  }
}
