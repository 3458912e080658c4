import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';

/** A user as the history names one. */
export interface NamedUser {
  id: string;
  /** Surname, name and patronymic. */
  name: string;
  authorityId: string | null;
}

/** Names of users, also of those who have left. */
@Injectable()
export class UserNames {
  constructor(private readonly db: Database) {}

  /** Users by id; missing ids are absent. */
  async of(ids: readonly string[]): Promise<Map<string, NamedUser>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.rows<NamedUser>(
      `SELECT id, concat_ws(' ', surname, name, patronymic) AS name, authority_id AS "authorityId" FROM user_account WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
