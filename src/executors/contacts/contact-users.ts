import { Injectable } from '@nestjs/common';
import { type Actor, ChangeUser, CreateUser, hasRole, type Role, UserAccount } from '../../identity/index.js';
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
    private readonly create: CreateUser,
    private readonly change: ChangeUser,
  ) {}

  /**
   * The user of a new contact: the one named, a new one, else the one with the same mailbox if it fits, else null.
   * @throws DomainError `contact.user-unfit`, `user.email-taken`, `password.weak`; `auth.forbidden` for a new user
   *   with the same rights as the actor's own or more.
   */
  async forNew(actor: Actor, contact: Contact, input: CreateContactBody): Promise<string | null> {
    if (input.userId) {
      await this.check(contact, input.userId);
      return input.userId;
    }
    if (input.createUser && input.password !== undefined) return this.new(actor, contact, input.password);
    const namesake = await this.db.reader.getRepository(UserAccount).findOneBy({ email: contact.email });
    return namesake && fits(namesake, contact) ? namesake.id : null;
  }

  /** @throws DomainError `contact.user-unfit` unless the user is enabled and has the duty's role and authority. */
  async check(contact: Contact, userId: string): Promise<void> {
    const user = await this.db.reader.getRepository(UserAccount).findOneBy({ id: userId });
    if (!user || !fits(user, contact)) throw new DomainError('contact.user-unfit', { userId });
  }

  /**
   * Takes from one who has left what the duty gave them, unless the same user still has another duty: the user is
   * disabled, or loses the role if there are others; open sessions end.
   */
  async release(actor: Actor, { userId, duty }: Contact): Promise<void> {
    if (!userId) return;
    const other = await this.db.row(`SELECT 1 FROM contact WHERE user_id = $1 AND valid_to IS NULL`, [userId]);
    const user = await this.db.reader.getRepository(UserAccount).findOneBy({ id: userId });
    if (other || !user || user.disabledAt) return;
    const roles = user.roles.filter((role) => role !== roleOf[duty]);
    await this.change.execute(actor, userId, roles.length > 0 ? { roles } : { disabled: true }, null);
  }

  /** The password is known to whoever made it up, so it must be changed before anything else. */
  private new(actor: Actor, { duty, authorityId, ...person }: Contact, password: string): Promise<string> {
    const may = actor.userId === null || hasRole(actor, 'admin') || (duty !== 'curator' && hasRole(actor, 'curator'));
    if (!may) throw new DomainError('auth.forbidden');
    const { surname, name, patronymic, email } = person;
    return this.create.execute(actor, {
      surname, name, patronymic, email, password, roles: [roleOf[duty]],
      authorityId: duty === 'curator' ? null : authorityId, mustChangePassword: true,
    });
  }
}

const fits = (user: UserAccount, { duty, authorityId }: Contact): boolean =>
  user.disabledAt === null && user.roles.includes(roleOf[duty]) && (duty === 'curator' || user.authorityId === authorityId);
