import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids/index.js';
import { SecretBox } from '../platform/secrets/index.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { acceptedStep, newRecoveryCodes, recoveryCodeHash } from './totp.js';
import type { UserAccount } from './user-account.entity.js';

/** By what the second step was passed; `none` when the user has not enabled it. */
export type SecondStep = 'none' | 'code' | 'recovery-code';

/** Where a user's secret rests, for the SecretBox. */
export const totpPlace = (userId: string): string => `user:${userId}:totp`;

/** Codes of authenticators and recovery codes, each accepted once. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
  ) {}

  /** Uses up a code; null when it is wrong, too old or used already, even if used by a request at the same moment. */
  async use(user: UserAccount, code: string): Promise<SecondStep | null> {
    if (!user.totpEnabled) return 'none';
    return this.db.transaction(async () => {
      if (await this.useTotp(user, code.replaceAll(' ', ''))) return 'code';
      const used = await this.db.change(
        `UPDATE recovery_code SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING id`,
        [user.id, recoveryCodeHash(user.id, code), this.clock.now()],
      );
      return used.length === 1 ? 'recovery-code' : null;
    });
  }

  /** The step of a code for a secret that is being set up, or null. */
  confirmedStep(user: UserAccount, code: string): number | null {
    if (user.totpSecret === null) return null;
    return acceptedStep(this.box.open(user.totpSecret, totpPlace(user.id)), code, this.clock.now(), user.totpLastStep);
  }

  /** Replaces a user's recovery codes; the new ones are shown this once. Needs an open transaction. */
  async replaceRecoveryCodes(userId: string): Promise<string[]> {
    await this.dropRecoveryCodes(userId);
    const codes = newRecoveryCodes();
    const rows = codes.map((code) => ({ id: newId(), userId, codeHash: recoveryCodeHash(userId, code), usedAt: null }));
    await this.db.repository(RecoveryCode).insert(rows);
    return codes;
  }

  /** Forgets a user's recovery codes. Needs an open transaction. */
  async dropRecoveryCodes(userId: string): Promise<void> {
    await this.db.change(`DELETE FROM recovery_code WHERE user_id = $1`, [userId]);
  }

  private async useTotp(user: UserAccount, code: string): Promise<boolean> {
    const step = this.confirmedStep(user, code);
    if (step === null) return false;
    const used = await this.db.change(
      `UPDATE user_account SET totp_last_step = $2 WHERE id = $1 AND totp_enabled AND totp_secret = $3
         AND (totp_last_step IS NULL OR totp_last_step < $2) RETURNING id`,
      [user.id, step, user.totpSecret],
    );
    return used.length === 1;
  }
}
