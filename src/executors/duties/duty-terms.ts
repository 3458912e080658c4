import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { type CloseChange, type DeadlineChange, Deadlines, type ObligationKey, type OpenChange } from '../../regulation/index.js';
import type { Contact, Duty } from '../contacts/contact.entity.js';
import { DIRECTORY_ID, DirectoryBeginning } from './duty.entities.js';
import { OWED_BODIES, type OwedBody, startOf } from './owed.js';

/** The term under which each duty is first named. */
export const firstTerm = {
  executor: 'contacts.executor',
  'account-manager': 'contacts.account-manager',
  curator: 'contacts.curator',
} as const satisfies Record<Duty, ObligationKey>;

/** Terms of the directory: opened when contacts are owed, met when they come (D-2.2, D-4, D-5, M-5.2). */
@Injectable()
export class DutyTerms {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deadlines: Deadlines,
  ) {}

  /** Since when the terms run, null while nobody has set them going. */
  beginning(): Promise<DirectoryBeginning | null> {
    return this.db.reader.getRepository(DirectoryBeginning).findOneBy({ id: DIRECTORY_ID });
  }

  /**
   * Brings the first terms of these bodies (all when left out) into line with what they owe now: opens what is owed,
   * not named and was never asked for, cancels what is owed no more. May be repeated.
   */
  async review(actor: Actor, at: Date, authorityIds?: readonly string[]): Promise<void> {
    const beginning = await this.beginning();
    if (!beginning) return;
    const bodies = await this.db.rows<OwedBody>(OWED_BODIES, [at, authorityIds ?? null]);
    const terms = await this.deadlines.of([...new Set(bodies.map(({ authorityId }) => authorityId))]);
    const changes = bodies.flatMap((body): DeadlineChange[] => {
      const own = terms.filter(({ subjectId }) => subjectId === body.authorityId);
      const first = own.filter(({ obligation }) => obligation === firstTerm[body.duty]);
      if (body.owed && !body.named && first.every(({ state }) => state === 'cancelled')) {
        return [this.open(firstTerm[body.duty], body, startOf(body, beginning.startedAt, first.length > 0 ? at : null))];
      }
      if (body.owed) return [];
      const keys = body.duty === 'executor' ? [firstTerm.executor, 'executor.update' as const] : [firstTerm[body.duty]];
      return own
        .filter(({ state, obligation }) => state === 'open' && keys.some((key) => key === obligation))
        .map(({ obligation }) => ({ do: 'cancel', obligation, subjectId: body.authorityId, reason: 'not-owed' }));
    });
    await this.apply(changes, 'authority', bodies[0]?.authorityId ?? DIRECTORY_ID, at, actor);
  }

  /** A person was named for a duty: whatever asked for one is met, in time or late. */
  async named({ duty, authorityId }: Contact, actor: Actor, at: Date): Promise<void> {
    if (duty === 'curator') {
      return this.apply([{ do: 'meet', obligation: 'contacts.curator', subjectId: DIRECTORY_ID }], 'directory', DIRECTORY_ID, at, actor);
    }
    const met: CloseChange[] = [{ do: 'meet', obligation: firstTerm[duty], subjectId: authorityId }];
    if (duty === 'executor') met.push({ do: 'meet', obligation: 'executor.update', subjectId: authorityId });
    await this.apply(met, 'authority', authorityId, at, actor);
  }

  /** The executor's details changed at `changedAt`: three working days to send the new ones (M-5.2). */
  async detailsChanged(contact: Contact, changedAt: Date, actor: Actor, at: Date): Promise<void> {
    const body = await this.bodyOf(contact);
    const change: OpenChange = { ...this.open('executor.update', body, changedAt), subject: 'contact', subjectId: contact.id, streamId: contact.id };
    await this.apply([change], 'contact', contact.id, at, actor);
  }

  /** The new details have come (M-5.2). */
  async detailsSent({ id }: Contact, actor: Actor, at: Date): Promise<void> {
    await this.apply([{ do: 'meet', obligation: 'executor.update', subjectId: id }], 'contact', id, at, actor);
  }

  /** Nothing has to be sent about this person any more. */
  async detailsMoot({ id }: Contact, reason: string, actor: Actor, at: Date): Promise<void> {
    await this.apply([{ do: 'cancel', obligation: 'executor.update', subjectId: id, reason }], 'contact', id, at, actor);
  }

  /**
   * An executor left at `leftAt` (M-5.2): with colleagues this very act is the news; without, the authority owes a
   * successor, and the term runs until one is named.
   */
  async executorLeft(contact: Contact, leftAt: Date, actor: Actor, at: Date): Promise<void> {
    await this.detailsMoot(contact, 'left', actor, at);
    const others = await this.db.row(
      `SELECT 1 FROM contact WHERE duty = 'executor' AND authority_id = $1 AND id <> $2 AND valid_to IS NULL LIMIT 1`,
      [contact.authorityId, contact.id],
    );
    if (others) {
      await this.detailsChanged(contact, leftAt, actor, at);
      return this.detailsSent(contact, actor, at);
    }
    const body = await this.bodyOf(contact);
    if (body.active) await this.apply([this.open('executor.update', body, leftAt)], 'authority', contact.authorityId, at, actor);
  }

  /** The curator owes every authority the first contact (D-2.2). */
  async curatorsOwed(authority: { id: string; scheduleId: string | null }, startedAt: Date, actor: Actor): Promise<void> {
    const bearer = { role: 'curator' as const, authorityId: authority.id, contactId: null, scheduleId: authority.scheduleId };
    const change: OpenChange = { do: 'open', obligation: 'contacts.curator', subject: 'directory', subjectId: DIRECTORY_ID, bearer, startedAt };
    await this.apply([change], 'directory', DIRECTORY_ID, this.clock.now(), actor);
  }

  private open(obligation: ObligationKey, { authorityId, scheduleId }: Pick<OwedBody, 'authorityId' | 'scheduleId'>, startedAt: Date): OpenChange {
    const bearer = { role: 'authority' as const, authorityId, contactId: null, scheduleId };
    return { do: 'open', obligation, subject: 'authority', subjectId: authorityId, streamId: authorityId, bearer, startedAt };
  }

  private async bodyOf({ authorityId }: Contact): Promise<{ authorityId: string; scheduleId: string | null; active: boolean }> {
    const body = await this.db.row<{ scheduleId: string | null; active: boolean }>(
      `SELECT schedule_id AS "scheduleId", valid_to IS NULL OR valid_to > $2 AS active FROM authority WHERE id = $1`,
      [authorityId, this.clock.now()],
    );
    return { authorityId, scheduleId: null, active: false, ...body };
  }

  private apply(changes: readonly DeadlineChange[], stream: string, streamId: string, at: Date, actor: Actor): Promise<void> {
    return this.deadlines.apply(changes, { stream, streamId, at, actor });
  }
}

