import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';

/**
 * The number of the state of everything terms are counted by: calendars, schedules, editions of the regulation.
 * An act that counts a term holds it until it commits; a correction waits for such acts and keeps new ones waiting.
 * So two processes never count one term by two calendars, and no deadline is opened behind a correction's back.
 */
@Injectable()
export class CalendarRevision {
  constructor(private readonly db: Database) {}

  /** The number now; inside a transaction it stays that until the transaction ends. */
  async current(): Promise<string> {
    const held = this.db.reader.queryRunner?.isTransactionActive === true;
    const row = await this.db.row<{ revision: string }>(
      held ? `SELECT hold_calendar_revision() AS revision` : `SELECT revision FROM calendar_revision WHERE id = 1`,
    );
    if (!row) throw new Error('calendar_revision has lost its row');
    return row.revision;
  }

  /** Begins a correction: call it first in the transaction, before anything is read. */
  async advance(): Promise<void> {
    await this.db.change(`SELECT pg_advisory_xact_lock(hashtext('otklik.calendar'))`);
    await this.db.change(`UPDATE calendar_revision SET revision = nextval('calendar_revision_number') WHERE id = 1`);
  }
}
