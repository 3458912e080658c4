import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { actedBy, lockDirectory } from '../directory-lock.js';
import { CuratorNotices } from '../duties/curator-notices.js';
import { mayChange } from './contact-access.js';
import { Contact, type Duty } from './contact.entity.js';

/** Clauses under which a contact of a duty is named and its changes are told. */
const clauses: Record<Duty, { named: string; changed: string }> = {
  executor: { named: 'D-4', changed: 'M-5.2' },
  curator: { named: 'D-2.2', changed: 'D-2.2' },
  'account-manager': { named: 'D-5', changed: 'D-5' },
};

/** Who hears of it whatever their authority: account managers are named to the committee (D-5). */
const audience: Record<Duty, Role[]> = {
  executor: ['curator', 'admin'],
  curator: ['curator', 'committee', 'it-ministry', 'admin'],
  'account-manager': ['curator', 'committee', 'admin'],
};

type ContactEvent =
  | 'contact.created' | 'contact.changed' | 'contact.left' | 'contact.handed-over' | 'contact.details-changed' | 'contact.confirmed'
  | 'contact.deputy-appointed' | 'contact.deputy-ended';

/** A curator's details as every authority is told them. */
const cardOf = ({ surname, name, patronymic, position, phone, email }: Contact) => ({
  name: [surname, name, patronymic].filter(Boolean).join(' '), position, phone, email,
});

/** What every change of a contact begins and ends with. */
@Injectable()
export class ContactRecord {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly notices: CuratorNotices,
  ) {}

  /**
   * The contact, locked until the act commits, with the directory to itself.
   * @throws DomainError `not-found`, also for another authority's contact.
   */
  async lock(actor: Actor, duty: Duty, id: string): Promise<Contact> {
    await lockDirectory(this.db);
    const row = await this.db.repository(Contact).findOne({ where: { id, duty }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw notFound(duty, id);
    mayChange(actor, row.authorityId, duty, id);
    return row;
  }

  /** @throws DomainError `contact.duplicate`: in force in that authority for that duty with that mailbox or user. */
  async checkUnique({ id, authorityId, duty, email, userId }: Contact): Promise<void> {
    const same = await this.db.row<{ id: string; name: string }>(
      `SELECT id, concat_ws(' ', surname, name, patronymic) AS name FROM contact
       WHERE valid_to IS NULL AND duty = $1 AND id <> $2 AND ((authority_id = $3 AND email = $4) OR user_id = $5)`,
      [duty, id, authorityId, email, userId],
    );
    if (same) throw new DomainError('contact.duplicate', { existingId: same.id, name: same.name });
  }

  /** Counts the version up; with `confirmedAt` the details are known to be right as of then. */
  async bump({ id, version }: Contact, confirmedAt?: Date): Promise<void> {
    await this.db.repository(Contact).update({ id }, { version: version + 1, ...(confirmedAt ? { confirmedAt } : {}) });
  }

  /** Writes the event of a change. What happens to a curator is sent to every authority (D-2.2), and kept as a notice. */
  async tell(type: ContactEvent, contact: Contact, actor: Actor, at: Date, details: Record<string, unknown>): Promise<void> {
    const { named, changed } = clauses[contact.duty];
    const everybody = contact.duty === 'curator' ? await this.notices.send(type, contact, at) : [];
    await this.events.append({
      type, stream: 'contact', streamId: contact.id, ...actedBy(actor, at),
      clause: type === 'contact.created' ? named : changed,
      details: { duty: contact.duty, ...details, ...(contact.duty === 'curator' ? { person: cardOf(contact) } : {}) }, authorityIds: [...new Set([contact.authorityId, ...everybody])], roles: audience[contact.duty],
    });
  }
}
