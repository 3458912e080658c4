import { Injectable } from '@nestjs/common';
import type { AssignmentView, IncidentView } from '../../incidents/index.js';
import type { Network } from '../../networks/index.js';
import { Database } from '../../platform/database/index.js';
import type { Life } from './lives.js';

/** A message on its way: which incident it is, and its place among all. */
export interface Matter extends Life {
  id: string;
  index: number;
}

/** One executor's part of it. */
export interface Part {
  id: string;
  executorId: string;
  status: AssignmentView['status'];
  publisher: AssignmentView['publisher'];
  draft: { id: string; version: number; text: string } | null;
}

/** What the officials look at before they go on. */
export interface Look {
  status: IncidentView['status'];
  network: Network;
  parts: Part[];
}

/** Looks at incidents with one statement: a thousand of the interface's full views would take the start too long. */
@Injectable()
export class MatterReader {
  constructor(private readonly db: Database) {}

  /** How many incidents stand where. */
  async census(): Promise<Record<string, number>> {
    const rows = await this.db.rows<{ status: string; count: number }>(
      `SELECT status, count(*)::integer AS count FROM incident GROUP BY status`,
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  }

  async look({ id }: Matter): Promise<Look> {
    const found = await this.db.row<Look>(
      `SELECT i.status, i.network, coalesce((
         SELECT jsonb_agg(jsonb_build_object(
           'id', a.id, 'executorId', a.executor_id, 'status', a.status, 'publisher', a.publisher,
           'draft', CASE WHEN d.id IS NOT NULL THEN
             jsonb_build_object('id', d.id, 'version', d.version, 'text', d.text) END) ORDER BY a.assigned_at, a.id)
         FROM assignment a LEFT JOIN reply_draft d ON d.id = a.current_draft_id
         WHERE a.incident_id = i.id), '[]') AS parts
       FROM incident i WHERE i.id = $1`,
      [id],
    );
    if (!found) throw new Error(`No incident ${id}`);
    return found;
  }
}
