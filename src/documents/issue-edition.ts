import { Injectable } from '@nestjs/common';
import { Attachments } from '../attachments/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { DocumentRecord } from './document-record.js';
import type { DocumentKind } from './document.entity.js';
import { RecommendationsTerm } from './recommendations-term.js';

/**
 * Issues the draft: it is in force from now on, sent to everybody it concerns, and to be acknowledged anew; the edition
 * before it is superseded. The first recommendations meet the term of D-3.1.
 */
@Injectable()
export class IssueEdition {
  constructor(
    private readonly db: Database,
    private readonly record: DocumentRecord,
    private readonly attachments: Attachments,
    private readonly term: RecommendationsTerm,
  ) {}

  /**
   * @throws DomainError `not-found`, `precondition.failed`, `auth.forbidden`, `document.action-not-allowed` without a draft,
   *   `document.empty` when it has neither text nor files.
   */
  execute(actor: Actor, kinds: readonly DocumentKind[], id: string, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const desk = await this.record.open(actor, kinds, id, expected);
      const { document, draft, inForce, at } = desk;
      if (draft && inForce) await this.record.move(desk, inForce, 'supersede', { supersededAt: at });
      const issued = await this.record.move(desk, draft, 'issue', { issuedAt: at, issuedBy: actor.userId });
      if (issued.text === null && (await this.attachments.of([issued.id])).length === 0) throw new DomainError('document.empty');
      await this.record.bump(desk);
      if (document.kind === 'recommendations') await this.term.met(actor, at);
    });
  }
}
