import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../../accounts/index.js';
import type { FoundMessage, Network } from '../../networks/index.js';
import { Sessions } from '../../publishing/index.js';

/** Knows the official accounts among authors: what an authority writes is no message of a citizen. */
@Injectable()
export class OfficialVoices {
  constructor(
    private readonly accounts: AccountRefs,
    private readonly sessions: Sessions,
  ) {}

  /** Tells of each message in a network whether an official account wrote it. */
  async of(network: Network): Promise<(message: Pick<FoundMessage, 'own' | 'author'>) => boolean> {
    const owners = await this.sessions.owners();
    const ids = new Set([
      ...owners.filter((owner) => owner.network === network).map(({ ownerId }) => ownerId),
      ...(await this.accounts.externalIds(network)),
    ]);
    // A community of VK bears a negative number among authors: the positive one is a person's.
    return ({ own, author }) => own || (network === 'vk' ? author.id.startsWith('-') && ids.has(author.id.slice(1)) : ids.has(author.id.replace(/^group:/, '')));
  }
}
