import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { Deadlines } from '../../regulation/index.js';
import { differences } from '../directory-lock.js';
import { DutyTerms } from '../duties/duty-terms.js';
import { ContactReader } from './contact-reader.js';
import { ContactRecord } from './contact-record.js';
import { ContactUsers } from './contact-users.js';
import { Contact, type Duty } from './contact.entity.js';
import type { ChangeContactBody } from './contact.schemas.js';

const detailFields = ['surname', 'name', 'patronymic', 'position', 'phone', 'email'];

/**
 * Changes a contact's details. Of an executor these are owed within three working days of the change itself (M-5.2): from
 * when it was declared, or from `changedAt`. Sent later they are taken all the same, and marked.
 */
@Injectable()
export class ChangeContact {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
    private readonly reader: ContactReader,
    private readonly users: ContactUsers,
    private readonly deadlines: Deadlines,
    private readonly terms: DutyTerms,
  ) {}

  /**
   * @param expected version the actor saw, null for any.
   * @throws DomainError `not-found`, `precondition.failed`, `contact.left`, `contact.duplicate`, `contact.user-unfit`,
   *   `contact.change-moment`.
   */
  execute(actor: Actor, duty: Duty, id: string, { changedAt, ...input }: ChangeContactBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(actor, duty, id);
      await checkVersion(expected, row.version, () => this.reader.view(actor, duty, id));
      if (row.validTo) throw new DomainError('contact.left');
      const changed = differences({ ...row }, input);
      if (Object.keys(changed).length === 0) return;
      const at = this.clock.now();
      const from = changedAt ?? at;
      if (from > at || from < row.validFrom) throw new DomainError('contact.change-moment');
      const details = detailFields.some((field) => field in changed);
      const next: Contact = { ...row, ...input, confirmedAt: details ? at : row.confirmedAt, version: row.version + 1 };
      if (changed['userId'] && next.userId) await this.users.check(next, next.userId);
      if (changed['email'] || changed['userId']) await this.record.checkUnique(next);
      await this.db.repository(Contact).update({ id }, next);
      await this.record.tell('contact.changed', next, actor, at, { changed });
      if (details && duty === 'executor') await this.send(next, from, actor, at);
    });
  }

  /** Meets the term of M-5.2: the one declared earlier, or one that starts with the change. */
  private async send(contact: Contact, from: Date, actor: Actor, at: Date): Promise<void> {
    const declared = await this.deadlines.openOf([contact.id]);
    if (declared.length === 0) await this.terms.detailsChanged(contact, from, actor, at);
    await this.terms.detailsSent(contact, actor, at);
  }
}
