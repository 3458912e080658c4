import { Injectable } from '@nestjs/common';
import { Acknowledgements } from '../acknowledgements/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import type { DocumentKind } from './document.entity.js';
import { DocumentReader } from './document-reader.js';
import { clauseOf } from './edition.transitions.js';

/** Somebody takes note of one exact edition, by name (A-2.5, A-3.4, D-3.1). A repetition changes nothing. */
@Injectable()
export class AcknowledgeEdition {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly reader: DocumentReader,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  /**
   * @returns when it was first.
   * @throws DomainError `not-found`, `document.not-in-force` for an edition that is in force no more.
   */
  execute(actor: Actor, kinds: readonly DocumentKind[], id: string, editionId: string): Promise<Date> {
    return this.db.transaction(async () => {
      const { document, editions } = await this.reader.find(actor, kinds, id);
      // Of an issue at the same moment either comes first: what was read was in force, or it is refused.
      const [locked] = await this.db.change<{ state: string }>(
        `SELECT state FROM document_edition WHERE id = $1 AND document_id = $2 FOR SHARE`, [editionId, id],
      );
      const edition = editions.find((one) => one.id === editionId);
      if (!edition || !locked) throw notFound('edition', editionId);
      if (locked.state !== 'issued') throw new DomainError('document.not-in-force', { inForce: editions.find(({ state }) => state === 'issued')?.id ?? null });
      const { at, fresh } = await this.acknowledgements.record('document-edition', editionId, actor, this.clock.now());
      if (fresh) {
        await this.events.append({
          type: 'document.acknowledged', stream: 'document', streamId: id, subject: 'edition', subjectId: editionId,
          actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel, clause: clauseOf(document), at,
          details: { number: edition.number, editionId }, authorityIds: actor.authorityId ? [actor.authorityId] : [], roles: [document.publisher === 'executor' ? 'admin' : document.publisher],
        });
      }
      return at;
    });
  }
}
