import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { Watch } from './watch.entity.js';
import type { ChangeWatchBody } from './watch.schemas.js';
import { searchTarget, Watches } from './watches.js';

/** Pauses a watch or goes on with it; changes what a search looks for and why. */
@Injectable()
export class ChangeWatch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly watches: Watches,
  ) {}

  /**
   * Other words are another search: it begins anew.
   * @throws DomainError `not-found`, `precondition.failed`, `watch.duplicate`, `watch.subject-unknown`, `watch.derived` for the words of what is no search.
   */
  execute(actor: Actor, id: string, { active, ...search }: ChangeWatchBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const watch = await this.watches.lock(id);
      await checkVersion(expected, watch.version, () => this.watches.view(actor, id));
      if (watch.kind !== 'search' && Object.keys(search).length > 0) throw new DomainError('watch.derived', { kind: watch.kind });
      const { query = watch.query, topicId = watch.topicId, locationId = watch.locationId } = search;
      const target = query === null ? watch.target : searchTarget(query);
      if (watch.kind === 'search') await this.watches.check({ id, network: watch.network, query, topicId, locationId });
      await this.db.repository(Watch).update({ id, version: watch.version }, { active: active ?? watch.active, query, target, topicId, locationId, version: watch.version + 1 });
      if (target !== watch.target) {
        await this.db.change(`UPDATE intake_source SET cursor = NULL, quiet = 0, failures = 0, next_at = $2, taken_by = NULL, taken_until = NULL WHERE watch_id = $1`, [id, this.clock.now()]);
      }
      await this.watches.tell('watch.changed', actor, watch, { before: { active: watch.active, query: watch.query, topicId: watch.topicId, locationId: watch.locationId }, after: { active: active ?? watch.active, query, topicId, locationId } });
    });
  }
}
