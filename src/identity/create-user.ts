import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { newId } from '../platform/ids/index.js';
import type { Actor } from './actor.js';
import type { CreateUserBody } from './identity.schemas.js';
import { checkPassword } from './password-policy.js';
import { Passwords } from './passwords.js';
import { UserAccount } from './user-account.entity.js';
import { userEvent } from './user-event.js';
import { UserRules } from './user-rules.js';

/** A new user; without `mustChangePassword` the password may be kept. */
export type NewUser = Omit<CreateUserBody, 'mustChangePassword'> & { mustChangePassword?: boolean };

/** Makes a user. */
@Injectable()
export class CreateUser {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly rules: UserRules,
    private readonly events: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @returns id of the user.
   * @throws DomainError `password.weak`, `user.authority-needed`, `user.authority-unknown`, `user.email-taken`.
   */
  async execute(actor: Actor, input: NewUser): Promise<string> {
    const { password, surname, name, patronymic = null, roles, authorityId = null, mustChangePassword = false } = input;
    const email = input.email.toLowerCase();
    checkPassword(password, { email, surname, name, patronymic }, this.config.PASSWORD_MIN_LENGTH);
    const passwordHash = await this.passwords.hash(password);
    return this.db.transaction(async () => {
      await this.rules.lock();
      await this.rules.checkAuthority(roles, authorityId);
      const users = this.db.repository(UserAccount);
      const taken = await users.findOneBy({ email });
      if (taken) throw new DomainError('user.email-taken', { existingId: taken.id });
      const at = this.clock.now();
      const id = newId();
      await users.insert({
        id, email, passwordHash, surname, name, patronymic, roles, authorityId, mustChangePassword,
        passwordChangedAt: at, createdAt: at,
      });
      await this.events.append(userEvent('user.created', id, actor, at, { roles, authorityId }));
      return id;
    });
  }
}
