import { Injectable } from '@nestjs/common';
import { leadsTo } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import type { Incident } from './incident.entity.js';

/** What the citizen wrote is not the answer to it: links of an incident's own posts are told from those of answers. */
@Injectable()
export class MessageLinks {
  constructor(private readonly db: Database) {}

  /** @throws DomainError `publication.url-of-message` for the link of the message itself, or of one merged into it. */
  async refuse({ id, network, postKey }: Pick<Incident, 'id' | 'network' | 'postKey'>, url: string): Promise<void> {
    const merged = await this.db.rows<{ key: string }>(
      `WITH RECURSIVE post AS (
         SELECT id, network, post_key FROM incident WHERE merged_into = $1
         UNION SELECT i.id, i.network, i.post_key FROM incident i JOIN post p ON i.merged_into = p.id
       )
       SELECT post_key AS key FROM post WHERE network = $2`,
      [id, network],
    );
    if ([postKey, ...merged.map(({ key }) => key)].some((key) => leadsTo(network, key, url))) throw new DomainError('publication.url-of-message');
  }
}
