import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../../accounts/index.js';
import { authorityId } from '../../executors/index.js';
import { systemActor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { AddCredential } from '../../publishing/index.js';
import { demoCommunities, demoKey } from '../vk/demo-vk.js';

/** Opens the demo's VK accounts to the product, as an administrator would enter their keys; once. */
@Injectable()
export class TownCredentials {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRefs,
    private readonly add: AddCredential,
  ) {}

  async enter(): Promise<void> {
    const known = new Set((await this.db.rows<{ key: string }>(`SELECT owner_id || ' ' || kind AS key FROM network_credential`)).map(({ key }) => key));
    for (const { group, authorityCode } of demoCommunities) {
      const own = await this.accounts.ofOwner(authorityCode === null ? null : authorityId(authorityCode));
      const account = own.find(({ network }) => network === 'vk');
      for (const kind of ['community', 'user'] as const) {
        if (!account || known.has(`${group} ${kind}`)) continue;
        await this.add.execute(systemActor, { network: 'vk', kind, accountId: account.id, ownerId: String(group), accessToken: demoKey(group, kind) });
      }
    }
  }
}
