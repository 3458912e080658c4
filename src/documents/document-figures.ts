import { Injectable } from '@nestjs/common';
import { PendingEditions } from './pending-editions.js';

/** How far an edition in force is acknowledged, for reports and screens. */
export interface DocumentFigure {
  documentId: string;
  kind: 'recommendations' | 'instruction' | 'material';
  title: string;
  authorityId: string | null;
  edition: number;
  issuedAt: Date;
  asked: number;
  acknowledged: number;
}

/** Counts acknowledgements as they stand now. */
@Injectable()
export class DocumentFigures {
  constructor(private readonly pending: PendingEditions) {}

  /** One figure for each edition in force, oldest first. */
  async figures(): Promise<DocumentFigure[]> {
    return (await this.pending.list()).map(({ document, edition, lines }) => {
      const asked = lines.filter((line) => line.asked);
      return {
        documentId: document.id, kind: document.kind, title: document.title, authorityId: document.authorityId, edition: edition.number,
        issuedAt: edition.issuedAt, asked: asked.length, acknowledged: asked.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
      };
    });
  }
}
