import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { Watch } from './watch.entity.js';
import { Watches } from './watches.js';

/** Ends a search; what it found stays. An account's comments and mentions are listened to as long as there is a credential. */
@Injectable()
export class RemoveWatch {
  constructor(
    private readonly db: Database,
    private readonly watches: Watches,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `watch.derived`. */
  execute(actor: Actor, id: string, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const watch = await this.watches.lock(id);
      await checkVersion(expected, watch.version, () => this.watches.view(actor, id));
      if (watch.kind !== 'search') throw new DomainError('watch.derived', { kind: watch.kind });
      await this.db.change(`DELETE FROM intake_source WHERE watch_id = $1`, [id]);
      await this.db.repository(Watch).delete({ id });
      await this.watches.tell('watch.removed', actor, watch);
    });
  }
}
