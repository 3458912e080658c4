import { Injectable, Logger } from '@nestjs/common';
import type { Credential, Network, Session } from '../../networks/index.js';
import { Database } from '../../platform/database/index.js';
import { SealError, SecretBox } from '../../platform/secrets/index.js';
import { NetworkCredential } from './credential.entity.js';
import { type CredentialSecret, secretPlace } from './credential-secret.js';

/** Opens accounts for the adapters. */
@Injectable()
export class Sessions {
  private readonly logger = new Logger('Credentials');

  constructor(
    private readonly db: Database,
    private readonly box: SecretBox,
  ) {}

  /** The session of an account of the registry, or (null) of the curator's own account in a network; null without a good credential. */
  async of(network: Network, accountId: string | null): Promise<Session | null> {
    const all = await this.db.reader.getRepository(NetworkCredential).createQueryBuilder('c')
      .where('c.network = :network AND c.account_id IS NOT DISTINCT FROM :accountId', { network, accountId })
      .andWhere(`c.state <> 'refused'`)
      .orderBy('c.created_at')
      .getMany();
    return this.session(all);
  }

  /** Every account that has a credential, whether it is good or not. */
  owners(): Promise<{ network: Network; ownerId: string; accountId: string | null }[]> {
    return this.db.rows(`SELECT DISTINCT network, owner_id AS "ownerId", account_id AS "accountId" FROM network_credential`);
  }

  /** Every account that can be opened, with its session. */
  async all(): Promise<{ accountId: string | null; session: Session }[]> {
    const all = await this.db.reader.getRepository(NetworkCredential).createQueryBuilder('c').where(`c.state <> 'refused'`).orderBy('c.created_at').getMany();
    const owners = new Map<string, NetworkCredential[]>();
    for (const credential of all) {
      const owner = `${credential.network}:${credential.ownerId}`;
      owners.set(owner, [...(owners.get(owner) ?? []), credential]);
    }
    return [...owners.values()].flatMap((credentials) => {
      const session = this.session(credentials);
      return session ? [{ accountId: credentials[0]?.accountId ?? null, session }] : [];
    });
  }

  /** A credential opened; null for one that does not open: it must not keep the others shut, and the daily check tells of it. */
  open({ id, kind, sealed }: NetworkCredential): Credential | null {
    try {
      return { id, kind, ...(JSON.parse(this.box.open(sealed, secretPlace(id))) as CredentialSecret) };
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      this.logger.error(`Credential ${id}: ${error.message}`);
      return null;
    }
  }

  private session(credentials: readonly NetworkCredential[]): Session | null {
    const [first] = credentials;
    if (!first) return null;
    const own = credentials.filter(({ ownerId }) => ownerId === first.ownerId).flatMap((credential) => this.open(credential) ?? []);
    return own.length > 0 ? { network: first.network, ownerId: first.ownerId, credentials: own } : null;
  }
}
