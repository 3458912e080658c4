import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { DomainError, notFound } from '../errors/index.js';
import { isMailbox } from './header-text.js';
import { Letter } from './letter.entity.js';
import { statesBefore } from './letter.transitions.js';
import { MailWaker } from './mail-waker.js';

/** What a person may do about a letter that did not arrive. Whoever offers it checks their rights. */
@Injectable()
export class Resend {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly waker: MailWaker,
  ) {}

  /**
   * Queues a failed, bounced or uncertain letter again, with all its attempts before it; the same Message-ID, so that a
   * server which has it already can tell.
   * @param address another address, where the first was wrong.
   * @throws DomainError `not-found`; `mail.not-resendable` in any other state, `mail.address-invalid`.
   */
  execute(letterId: string, { address }: { address?: string } = {}): Promise<void> {
    return this.db.transaction(async () => {
      if (address !== undefined && !isMailbox(address)) throw new DomainError('mail.address-invalid');
      const letter = await this.find(letterId);
      const now = this.clock.now();
      const { affected } = await this.db.repository(Letter).update(
        { id: letterId, state: In(statesBefore('resend')) },
        { state: 'queued', nextAttemptAt: now, firstAttemptAt: null, attempts: 0, attention: false, outcomeDue: false, ...(address ? { toAddress: address } : {}) },
      );
      if (affected !== 1) throw new DomainError('mail.not-resendable', { state: letter.state });
      this.waker.wakeAfterCommit([now]);
    });
  }

  /**
   * Somebody has seen to a letter that did not arrive; it stays as it is and asks for nothing any more.
   * @throws DomainError `not-found`.
   */
  dismiss(letterId: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.find(letterId);
      await this.db.repository(Letter).update({ id: letterId }, { attention: false });
    });
  }

  private async find(id: string): Promise<Letter> {
    const letter = await this.db.reader.getRepository(Letter).findOneBy({ id });
    if (!letter) throw notFound('letter', id);
    return letter;
  }
}
