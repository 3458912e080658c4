import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { importEvent } from './import-event.js';
import { IMPORT_COLUMNS, type ImportJob } from './import-job.entity.js';

/** Ends an import early; what it has recorded stays recorded. */
@Injectable()
export class CancelImport {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits for the batch in hand; the next one finds the import cancelled.
   * @throws DomainError `not-found`, `import.ended`.
   */
  async execute(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async () => {
      const at = this.clock.now();
      const [job] = await this.db.change<ImportJob>(
        `UPDATE import_job SET state = 'cancelled', finished_at = $2, version = version + 1
         WHERE id = $1 AND state IN ('queued', 'running') RETURNING ${IMPORT_COLUMNS}`,
        [id, at],
      );
      if (!job) {
        const known = await this.db.row(`SELECT 1 FROM import_job WHERE id = $1`, [id]);
        throw known ? new DomainError('import.ended') : notFound('import', id);
      }
      await this.events.append(
        importEvent('import.cancelled', job, at, { actorId: actor.userId, channel: actor.channel }),
      );
    });
  }
}
