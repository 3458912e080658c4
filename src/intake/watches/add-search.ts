import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import type { AddSearchBody } from './watch.schemas.js';
import { FollowAccounts } from './follow-accounts.js';
import { Watch } from './watch.entity.js';
import { searchTarget, Watches } from './watches.js';

/** Begins to look for words in a network, for the sake of a topic or a place (M-1, M-6). */
@Injectable()
export class AddSearch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly watches: Watches,
    private readonly follow: FollowAccounts,
  ) {}

  /**
   * @returns id of the watch.
   * @throws DomainError `watch.duplicate` naming the one there is, `watch.subject-unknown`.
   */
  async execute(actor: Actor, { network, query, topicId = null, locationId = null }: AddSearchBody): Promise<string> {
    const connected = await this.follow.canSearch(network);
    return this.db.transaction(async () => {
      const now = this.clock.now();
      const watch: Watch = {
        id: newId(), network, kind: 'search', target: searchTarget(query), accountId: null, ownerId: null, query, topicId: topicId ?? null, locationId: locationId ?? null,
        active: true, connected, lastReadAt: null, lastFoundAt: null, outcome: null, detail: null, found: 0, createdAt: now, version: 1,
      };
      // Two people who think of the same words at the same moment are asked one after the other.
      await this.db.inTurn(`search:${network} ${watch.target}`);
      await this.watches.check(watch);
      await this.db.repository(Watch).insert(watch);
      await this.follow.source(watch.id, 'search', { nextAt: now });
      await this.watches.tell('watch.added', actor, watch);
      return watch.id;
    });
  }
}
