import { Injectable } from '@nestjs/common';
import { type Actor, type Role, Sessions, UserAccount } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Contact, Duty } from './contact.entity.js';
import type { CreateContactBody } from './contact.schemas.js';

/** The role a user needs to act as a contact of a duty. */
const roleOf: Record<Duty, Role> = { executor: 'executor', curator: 'curator', 'account-manager': 'executor' };

/** Ties contacts to the users who sign in as them. */
@Injectable()
export class ContactUsers {
  constructor(
    private readonly db: Database,
    private readonly sessions: Sessions,
  ) {}

  /**
   * The user of a new contact: the one named, a new one, else the one with the same mailbox if it fits, else null.
   * @throws DomainError `contact.user-unfit`; `auth.forbidden` when an executor asks for a new user.
   */
  async forNew(_actor: Actor, contact: Contact, input: CreateContactBody): Promise<string | null> {
    if (input.userId) {
      await this.check(contact, input.userId);
      return input.userId;
    }
    const namesake = await this.db.reader.getRepository(UserAccount).findOneBy({ email: contact.email });
    return namesake && fits(namesake, contact) ? namesake.id : null;
  }

  /** @throws DomainError `contact.user-unfit` unless the user is enabled and has the duty's role and authority. */
  async check(contact: Contact, userId: string): Promise<void> {
    const user = await this.db.reader.getRepository(UserAccount).findOneBy({ id: userId });
    if (!user || !fits(user, contact)) throw new DomainError('contact.user-unfit', { userId });
  }

  /** Ends the sessions of one who has left, unless the same user still has another duty. */
  async release(_actor: Actor, { userId }: Contact): Promise<void> {
    if (!userId) return;
    const other = await this.db.row(`SELECT 1 FROM contact WHERE user_id = $1 AND valid_to IS NULL`, [userId]);
    if (!other) await this.sessions.revokeAll(userId);
  }
}

const fits = (user: UserAccount, { duty, authorityId }: Contact): boolean =>
  user.disabledAt === null && user.roles.includes(roleOf[duty]) && (duty === 'curator' || user.authorityId === authorityId);
