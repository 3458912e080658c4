import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { Directory } from '../directory.js';
import { actedBy, lockDirectory } from '../directory-lock.js';
import { DIRECTORY_ID, DirectoryBeginning } from './duty.entities.js';
import { DutyTerms } from './duty-terms.js';
import { Joining } from './joining.js';

/** How far back the beginning may lie: nobody is late for what could not be done here yet. */
const FURTHEST_BACK_MS = 30 * 86_400_000;

/** Sets the terms of the decree's own body going, once for an installation (D-2.2, D-3.1, D-4, D-5). */
@Injectable()
export class BeginDirectory {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly directory: Directory,
    private readonly terms: DutyTerms,
    private readonly joining: Joining,
  ) {}

  /**
   * @param startedAt what the terms count from; now when left out.
   * @throws DomainError `directory.begun`, `directory.begin-moment`.
   */
  execute(actor: Actor, startedAt: Date | undefined): Promise<DirectoryBeginning> {
    return this.db.transaction(async () => {
      await lockDirectory(this.db);
      const at = this.clock.now();
      const row = { id: DIRECTORY_ID, startedAt: startedAt ?? at, declaredBy: actor.userId, declaredAt: at };
      if (row.startedAt > at || row.startedAt.getTime() < at.getTime() - FURTHEST_BACK_MS) throw new DomainError('directory.begin-moment');
      if (await this.terms.beginning()) throw new DomainError('directory.begun');
      await this.db.repository(DirectoryBeginning).insert(row);
      await this.events.append({
        type: 'directory.begun', stream: 'directory', streamId: DIRECTORY_ID, ...actedBy(actor, at), clause: 'D-4',
        details: { startedAt: row.startedAt }, roles: ['curator', 'committee', 'it-ministry', 'admin'],
      });
      await this.terms.review(actor, at);
      const named = await this.db.row(`SELECT 1 FROM contact WHERE duty = 'curator' AND valid_to IS NULL LIMIT 1`);
      if (!named) await this.terms.curatorsOwed(await this.directory.curatorAuthority(), row.startedAt, actor);
      await this.joining.tell({ beginning: true, authorityIds: [], startedAt: row.startedAt, at, actor });
      return row;
    });
  }
}
