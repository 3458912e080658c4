import { Injectable } from '@nestjs/common';
import { belongsTo } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { Publication } from './publication.entity.js';

/** The register of public answers. */
@Injectable()
export class Publications {
  constructor(private readonly db: Database) {}

  /**
   * Records an answer a person has placed by hand.
   * @throws DomainError `incident.url-network` when the link does not lead into the incident's network.
   */
  async recordByHand(answer: Omit<Publication, 'id' | 'way'>): Promise<Publication> {
    if (!belongsTo(answer.network, answer.url)) {
      throw new DomainError('incident.url-network', { network: answer.network, url: answer.url });
    }
    const publication: Publication = { ...answer, id: newId(), way: 'by-hand' };
    await this.db.repository(Publication).insert(publication);
    return publication;
  }

  /** Answers to the incidents given, oldest first. */
  of(incidentIds: readonly string[]): Promise<Publication[]> {
    return this.db.reader
      .getRepository(Publication)
      .createQueryBuilder('p')
      .where('p.incident_id = ANY(:ids)', { ids: incidentIds })
      .orderBy('p.published_at')
      .addOrderBy('p.id')
      .getMany();
  }
}
