import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { searchText } from '../search-text.js';

/** A topic as an incident keeps it. */
export interface TopicRef {
  id: string;
  code: string;
  name: string;
  group: { id: string; name: string };
}

export interface EditionView {
  id: string;
  code: string;
  description: string;
}

export interface TopicGroupView {
  id: string;
  code: string;
  name: string;
  likelyAuthorities: { id: string; shortName: string }[];
  topics: { id: string; code: string; name: string; starred: boolean }[];
}

/** Topics and groups of topics (M-6), by editions. */
@Injectable()
export class Topics {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** A topic of any edition, or null. */
  async find(id: string): Promise<TopicRef | null> {
    const [found] = await this.some([id]);
    return found ?? null;
  }

  /** Topics by id, of any edition; missing ids are absent. */
  some(ids: readonly string[]): Promise<TopicRef[]> {
    return this.db.rows<TopicRef>(
      `SELECT t.id, t.code, t.name, jsonb_build_object('id', g.id, 'name', g.name) AS "group"
       FROM topic t JOIN topic_group g ON g.id = t.group_id WHERE t.id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /**
   * The catalogue: the edition of that code, else the newest in force; with `q`, the groups and topics whose name
   * holds every word of it.
   * @throws DomainError `not-found` for an unknown edition.
   */
  async catalogue(filter: { edition?: string; q?: string }): Promise<{ edition: EditionView; groups: TopicGroupView[] }> {
    const edition = await this.db.row<EditionView>(
      `SELECT id, code, description FROM topic_edition
       WHERE ($1::text IS NULL AND valid_from <= $2) OR code = $1 ORDER BY valid_from DESC, id LIMIT 1`,
      [filter.edition ?? null, this.clock.now()],
    );
    if (!edition) throw notFound('topic-edition', filter.edition ?? '');
    const groups = await this.db.rows<TopicGroupView>(
      `SELECT g.id, g.code, g.name,
         (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', a.id, 'shortName', a.short_name) ORDER BY a.short_name), '[]')
          FROM authority a
          WHERE a.id = ANY(g.likely_authority_ids) AND (a.valid_to IS NULL OR a.valid_to > $2)) AS "likelyAuthorities",
         (SELECT COALESCE(jsonb_agg(
            jsonb_build_object('id', t.id, 'code', t.code, 'name', t.name, 'starred', t.starred) ORDER BY t.code), '[]')
          FROM topic t WHERE t.group_id = g.id) AS topics
       FROM topic_group g WHERE g.edition_id = $1 ORDER BY g.code`,
      [edition.id, this.clock.now()],
    );
    return { edition, groups: matching(groups, searchText(filter.q ?? '')) };
  }
}

/** A group whose own name fits keeps all its topics; of any other only those that fit are left. */
function matching(groups: TopicGroupView[], query: string): TopicGroupView[] {
  if (query === '') return groups;
  const words = query.split(' ');
  const fits = (name: string): boolean => {
    const text = searchText(name);
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => (fits(group.name) ? group : { ...group, topics: group.topics.filter(({ name }) => fits(name)) }))
    .filter(({ topics }) => topics.length > 0);
}
