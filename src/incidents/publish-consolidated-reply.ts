import { Injectable } from '@nestjs/common';
import { Attachments } from '../attachments/index.js';
import type { Actor } from '../identity/index.js';
import { IncidentActs } from './incident-acts.js';
import { ReplyOut } from './reply-out.js';

/** The curator builds one public answer from the approved and revised parts, and publishes it (M-13.3). */
@Injectable()
export class PublishConsolidatedReply {
  constructor(
    private readonly acts: IncidentActs,
    private readonly out: ReplyOut,
    private readonly attachments: Attachments,
  ) {}

  execute(
    actor: Actor,
    incidentId: string,
    { text, url, attachments, version }: { text: string; url: string; attachments?: string[]; version: number | null },
  ): Promise<string> {
    return this.acts.run(actor, { incidentId }, version, async (act) => {
      // Settled rule 11: one interim part makes the whole answer interim; the final one follows.
      const interim = act.active.filter((assignment) => act.currentDraft(assignment)?.kind === 'interim');
      // Photos of the parts go along without being uploaded again.
      const parts = act.active.flatMap(({ currentDraftId }) => currentDraftId ?? []);
      const kind = interim.length > 0 ? 'interim' : 'final';
      const publication = await this.out.record(act, { assignment: null, draftId: null, kind, text, publisher: 'curator' }, url);
      for (const assignment of kind === 'interim' ? interim : act.active) act.move(assignment, 'consolidate', { kind });
      await this.attachments.bind(actor, attachments ?? [], {
        stream: 'incident', streamId: incidentId, subject: 'publication', subjectId: publication.id, authorityId: null,
      }, parts);
    });
  }
}
