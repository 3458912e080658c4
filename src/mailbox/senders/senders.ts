import { Injectable } from '@nestjs/common';
import { MailboxOwners, type MailboxOwner } from '../../executors/index.js';
import type { Actor } from '../../identity/index.js';

/** Somebody registered who may have written a letter, acting by mail. */
export interface Sender extends MailboxOwner {
  actor: Actor;
}

/** Tells who is registered under an address. */
@Injectable()
export class Senders {
  constructor(private readonly owners: MailboxOwners) {}

  /** Users in force with this mailbox: one as a rule, more where one mailbox serves several people's duties. */
  async of(address: string): Promise<Sender[]> {
    const owners = await this.owners.of(address);
    return owners.map((owner) => ({ ...owner, actor: { userId: owner.userId, roles: owner.roles, authorityId: owner.authorityId, channel: 'e-mail' } }));
  }
}

/** Whether somebody is a user, or stands in for them now. */
export const isOrStandsInFor = ({ userId, contacts }: MailboxOwner, wanted: string): boolean =>
  userId === wanted || contacts.some((contact) => contact.userId === wanted);
