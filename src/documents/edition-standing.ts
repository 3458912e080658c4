import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';

/** Where an edition stands for one person, for letters: what is read or in force no more is not written about. */
@Injectable()
export class EditionStanding {
  constructor(private readonly db: Database) {}

  /** @param userId null for somebody who cannot sign in. @returns null for an edition that does not exist. */
  of(editionId: string, userId: string | null): Promise<{ note: string | null; inForce: boolean; acknowledged: boolean } | null> {
    return this.db.row(
      `SELECT e.note, e.state = 'issued' AS "inForce",
         EXISTS (SELECT 1 FROM acknowledgement k WHERE k.subject_id = e.id AND k.user_id = $2) AS acknowledged
       FROM document_edition e WHERE e.id = $1`,
      [editionId, userId],
    );
  }
}
