import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { differences } from '../directory-lock.js';
import { ContactReader } from './contact-reader.js';
import { ContactRecord } from './contact-record.js';
import { ContactUsers } from './contact-users.js';
import { Contact, type Duty } from './contact.entity.js';
import type { ChangeContactBody } from './contact.schemas.js';

/** Changes a contact's details; the authority then owes the curator the new ones within three working days (M-5.2). */
@Injectable()
export class ChangeContact {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
    private readonly reader: ContactReader,
    private readonly users: ContactUsers,
  ) {}

  /**
   * @param expected version the actor saw, null for any.
   * @throws DomainError `not-found`, `precondition.failed`, `contact.left`, `contact.duplicate`, `contact.user-unfit`.
   */
  execute(actor: Actor, duty: Duty, id: string, input: ChangeContactBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(actor, duty, id);
      await checkVersion(expected, row.version, () => this.reader.view(actor, duty, id));
      if (row.validTo) throw new DomainError('contact.left');
      const changed = differences({ ...row }, input);
      if (Object.keys(changed).length === 0) return;
      const next: Contact = { ...row, ...input, version: row.version + 1 };
      if (changed['userId'] && next.userId) await this.users.check(next, next.userId);
      if (changed['email'] || changed['userId']) await this.record.checkUnique(next);
      await this.db.repository(Contact).update({ id }, next);
      await this.record.tell('contact.changed', next, actor, this.clock.now(), { changed });
    });
  }
}
