import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';

/** One acknowledgement with the name of who made it. */
export interface Acknowledged {
  subjectId: string;
  userId: string;
  authorityId: string | null;
  /** Surname, name and patronymic. */
  name: string;
  at: Date;
}

/** Who has taken note of what, by name. Knows no subject: what may be acknowledged, and by whom, its own module says. */
@Injectable()
export class Acknowledgements {
  constructor(private readonly db: Database) {}

  /**
   * Records that the actor has taken note, within the caller's transaction. A repetition changes nothing.
   * @returns when it was acknowledged first, and whether that was now.
   */
  async record(subject: string, subjectId: string, actor: Actor, at: Date): Promise<{ at: Date; fresh: boolean }> {
    if (actor.userId === null) throw new DomainError('auth.forbidden');
    const [fresh] = await this.db.change(
      // Waits for an equal request under way, so that of many at once one is the first.
      `INSERT INTO acknowledgement (subject_id, user_id, subject, authority_id, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING at`,
      [subjectId, actor.userId, subject, actor.authorityId, at],
    );
    if (fresh) return { at, fresh: true };
    const first = await this.db.row<{ at: Date }>(
      `SELECT at FROM acknowledgement WHERE subject_id = $1 AND user_id = $2`,
      [subjectId, actor.userId],
    );
    return { at: first?.at ?? at, fresh: false };
  }

  /** All acknowledgements of these things, oldest first. */
  async of(subjectIds: readonly string[]): Promise<Acknowledged[]> {
    if (subjectIds.length === 0) return [];
    return this.db.rows<Acknowledged>(
      `SELECT k.subject_id AS "subjectId", k.user_id AS "userId", k.authority_id AS "authorityId", k.at,
         concat_ws(' ', u.surname, u.name, u.patronymic) AS name
       FROM acknowledgement k JOIN user_account u ON u.id = k.user_id
       WHERE k.subject_id = ANY($1::uuid[]) ORDER BY k.at, k.user_id`,
      [subjectIds],
    );
  }
}
