import { Injectable } from '@nestjs/common';
import { namesPost, type Network, postKey } from '../networks/index.js';
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
   * @throws DomainError `incident.url-network` when the link does not lead into the incident's network,
   * `publication.url-not-post` when it names no post or comment, `publication.url-taken` when another incident is answered there.
   */
  async recordByHand(answer: Omit<Publication, 'id' | 'way' | 'postKey'>): Promise<Publication> {
    const { network, url, incidentId } = answer;
    const key = postKey(network, url);
    if (!namesPost(network, url)) throw new DomainError('publication.url-not-post', { network });
    // Two answers that name one post at the same moment are looked at one after the other.
    await this.db.inTurn(`publication:${network} ${key}`);
    const [other] = await this.db.change(`SELECT 1 FROM publication WHERE network = $1 AND post_key = $2 AND incident_id <> $3 LIMIT 1`, [network, key, incidentId]);
    if (other) throw new DomainError('publication.url-taken');
    const publication: Publication = { ...answer, postKey: key, id: newId(), way: 'by-hand' };
    await this.db.repository(Publication).insert(publication);
    return publication;
  }

  /** Notes that an answer of an incident was placed through the network's interface; within the transaction that recorded it. */
  async throughNetwork(incidentId: string, url: string): Promise<void> {
    await this.db.repository(Publication).update({ incidentId, url }, { way: 'network' });
  }

  /** Which incidents were answered at posts of a network, by the posts' keys. */
  async atPosts(network: Network, keys: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.rows<{ key: string; incidentId: string }>(
      `SELECT post_key AS key, incident_id AS "incidentId" FROM publication WHERE network = $1 AND post_key = ANY($2::text[]) ORDER BY published_at`, [network, keys],
    );
    return new Map(rows.map(({ key, incidentId }) => [key, incidentId]));
  }

  /** Answers placed in a network since a moment. */
  since(network: Network, at: Date): Promise<{ url: string; incidentId: string }[]> {
    return this.db.rows(`SELECT url, incident_id AS "incidentId" FROM publication WHERE published_at >= $2 AND network = $1`, [network, at]);
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
