import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { isoOffset } from '../platform/http/index.js';
import { seesEverybody } from './document-access.js';
import type { DocumentKind } from './document.entity.js';
import { DocumentReader } from './document-reader.js';
import type { DocumentHistory } from './documents.schemas.js';

interface Row {
  id: string; type: string; at: Date; actor: string | null; actorRole: string | null; channel: string; clause: string | null;
  fromState: string | null; toState: string | null; subjectId: string | null; number: number | null; actorId: string | null;
}

/** What happened to a document, oldest first: of drafts only to their publisher, of others' acknowledgements to those who watch. */
@Injectable()
export class ReadDocumentHistory {
  constructor(
    private readonly db: Database,
    private readonly reader: DocumentReader,
  ) {}

  /** @throws DomainError `not-found`. */
  async execute(actor: Actor, kinds: readonly DocumentKind[], id: string): Promise<DocumentHistory> {
    const { document, editions } = await this.reader.find(actor, kinds, id);
    const shown = new Set(editions.map((edition) => edition.id));
    const all = seesEverybody(actor, document);
    const rows = await this.db.rows<Row>(
      `SELECT e.id, e.type, e.at, concat_ws(' ', u.surname, u.name, u.patronymic) AS actor, e.actor_id AS "actorId", e.actor_role AS "actorRole",
         e.channel, e.clause, e.from_state AS "fromState", e.to_state AS "toState", e.subject_id AS "subjectId", (e.details->>'number')::int AS number
       FROM event e LEFT JOIN user_account u ON u.id = e.actor_id
       WHERE e.stream_id = $1 AND e.stream = 'document' AND ($2 OR e.type NOT IN ('document.acknowledged', 'document.reminder', 'document.sent')
         OR e.actor_id = $3 OR $4::uuid = ANY(e.authority_ids))
       ORDER BY e.id`,
      [id, all, actor.userId, actor.authorityId],
    );
    return {
      items: rows
        .filter(({ subjectId }) => subjectId === null || shown.has(subjectId))
        .map((row) => ({
          id: row.id, type: row.type, at: isoOffset(row.at), actor: row.actor || null, actorRole: row.actorRole, channel: row.channel,
          clause: row.clause, edition: row.number, fromState: row.fromState, toState: row.toState,
        })),
    };
  }
}
