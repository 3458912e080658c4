import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../../accounts/index.js';
import type { Actor } from '../../identity/index.js';
import { NetworkAdapters } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { newId } from '../../platform/ids/index.js';
import { SecretBox } from '../../platform/secrets/index.js';
import { NetworkCredential } from './credential.entity.js';
import type { AddCredentialBody } from './credential.schemas.js';
import { secretPlace } from './credential-secret.js';
import { Credentials, isRefusal } from './credentials.js';

/** Enters what opens an account; the network is asked about it first. */
@Injectable()
export class AddCredential {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly accounts: AccountRefs,
    private readonly adapters: NetworkAdapters,
    private readonly credentials: Credentials,
  ) {}

  /**
   * A credential the network refuses is not entered; where the network is switched off or away it is entered unchecked.
   * @returns id of the credential.
   * @throws DomainError `credential.refused`, `credential.duplicate`, `credential.account-unknown`, `credential.other-owner`.
   */
  async execute(actor: Actor, { network, kind, accountId = null, ownerId, ...secret }: AddCredentialBody): Promise<string> {
    if (accountId) {
      const [account] = await this.accounts.some([accountId]);
      if (!account || account.validTo || account.network !== network) throw new DomainError('credential.account-unknown', { accountId, network });
    }
    const id = newId();
    const outcome = await this.adapters.of(network)?.validateCredential({ id, kind, ...secret }, ownerId);
    if (outcome?.outcome === 'rejected' && isRefusal(outcome)) {
      throw new DomainError('credential.refused', { network, fault: outcome.detail });
    }
    const report = outcome?.outcome === 'ok' ? outcome.value : null;
    const at = this.clock.now();
    const row: NetworkCredential = {
      id, network, kind, accountId: accountId ?? null, ownerId, sealed: this.box.seal(JSON.stringify(secret), secretPlace(id)),
      state: report ? 'valid' : 'unchecked', fault: null, permissions: report?.permissions ?? [], expiresAt: report?.expiresAt ?? null,
      checkedAt: report ? at : null, warnedDays: null, createdAt: at, version: 1,
    };
    await this.db.transaction(async () => {
      // Of two who enter it at once the second is told so.
      await this.db.inTurn(`credential:${network}`);
      await this.oneVoice(row);
      const [added] = await this.db.change(
        `SELECT 1 FROM network_credential WHERE network = $1 AND owner_id = $2 AND kind = $3`, [network, ownerId, kind],
      );
      if (added) throw new DomainError('credential.duplicate', { network, kind, ownerId });
      await this.db.repository(NetworkCredential).insert(row);
      await this.credentials.tell('credential.added', row, actor, at);
    });
    return id;
  }

  /** An account is one group or page, whatever opens it, and that is nobody else's: or an answer would be given in another's name. */
  private async oneVoice({ network, accountId, ownerId }: NetworkCredential): Promise<void> {
    const [other] = await this.db.change(
      `SELECT 1 FROM network_credential WHERE network = $1 AND (account_id IS NOT DISTINCT FROM $2) <> (owner_id = $3) LIMIT 1`, [network, accountId, ownerId],
    );
    if (other) throw new DomainError('credential.other-owner', { network, ownerId });
  }
}
