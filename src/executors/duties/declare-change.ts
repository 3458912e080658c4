import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { Deadlines } from '../../regulation/index.js';
import { ContactReader } from '../contacts/contact-reader.js';
import { ContactRecord } from '../contacts/contact-record.js';
import { DutyTerms } from './duty-terms.js';
import type { DetailsChangedBody } from './duties.schemas.js';

/**
 * Records that an executor's details have changed although the new ones are not here yet: the three working days of
 * M-5.2 run from the moment of the change. The authority says so of its own people, the curator of anybody's.
 */
@Injectable()
export class DeclareChange {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
    private readonly reader: ContactReader,
    private readonly deadlines: Deadlines,
    private readonly terms: DutyTerms,
  ) {}

  /**
   * @throws DomainError `not-found`, `precondition.failed`, `contact.left`, `contact.change-moment`,
   *   `contact.change-declared` while an earlier one is not answered.
   */
  execute(actor: Actor, id: string, { at: changedAt, what }: DetailsChangedBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(actor, 'executor', id);
      await checkVersion(expected, row.version, () => this.reader.view(actor, 'executor', id));
      if (row.validTo) throw new DomainError('contact.left');
      const now = this.clock.now();
      const from = changedAt ?? now;
      if (from > now || from < row.validFrom) throw new DomainError('contact.change-moment');
      const [open] = await this.deadlines.openOf([id]);
      if (open) throw new DomainError('contact.change-declared', { since: open.dueAt });
      await this.record.bump(row);
      await this.record.tell('contact.details-changed', row, actor, now, { changedAt: from, what: what ?? null });
      await this.terms.detailsChanged(row, from, actor, now);
    });
  }
}
