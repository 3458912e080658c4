import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { newId } from '../../platform/ids/index.js';
import { Directory } from '../directory.js';
import { lockDirectory } from '../directory-lock.js';
import { DutyTerms } from '../duties/duty-terms.js';
import { Members } from '../duties/members.js';
import { mayChange } from './contact-access.js';
import { ContactRecord } from './contact-record.js';
import { ContactUsers } from './contact-users.js';
import { Contact, type Duty } from './contact.entity.js';
import type { CreateContactBody } from './contact.schemas.js';

/** Names a person for a duty: an executor (M-5, D-4), a curator (D-2.2), an account manager (D-5). */
@Injectable()
export class CreateContact {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly record: ContactRecord,
    private readonly users: ContactUsers,
    private readonly members: Members,
    private readonly terms: DutyTerms,
  ) {}

  /**
   * @returns id of the contact.
   * @throws DomainError `not-found` for another authority, `authority.not-in-force`, `contact.duplicate`,
   *   `contact.user-unfit`.
   */
  execute(actor: Actor, duty: Duty, input: CreateContactBody): Promise<string> {
    return this.db.transaction(async () => {
      await lockDirectory(this.db);
      const at = this.clock.now();
      const authorityId = await this.authority(actor, duty, input.authorityId);
      const { surname, name, patronymic = null, position, phone, email } = input;
      const row: Contact = {
        id: newId(), duty, authorityId, userId: null, surname, name, patronymic, position, phone, email,
        validFrom: at, validTo: null, confirmedAt: at, version: 1,
      };
      await this.record.checkUnique(row);
      row.userId = await this.users.forNew(actor, row, input);
      if (row.userId) await this.record.checkUnique(row);
      await this.db.repository(Contact).insert(row);
      const details = { surname, name, patronymic, position, phone, email, userId: row.userId };
      await this.record.tell('contact.created', row, actor, at, details);
      // Whoever names people takes part: a municipality joins by it (D-6).
      if (duty !== 'curator') await this.members.join(authorityId, actor, at);
      await this.terms.named(row, actor, at);
      return row.id;
    });
  }

  private async authority(actor: Actor, duty: Duty, asked: string | undefined): Promise<string> {
    const own = hasRole(actor, 'executor') ? actor.authorityId : null;
    const id = asked ?? own ?? (duty === 'curator' ? (await this.directory.curatorAuthority()).id : null);
    if (!id) throw new DomainError('authority.not-in-force');
    mayChange(actor, id, 'authority', id);
    const [authority] = await this.directory.authorities([id]);
    if (!authority?.active) throw new DomainError('authority.not-in-force', { authorityId: id });
    return id;
  }
}
