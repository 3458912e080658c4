import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, Locations, Topics } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { postKey } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database, SqlFilter } from '../platform/database/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../platform/http/index.js';
import { overdueSubjects } from '../regulation/index.js';
import type { Incident } from './incident.entity.js';
import type { IncidentListItem, incidentListQuery } from './incidents.schemas.js';
import { seesWhole } from './incident-reader.js';
import { NextTerms } from './next-terms.js';
import { searchText } from './search-text.js';

type Query = z.output<typeof incidentListQuery>;
type Row = Omit<Incident, 'searchText' | 'number'> & { number: string; key: string };

const cursorKey = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** The list of incidents: by filters, by words, newest first unless asked otherwise. */
@Injectable()
export class IncidentList {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly topics: Topics,
    private readonly locations: Locations,
    private readonly terms: NextTerms,
  ) {}

  async execute(actor: Actor, query: Query): Promise<Page<IncidentListItem>> {
    const rows = await this.rows(actor, query);
    const ids = rows.map(({ id }) => id);
    const assignments = await this.authoritiesOf(actor, ids);
    const authorities = await this.directory.authorities([...new Set(assignments.map(({ authorityId }) => authorityId))]);
    const topics = await this.topics.some(unique(rows.map(({ topicId }) => topicId)));
    const locations = await this.locations.some(unique(rows.map(({ locationId }) => locationId)));
    const terms = await this.terms.of(actor, ids);
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
      topic: topics.find(({ id }) => id === row.topicId) ?? null,
      location: locations.find(({ id }) => id === row.locationId) ?? null,
      place: row.place,
      authorities: authorities
        .filter(({ id }) => assignments.some(({ incidentId, authorityId }) => incidentId === row.id && authorityId === id))
        .map(({ id, name, shortName }) => ({ id, name, shortName })),
      ...terms(row.id),
      version: row.version,
    }));
  }

  private rows(actor: Actor, query: Query): Promise<Row[]> {
    // An authority's incidents are walked along its own assignments, in the order of recording.
    const authorityId = seesWhole(actor) ? query.authorityId : actor.authorityId;
    const byAuthority = authorityId !== undefined;
    const key = byAuthority ? 'a.incident_recorded_at' : 'i.recorded_at';
    const id = byAuthority ? 'a.incident_id' : 'i.id';
    const [order, beyond] = query.sort === 'recordedAt' ? ['ASC', '>'] : ['DESC', '<'];
    const filter = new SqlFilter();
    if (byAuthority) filter.and('a.authority_id = ?', authorityId);
    if (query.cursor) filter.and(`(${key}, ${id}) ${beyond} (?::timestamptz, ?::uuid)`, ...decodeCursor(query.cursor, cursorKey));
    filter
      .when(query.status, 'i.status = ?')
      .when(query.network, 'i.network = ?')
      .when(query.topicId, 'i.topic_id = ?')
      .when(query.from, `${key} >= ?`)
      .when(query.to, `${key} < ?`);
    if (!seesWhole(actor) && query.authorityId && query.authorityId !== actor.authorityId) filter.and('false');
    if (query.overdue !== undefined) {
      const overdue = overdueSubjects({ now: filter.parameter(this.clock.now()), authority: seesWhole(actor) ? null : filter.parameter(actor.authorityId) });
      filter.and(`i.id ${query.overdue ? 'IN' : 'NOT IN'} (${overdue})`);
    }
    if (query.q) search(filter, query.q);
    return this.db.rows<Row>(
      `SELECT ${byAuthority ? `DISTINCT ON (${key}, ${id})` : ''}
         i.id, i.number, i.status, i.network, i.url, i.text, i.author_name AS "authorName", i.author_url AS "authorUrl",
         i.posted_at AS "postedAt", i.recorded_at AS "recordedAt", i.topic_id AS "topicId", i.location_id AS "locationId",
         i.place, i.version, to_char(i.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key
       FROM ${byAuthority ? 'assignment a JOIN incident i ON i.id = a.incident_id' : 'incident i'}
       ${filter.where}
       ORDER BY ${key} ${order}, ${id} ${order} LIMIT ${query.limit + 1}`,
      filter.parameters,
    );
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

/** By number, by link, by Russian words in any form, or by a fragment of the text or the author's name. */
function search(filter: SqlFilter, q: string): void {
  const number = /^№?\s*(\d{1,15})$/.exec(q)?.[1];
  if (number) {
    filter.and('i.number = ?', number);
    return;
  }
  const link = linkKey(q);
  if (link) {
    filter.and('i.network = ? AND i.post_key = ?', link.network, link.key);
    return;
  }
  const words = searchText(q);
  const fragment = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  filter.and(`(to_tsvector('russian', i.search_text) @@ websearch_to_tsquery('russian', ?) OR i.search_text LIKE ?)`, words, fragment);
}

function linkKey(q: string): { network: string; key: string } | null {
  if (!/^https?:\/\//.test(q)) return null;
  for (const network of ['vk', 'ok', 'facebook', 'instagram', 'twitter'] as const) {
    try {
      return { network, key: postKey(network, q) };
    } catch {
      continue;
    }
  }
  return null;
}
