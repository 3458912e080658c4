import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { SecretBox } from '../platform/secrets/index.js';
import type { Actor } from './actor.js';
import { ownId } from './own-id.js';
import { totpPlace } from './second-factor.js';
import { newTotpSecret, otpauthUri } from './totp.js';
import { userEvent } from './user-event.js';

/** Gives a user a secret for an authenticator; it counts only once a code of it has been confirmed. */
@Injectable()
export class BeginTotp {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly events: EventLog,
  ) {}

  /** @throws DomainError `totp.already-enabled`. */
  execute(actor: Actor): Promise<{ secret: string; uri: string }> {
    return this.db.transaction(async () => {
      const userId = ownId(actor);
      const secret = newTotpSecret();
      const [user] = await this.db.change<{ email: string }>(
        `UPDATE user_account SET totp_secret = $2, totp_last_step = NULL
         WHERE id = $1 AND NOT totp_enabled RETURNING email`,
        [userId, this.box.seal(secret, totpPlace(userId))],
      );
      if (!user) throw new DomainError('totp.already-enabled');
      await this.events.append(userEvent('user.totp-begun', userId, actor, this.clock.now()));
      return { secret, uri: otpauthUri(secret, user.email) };
    });
  }
}
