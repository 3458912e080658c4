import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { NetworkCredential } from './credential.entity.js';
import { Credentials } from './credentials.js';

/** Takes a credential away; the secret is gone with its row, its history stays. */
@Injectable()
export class RemoveCredential {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly credentials: Credentials,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`. */
  execute(actor: Actor, id: string, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.change(`SELECT id FROM network_credential WHERE id = $1 FOR UPDATE`, [id]);
      const credential = await this.credentials.find(id);
      await checkVersion(expected, credential.version, () => this.credentials.view(credential));
      await this.db.repository(NetworkCredential).delete({ id });
      await this.credentials.tell('credential.removed', credential, actor, this.clock.now());
    });
  }
}
