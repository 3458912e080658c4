import { Injectable } from '@nestjs/common';
import { Acknowledgements } from '../acknowledgements/index.js';
import { Database } from '../platform/database/index.js';
import { lines, type Line } from './acknowledgement-list.js';
import { Audience } from './audience.js';
import type { Document } from './document.entity.js';

/** An edition in force that is to be acknowledged, with everybody it concerns. */
export interface AskedEdition {
  document: Pick<Document, 'id' | 'kind' | 'publisher' | 'authorityId' | 'title'>;
  edition: { id: string; number: number; issuedAt: Date };
  lines: Line[];
}

/** The editions in force that wait for acknowledgements. */
@Injectable()
export class PendingEditions {
  constructor(
    private readonly db: Database,
    private readonly audience: Audience,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  async list(): Promise<AskedEdition[]> {
    const rows = await this.db.rows<AskedEdition['document'] & { editionId: string; number: number; issuedAt: Date }>(
      `SELECT d.id, d.kind, d.publisher, d.authority_id AS "authorityId", d.title, e.id AS "editionId", e.number, e.issued_at AS "issuedAt"
       FROM document d JOIN document_edition e ON e.document_id = d.id AND e.state = 'issued'
       WHERE d.kind <> 'material' ORDER BY e.issued_at, e.id`,
    );
    const acknowledged = await this.acknowledgements.of(rows.map(({ editionId }) => editionId));
    const editions: AskedEdition[] = [];
    for (const { editionId, number, issuedAt, ...document } of rows) {
      const own = acknowledged.filter(({ subjectId }) => subjectId === editionId);
      editions.push({ document, edition: { id: editionId, number, issuedAt }, lines: lines(await this.audience.readers(document), own, issuedAt) });
    }
    return editions;
  }
}
