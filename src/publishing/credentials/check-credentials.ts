import { Injectable, Logger } from '@nestjs/common';
import { type Actor, systemActor } from '../../identity/index.js';
import { type CredentialReport, NetworkAdapters, type Outcome, rejected } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { SecretBox } from '../../platform/secrets/index.js';
import { NetworkCredential } from './credential.entity.js';
import { secretPlace } from './credential-secret.js';
import { Credentials, isRefusal } from './credentials.js';

const DAY = 86_400_000;
/** Days before its end at which somebody is warned of it. */
const WARNINGS = [14, 7, 3, 1];
/** What is said of a credential that does not open: not the network refuses it, our own key does. */
const UNSEALED: Outcome<CredentialReport> = rejected('credential', 'SECRET_KEY');

/** Asks the networks about every credential, once a day and on demand; warns before one ends. */
@Injectable()
export class CheckCredentials {
  private readonly logger = new Logger('Credentials');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly box: SecretBox,
    private readonly credentials: Credentials,
  ) {}

  @Scheduled('credentials.check')
  async everyOne(): Promise<void> {
    const ids = await this.db.rows<{ id: string }>(`SELECT id FROM network_credential ORDER BY id`);
    for (const { id } of ids) {
      // One damaged credential must not hide the others.
      await this.execute(systemActor, id).catch((error: unknown) => this.logger.error(`Credential ${id}: ${(error as Error).message}`));
    }
  }

  /** @throws DomainError `not-found`. */
  async execute(actor: Actor, id: string): Promise<void> {
    const credential = await this.credentials.find(id);
    const opened = this.credentials.open(credential);
    const outcome = opened ? await this.adapters.of(credential.network)?.validateCredential(opened, credential.ownerId) : UNSEALED;
    await this.db.transaction(async () => {
      const now = this.clock.now();
      const changes: Partial<NetworkCredential> = {};
      if (opened && this.box.isOutdated(credential.sealed)) {
        const { id: _, kind: __, ...secret } = opened;
        changes.sealed = this.box.seal(JSON.stringify(secret), secretPlace(id));
      }
      if (outcome?.outcome === 'ok') {
        Object.assign(changes, { state: 'valid', fault: null, permissions: outcome.value.permissions, expiresAt: outcome.value.expiresAt, checkedAt: now });
      } else if (outcome?.outcome === 'rejected' && isRefusal(outcome)) {
        Object.assign(changes, { state: 'refused', fault: outcome.detail, checkedAt: now });
      }
      const expiresAt = changes.expiresAt === undefined ? credential.expiresAt : changes.expiresAt;
      const left = expiresAt ? Math.ceil((expiresAt.getTime() - now.getTime()) / DAY) : null;
      const due = left === null ? null : (WARNINGS.filter((days) => left <= days).at(-1) ?? null);
      const warn = due !== null && (credential.warnedDays === null || due < credential.warnedDays);
      if (due !== credential.warnedDays && (warn || due === null)) changes.warnedDays = due;
      if (Object.keys(changes).length === 0) return;
      const { affected } = await this.db.repository(NetworkCredential).update({ id, version: credential.version }, { ...changes, version: credential.version + 1 });
      // Somebody was quicker: what they found is as good.
      if (affected !== 1) return;
      if (changes.state === 'refused' && credential.state !== 'refused') await this.credentials.tell('credential.refused', credential, actor, now, { fault: changes.fault });
      if (warn) await this.credentials.tell('credential.expiring', credential, actor, now, { days: left });
    });
  }
}
