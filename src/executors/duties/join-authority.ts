import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { Directory } from '../directory.js';
import { lockDirectory } from '../directory-lock.js';
import type { JoinBody } from './duties.schemas.js';
import { Members } from './members.js';

/** A municipality adopts an act of its own and joins (D-6): from then on it owes contacts like the others. */
@Injectable()
export class JoinAuthority {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly members: Members,
  ) {}

  /** @throws DomainError `not-found`, `authority.not-in-force`, `authority.joined-already`. */
  execute(actor: Actor, authorityId: string, input: JoinBody): Promise<void> {
    return this.db.transaction(async () => {
      await lockDirectory(this.db);
      const [authority] = await this.directory.authorities([authorityId]);
      if (!authority) throw notFound('authority', authorityId);
      if (!authority.active) throw new DomainError('authority.not-in-force');
      const fresh = await this.members.join(authorityId, actor, this.clock.now(), input);
      if (!fresh) throw new DomainError('authority.joined-already');
    });
  }
}
