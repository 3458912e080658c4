import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { IncidentPosts } from '../../incidents/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { Edition } from '../finding/edition.entity.js';
import { Candidate } from './candidate.entity.js';
import type { CandidateView } from './candidate.schemas.js';
import { CandidateViews, incidentView } from './candidate-views.js';

/** Repeats shown beside a candidate. */
const MOST_OTHERS = 20;

/** Reads one candidate, with what its author made of it and what others say. */
@Injectable()
export class CandidateReader {
  constructor(
    private readonly db: Database,
    private readonly views: CandidateViews,
    private readonly incidents: IncidentPosts,
  ) {}

  /** @throws DomainError `not-found`. */
  async find(id: string): Promise<Candidate> {
    const found = await this.db.reader.getRepository(Candidate).findOneBy({ id });
    if (!found) throw notFound('candidate', id);
    return found;
  }

  /** @throws DomainError `not-found`. */
  async view(actor: Actor, id: string): Promise<CandidateView> {
    const candidate = await this.find(id);
    const [item] = await this.views.of(actor, [candidate]);
    if (!item) throw notFound('candidate', id);
    const editions = candidate.editedAt ? await this.db.reader.getRepository(Edition).find({ where: { candidateId: id }, order: { number: 'ASC' } }) : [];
    const others = await this.db.reader.getRepository(Candidate).createQueryBuilder('c').where('c.group_id = :group AND c.id <> :id', { group: candidate.groupId, id })
      .orderBy('c.posted_at').addOrderBy('c.id').limit(MOST_OTHERS).getMany();
    const [atWork] = await this.db.rows<{ id: string }>(
      `SELECT incident_id AS id FROM intake_candidate WHERE group_id = $1 AND incident_id IS NOT NULL ORDER BY state_since LIMIT 1`, [candidate.groupId],
    );
    const incidents = await this.incidents.some(atWork ? [atWork.id] : []);
    return {
      ...item,
      editions: editions.map(({ text, seenAt }) => ({ text, seenAt: isoOffset(seenAt) })),
      group: {
        others: others.map(({ id: other, status, network, url, text, authorName, incidentId }) => ({ id: other, status, network, url, text, authorName, incidentId })),
        incident: incidentView(incidents.get(atWork?.id ?? '')),
      },
    };
  }
}
