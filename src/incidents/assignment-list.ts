import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database, SqlFilter } from '../platform/database/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../platform/http/index.js';
import { hasOverdueTerm } from '../regulation/index.js';
import { assignmentActions } from './allowed-actions.js';
import type { Assignment } from './assignment.entity.js';
import type { AssignmentListItem, assignmentListQuery } from './incidents.schemas.js';
import { seesWhole } from './incident-reader.js';
import { NextTerms } from './next-terms.js';
import { UNDER_WAY } from './open-work.js';
import type { Network } from '../networks/index.js';

type Query = z.output<typeof assignmentListQuery>;
type Row = Assignment & {
  key: string;
  kind: 'interim' | 'final' | null;
  number: string;
  network: Network;
  url: string;
  text: string;
  authorName: string;
  authorUrl: string | null;
  version: number;
};

const cursorKey = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** The list of assignments, newest first: an executor's own authority's, a curator's all. */
@Injectable()
export class AssignmentList {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly terms: NextTerms,
  ) {}

  async execute(actor: Actor, query: Query): Promise<Page<AssignmentListItem>> {
    const rows = await this.rows(actor, query);
    const authorities = await this.directory.authorities([...new Set(rows.map(({ authorityId }) => authorityId))]);
    const executors = await this.directory.executors([...new Set(rows.map(({ executorId }) => executorId))]);
    const terms = await this.terms.of(actor, rows.map(({ incidentId }) => incidentId));
    return toPage(rows, query.limit, ({ key, id }) => [key, id], (row): AssignmentListItem => {
      const authority = authorities.find(({ id }) => id === row.authorityId);
      const executor = executors.find(({ id }) => id === row.executorId);
      return {
        id: row.id,
        status: row.status,
        assignedAt: isoOffset(row.assignedAt),
        note: row.note,
        authority: authority ? { id: authority.id, name: authority.name, shortName: authority.shortName } : null,
        executor: executor ? { id: executor.id, name: executor.name } : null,
        incident: {
          id: row.incidentId,
          number: Number(row.number),
          network: row.network,
          url: row.url,
          text: row.text,
          author: { name: row.authorName, profileUrl: row.authorUrl },
          version: row.version,
        },
        ...terms(row.incidentId, row.id),
        allowedActions: assignmentActions(actor, row, row.kind),
      };
    });
  }

  private async rows(actor: Actor, query: Query): Promise<Row[]> {
    const filter = new SqlFilter();
    if (!seesWhole(actor)) filter.and('a.authority_id = ?', actor.authorityId);
    if (query.mine) filter.and('a.executor_id = ANY(?)', await this.directory.contactsOf(actor));
    if (query.cursor) filter.and('(a.assigned_at, a.id) < (?::timestamptz, ?::uuid)', ...decodeCursor(query.cursor, cursorKey));
    filter.when(query.status, 'a.status = ?');
    if (query.overdue !== undefined) {
      const overdue = hasOverdueTerm({
        of: 'a.id',
        now: filter.parameter(this.clock.now()),
        authority: seesWhole(actor) ? null : filter.parameter(actor.authorityId),
        column: 'subject_id',
      });
      // Only what is under way can be overdue; saying so keeps the walk among the few.
      filter.and(query.overdue ? `${UNDER_WAY} AND ${overdue}` : `NOT ${overdue}`);
    }
    return this.db.rows<Row>(
      `SELECT a.id, a.incident_id AS "incidentId", a.authority_id AS "authorityId", a.executor_id AS "executorId", a.status,
         a.publisher, a.note, a.assigned_at AS "assignedAt", i.number, i.network, i.url, i.text,
         i.author_name AS "authorName", i.author_url AS "authorUrl", i.version, d.kind,
         to_char(a.assigned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key
       FROM assignment a JOIN incident i ON i.id = a.incident_id LEFT JOIN reply_draft d ON d.id = a.current_draft_id
       ${filter.where}
       ORDER BY a.assigned_at DESC, a.id DESC LIMIT ${query.limit + 1}`,
      filter.parameters,
    );
  }
}
