import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { Directory } from '../directory.js';
import { ContactRecord } from './contact-record.js';
import type { Contact } from './contact.entity.js';
import { OpenWorkRegistry } from './open-work.js';

/** Hands an executor's open work over to a colleague, whether the executor leaves or stays. */
@Injectable()
export class HandOverWork {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
    private readonly directory: Directory,
    private readonly work: OpenWorkRegistry,
  ) {}

  /**
   * @returns how many pieces of work went over.
   * @throws DomainError `not-found`, `executor.hand-over-unfit`.
   */
  execute(actor: Actor, id: string, to: string): Promise<number> {
    return this.db.transaction(async () => {
      const from = await this.record.lock(actor, 'executor', id);
      const at = this.clock.now();
      const count = await this.move(actor, from, to, at);
      await this.record.tell('contact.handed-over', from, actor, at, { to, count });
      return count;
    });
  }

  /** The same within the act of leaving, which tells of it itself. */
  async move(actor: Actor, from: Contact, to: string, at: Date): Promise<number> {
    const [colleague] = await this.directory.executors([to], { hold: true });
    const fit = colleague?.active && colleague.authorityId === from.authorityId && to !== from.id;
    if (!fit) throw new DomainError('executor.hand-over-unfit', { to });
    return this.work.handOver(from.id, to, actor, at);
  }
}
