import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { Letters, Outbox } from '../../platform/mail/index.js';
import { Editions } from './editions.js';
import { ReportReader } from './report-reader.js';

/**
 * The curator has learned that a report whose fate nobody could know did arrive: it is sent as of the moment it was handed
 * over, and is never sent twice.
 */
@Injectable()
export class ConfirmReport {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly editions: Editions,
    private readonly reader: ReportReader,
    private readonly letters: Letters,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `not-found`, `report.action-not-allowed` unless the letter is uncertain, `precondition.failed`. */
  execute(actor: Actor, month: string, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const edition = await this.editions.find({ month });
      await checkVersion(expected, edition.version, () => this.reader.view({ month }));
      await this.editions.move(edition, 'confirm', actor, this.clock.now());
      const letter = edition.letterId && (await this.letters.one(edition.letterId));
      // Whoever listens for the letter's outcome ends the sending.
      if (letter) await this.outbox.arrived(letter.messageId);
    });
  }
}
