import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, Locations, Topics } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database, SqlFilter } from '../platform/database/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../platform/http/index.js';
import { Deadlines, hasOverdueTerm } from '../regulation/index.js';
import type { Incident } from './incident.entity.js';
import type { IncidentListItem, incidentListQuery } from './incidents.schemas.js';
import { seesWhole } from './incident-reader.js';
import { IncidentSearch } from './incident-search.js';
import { UNANSWERED, UNDER_WAY } from './open-work.js';

type Query = z.output<typeof incidentListQuery>;
type Row = Omit<Incident, 'searchText' | 'number'> & { number: string; key: string };

const cursorKey = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

const COLUMNS = `i.id, i.number, i.status, i.network, i.url, i.text, i.author_name AS "authorName", i.author_url AS "authorUrl",
  i.posted_at AS "postedAt", i.recorded_at AS "recordedAt", i.topic_id AS "topicId", i.location_id AS "locationId",
  i.place, i.version, to_char(i.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key`;

/** The list of incidents: by filters, by words, newest first unless asked otherwise. */
@Injectable()
export class IncidentList {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly topics: Topics,
    private readonly locations: Locations,
    private readonly deadlines: Deadlines,
    private readonly search: IncidentSearch,
  ) {}

  async execute(actor: Actor, query: Query): Promise<Page<IncidentListItem>> {
    const rows = await this.rows(actor, query);
    const ids = rows.map(({ id }) => id);
    const assignments = await this.authoritiesOf(actor, ids);
    const authorities = await this.directory.authorities([...new Set(assignments.map(({ authorityId }) => authorityId))]);
    const reached = new Set(assignments.map(({ incidentId, authorityId }) => `${incidentId} ${authorityId}`));
    const topics = byId(await this.topics.some(unique(rows.map(({ topicId }) => topicId))), ({ id }) => id);
    const locations = byId(await this.locations.some(unique(rows.map(({ locationId }) => locationId))), ({ id }) => id);
    const terms = byId(await this.deadlines.nextOf(ids, this.clock.now(), seesWhole(actor) ? null : actor.authorityId), ({ streamId }) => streamId);
    return toPage(rows, query.limit, ({ key, id }) => [key, id], (row): IncidentListItem => ({
      id: row.id,
      number: Number(row.number),
      status: row.status,
      network: row.network,
      url: row.url,
      text: row.text,
      author: { name: row.authorName, profileUrl: row.authorUrl },
      postedAt: isoOffset(row.postedAt),
      recordedAt: isoOffset(row.recordedAt),
      topic: topics.get(row.topicId ?? '') ?? null,
      location: locations.get(row.locationId ?? '') ?? null,
      place: row.place,
      authorities: authorities
        .filter(({ id }) => reached.has(`${row.id} ${id}`))
        .map(({ id, name, shortName }) => ({ id, name, shortName })),
      nextDueAt: isoOffset(terms.get(row.id)?.dueAt ?? null),
      overdue: terms.get(row.id)?.overdue ?? false,
      version: row.version,
    }));
  }

  private async rows(actor: Actor, query: Query): Promise<Row[]> {
    const order = query.sort === 'recordedAt' ? 'ASC' : 'DESC';
    const authorityId = seesWhole(actor) ? query.authorityId : actor.authorityId;
    if (query.q !== undefined) {
      const ids = await this.search.ids({
        q: query.q,
        descending: order === 'DESC',
        start: query.cursor ? decodeCursor(query.cursor, cursorKey)[0] : null,
        limit: query.limit + 1,
        narrow: (filter) => {
          this.narrow(filter, actor, query, 'i.recorded_at', 'i.id');
          filter.when(authorityId, 'EXISTS (SELECT 1 FROM assignment a WHERE a.incident_id = i.id AND a.authority_id = ?)');
        },
      });
      return this.db.rows<Row>(`SELECT ${COLUMNS} FROM incident i WHERE i.id = ANY($1::uuid[]) ORDER BY i.recorded_at ${order}, i.id ${order}`, [ids]);
    }
    // An authority's incidents are walked along its own assignments, in the order of recording.
    const byAuthority = authorityId !== undefined;
    const [key, id] = byAuthority ? ['a.incident_recorded_at', 'a.incident_id'] : ['i.recorded_at', 'i.id'];
    const filter = new SqlFilter();
    if (byAuthority) filter.and('a.authority_id = ?', authorityId);
    this.narrow(filter, actor, query, key, id);
    return this.db.rows<Row>(
      `SELECT ${byAuthority ? `DISTINCT ON (${key}, ${id})` : ''} ${COLUMNS}
       FROM ${byAuthority ? 'assignment a JOIN incident i ON i.id = a.incident_id' : 'incident i'}
       ${filter.where}
       ORDER BY ${key} ${order}, ${id} ${order} LIMIT ${query.limit + 1}`,
      filter.parameters,
    );
  }

  /** Everything a list is narrowed by but the authority and the words. */
  private narrow(filter: SqlFilter, actor: Actor, query: Query, key: string, id: string): void {
    const beyond = query.sort === 'recordedAt' ? '>' : '<';
    if (query.cursor) filter.and(`(${key}, ${id}) ${beyond} (?::timestamptz, ?::uuid)`, ...decodeCursor(query.cursor, cursorKey));
    filter
      .when(query.status, 'i.status = ?')
      .when(query.network, 'i.network = ?')
      .when(query.topicId, 'i.topic_id = ?')
      .when(query.from, `${key} >= ?`)
      .when(query.to, `${key} < ?`);
    if (!seesWhole(actor) && query.authorityId && query.authorityId !== actor.authorityId) filter.and('false');
    if (query.overdue !== undefined) {
      const now = filter.parameter(this.clock.now());
      const overdue = hasOverdueTerm({ of: 'i.id', now, authority: seesWhole(actor) ? null : filter.parameter(actor.authorityId) });
      // Only what still owes an answer can be overdue; saying so keeps the walk among the few.
      filter.and(query.overdue ? `${UNANSWERED} AND ${overdue}` : `NOT ${overdue}`);
      if (query.overdue && key.startsWith('a.')) filter.and(UNDER_WAY);
    }
  }

  private async authoritiesOf(actor: Actor, incidentIds: readonly string[]): Promise<{ incidentId: string; authorityId: string }[]> {
    return this.db.rows(
      `SELECT DISTINCT incident_id AS "incidentId", authority_id AS "authorityId" FROM assignment
       WHERE incident_id = ANY($1) AND ($2::uuid IS NULL OR authority_id = $2)`,
      [incidentIds, seesWhole(actor) ? null : actor.authorityId],
    );
  }
}

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

const byId = <T>(rows: readonly T[], id: (row: T) => string): Map<string, T> => new Map(rows.map((row) => [id(row), row]));
