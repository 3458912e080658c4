import { Injectable } from '@nestjs/common';
import type { Network } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import type { Incident } from './incident.entity.js';

/** An incident as another room names it. */
export interface IncidentRef {
  id: string;
  number: number;
  status: Incident['status'];
  url: string;
  mergedInto: string | null;
}

/** Finds incidents by the posts they are about. */
@Injectable()
export class IncidentPosts {
  constructor(private readonly db: Database) {}

  /** Incidents about posts of a network, by the posts' keys. */
  async of(network: Network, keys: readonly string[]): Promise<Map<string, IncidentRef>> {
    const rows = await this.db.rows<IncidentRef & { key: string }>(
      `SELECT id, number::float8 AS number, status, url, merged_into AS "mergedInto", post_key AS key FROM incident WHERE network = $1 AND post_key = ANY($2::text[])`, [network, keys],
    );
    return new Map(rows.map(({ key, ...incident }) => [key, incident]));
  }

  /** Incidents by id; missing ids are absent. */
  async some(ids: readonly string[]): Promise<Map<string, IncidentRef>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.rows<IncidentRef>(`SELECT id, number::float8 AS number, status, url, merged_into AS "mergedInto" FROM incident WHERE id = ANY($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
