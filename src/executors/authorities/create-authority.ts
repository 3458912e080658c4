import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { newId } from '../../platform/ids/index.js';
import { actedBy, lockDirectory } from '../directory-lock.js';
import { Members } from '../duties/members.js';
import { authorityView } from './authority-reader.js';
import { Authority, AuthorityName } from './authority.entity.js';
import type { AuthorityView, CreateAuthorityBody } from './authority.schemas.js';

/** Enters a new authority, or a municipality that joins by its own act (D-6). */
@Injectable()
export class CreateAuthority {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly workingTimes: WorkingTimes,
    private readonly members: Members,
  ) {}

  /** @throws DomainError `authority.duplicate` when one with that code, or in force with that name, exists. */
  execute(actor: Actor, input: CreateAuthorityBody): Promise<AuthorityView> {
    return this.db.transaction(async () => {
      await lockDirectory(this.db);
      const at = this.clock.now();
      const id = newId();
      const code = input.code ?? `body-${id.slice(-12)}`;
      const [same] = await this.db.rows<{ id: string; name: string }>(
        `SELECT id, name FROM authority WHERE code = $1 OR (name = $2 AND valid_to IS NULL)`,
        [code, input.name],
      );
      if (same) throw new DomainError('authority.duplicate', { existingId: same.id, name: same.name });
      if (input.scheduleId) await this.workingTimes.of(input.scheduleId);
      const row: Authority = {
        id, code, name: input.name, shortName: input.shortName ?? input.name, kind: input.kind, role: null,
        oktmo: input.oktmo ?? null, evidence: [], note: input.note ?? null, scheduleId: input.scheduleId ?? null,
        validFrom: at, validTo: null, version: 1,
      };
      await this.db.repository(Authority).insert(row);
      await this.db.repository(AuthorityName).insert({
        id: newId(), authorityId: id, name: row.name, shortName: row.shortName, validFrom: at, validTo: null,
      });
      await this.events.append({
        type: 'authority.created', stream: 'authority', streamId: id, ...actedBy(actor, at),
        details: { code, name: row.name, shortName: row.shortName, kind: row.kind },
        authorityIds: [id], roles: ['curator', 'admin'],
      });
      await this.members.join(id, actor, at);
      return authorityView(row, at);
    });
  }
}
