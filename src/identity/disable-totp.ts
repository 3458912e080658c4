import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { EventLog } from '../platform/events/index.js';
import type { Actor } from './actor.js';
import { Credentials } from './credentials.js';
import { ownId } from './own-id.js';
import { SecondFactor } from './second-factor.js';
import type { Origin } from './sessions.js';
import { userEvent } from './user-event.js';

/** Ends sign-in by code, or a set-up that was begun; asks for the password, so that a stolen session cannot. */
@Injectable()
export class DisableTotp {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly credentials: Credentials,
    private readonly secondFactor: SecondFactor,
    private readonly events: EventLog,
  ) {}

  /** @throws DomainError `auth.password-wrong`, `auth.locked`. */
  async execute(actor: Actor, { password }: { password: string }, from: Origin): Promise<void> {
    const userId = ownId(actor);
    await this.credentials.confirm(userId, password, from);
    await this.db.transaction(async () => {
      const [had] = await this.db.change(
        `UPDATE user_account SET totp_secret = NULL, totp_enabled = false, totp_last_step = NULL, version = version + 1
         WHERE id = $1 AND totp_secret IS NOT NULL RETURNING id`,
        [userId],
      );
      if (!had) return;
      await this.secondFactor.dropRecoveryCodes(userId);
      await this.events.append(userEvent('user.totp-disabled', userId, actor, this.clock.now()));
    });
  }
}
