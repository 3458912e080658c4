import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory, DIRECTORY_ID, type Joined, Joining } from '../executors/index.js';
import { type Actor, systemActor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { EventLog } from '../platform/events/index.js';
import { type DeadlineChange, Deadlines } from '../regulation/index.js';

/**
 * The ministry's thirty working days for the security recommendations (D-3.1), met by the first edition issued. Who joins
 * later is sent what is in force in the same moment, so that nothing more is ever owed.
 */
@Injectable()
export class RecommendationsTerm implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly deadlines: Deadlines,
    private readonly directory: Directory,
    private readonly joining: Joining,
  ) {}

  onModuleInit(): void {
    this.joining.onJoin((joined) => (joined.beginning ? this.begin(joined) : this.send(joined)));
  }

  met(actor: Actor, at: Date): Promise<void> {
    return this.apply({ do: 'meet', obligation: 'security.recommendations', subjectId: DIRECTORY_ID }, actor, at);
  }

  private async begin({ startedAt, actor, at }: Joined): Promise<void> {
    if ((await this.inForce()).length > 0) return;
    const ministry = await this.directory.itMinistry();
    const bearer = { role: 'it-ministry' as const, authorityId: ministry?.id ?? null, contactId: null, scheduleId: ministry?.scheduleId ?? null };
    await this.apply({ do: 'open', obligation: 'security.recommendations', subject: 'directory', subjectId: DIRECTORY_ID, bearer, startedAt }, actor, at);
  }

  private async send({ authorityIds, at }: Joined): Promise<void> {
    const editions = await this.inForce();
    await this.events.append(...editions.map(({ id, documentId, number, title }) => ({
      type: 'document.sent', stream: 'document', streamId: documentId, subject: 'edition', subjectId: id, channel: systemActor.channel,
      clause: 'D-3.1', details: { kind: 'recommendations', title, number, editionId: id }, authorityIds: [...authorityIds], roles: ['it-ministry', 'admin'], at,
    })));
  }

  private inForce(): Promise<{ id: string; documentId: string; number: number; title: string }[]> {
    return this.db.rows(
      `SELECT e.id, e.document_id AS "documentId", e.number, d.title FROM document_edition e JOIN document d ON d.id = e.document_id
       WHERE d.kind = 'recommendations' AND e.state = 'issued' ORDER BY e.issued_at, e.id`,
    );
  }

  private apply(change: DeadlineChange, actor: Actor, at: Date): Promise<void> {
    return this.deadlines.apply([change], { stream: 'directory', streamId: DIRECTORY_ID, at, actor });
  }
}
