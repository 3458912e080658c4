import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import type { Actor } from './actor.js';
import { ownId } from './own-id.js';
import { SecondFactor } from './second-factor.js';
import { UserAccount } from './user-account.entity.js';
import { userEvent } from './user-event.js';

/** Enables sign-in by code once the authenticator has shown that it holds the secret. */
@Injectable()
export class ConfirmTotp {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly secondFactor: SecondFactor,
    private readonly events: EventLog,
  ) {}

  /**
   * @returns the recovery codes, shown this once.
   * @throws DomainError `totp.already-enabled`, `totp.not-begun`, `totp.code-wrong`.
   */
  execute(actor: Actor, { code }: { code: string }): Promise<string[]> {
    return this.db.transaction(async () => {
      const id = ownId(actor);
      const users = this.db.repository(UserAccount);
      const user = await users.findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (user.totpEnabled) throw new DomainError('totp.already-enabled');
      if (user.totpSecret === null) throw new DomainError('totp.not-begun');
      const step = this.secondFactor.confirmedStep(user, code);
      if (step === null) throw new DomainError('totp.code-wrong');
      await users.update({ id }, { totpEnabled: true, totpLastStep: step, version: user.version + 1 });
      const codes = await this.secondFactor.replaceRecoveryCodes(id);
      await this.events.append(userEvent('user.totp-enabled', id, actor, this.clock.now()));
      return codes;
    });
  }
}
