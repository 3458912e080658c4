import { Injectable } from '@nestjs/common';
import { Attachments } from '../attachments/index.js';
import type { Actor } from '../identity/index.js';
import { Places, textLimit } from '../networks/index.js';
import { DomainError } from '../platform/errors/index.js';
import { Deliveries } from '../publishing/index.js';
import { assignmentActions, incidentActions } from './allowed-actions.js';
import { currentVersion } from './draft-versions.js';
import type { IncidentAct } from './incident-act.js';
import { type ActTarget, IncidentActs } from './incident-acts.js';
import { Publishers } from './publishers.js';

/** The act that follows once the answer is out, with what it needs beside the link. */
export type ReplyIntent =
  | { act: 'publish'; assignmentId: string }
  | { act: 'revise-and-publish'; assignmentId: string; text: string; attachments?: string[] }
  | { act: 'publish-for-executor'; draftId: string }
  | { act: 'consolidated-reply'; incidentId: string; text: string; attachments?: string[] };

/** What an act says of its answer: whose it is, and in what words. */
interface Answer {
  subject: 'assignment' | 'incident';
  subjectId: string;
  authorityId: string | null;
  text: string;
  attachments: string[];
}

/**
 * Has an answer placed through the network's interface (M-12.2, M-13). Nothing about the incident changes until it is out: then
 * the same act is done as if the person had given the link, in their name. By hand stays possible all the while.
 */
@Injectable()
export class DeliverReply {
  constructor(
    private readonly acts: IncidentActs,
    private readonly deliveries: Deliveries,
    private readonly publishers: Publishers,
    private readonly attachments: Attachments,
    private readonly places: Places,
  ) {}

  /**
   * @throws DomainError `incident.action-not-allowed` as the act itself would, `delivery.in-progress`, `publication.too-long`,
   * `publication.account-unknown`.
   */
  execute(actor: Actor, intent: ReplyIntent, { accountId, version }: { accountId?: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, targetOf(intent), version, async (act) => {
      const answer = await this.answer(act, intent);
      const { incident } = act;
      const { length, max } = textLimit(incident.network, 'reply', answer.text);
      if (length > max) throw new DomainError('publication.too-long', { length, max });
      await this.deliveries.request(actor, {
        kind: 'reply', network: incident.network, accountId: await this.account(act, answer, accountId ?? null), authorityId: answer.authorityId,
        subject: answer.subject, subjectId: answer.subjectId, stream: 'incident', streamId: incident.id, intent: { ...intent },
        place: await this.places.of(incident.network, incident.url), link: incident.url, text: answer.text, attachmentIds: answer.attachments,
      });
    });
  }

  private async answer(act: IncidentAct, intent: ReplyIntent): Promise<Answer> {
    if (intent.act === 'consolidated-reply') {
      const { incident } = act;
      if (!incidentActions(act.actor, incident, act.assignments).includes(intent.act)) throw act.refusal(intent.act, incident.status);
      return { subject: 'incident', subjectId: incident.id, authorityId: null, text: intent.text, attachments: intent.attachments ?? [] };
    }
    const assignment = intent.act === 'publish-for-executor' ? currentVersion(act, intent.draftId, intent.act).assignment : act.assignment(intent.assignmentId);
    const draft = act.currentDraft(assignment);
    const allowed = draft && assignmentActions(act.actor, assignment, draft.kind).includes(intent.act);
    if (!draft || !allowed) throw act.refusal(intent.act, assignment.status);
    // Without an account of its own the executor hands the revised text over and publishes nothing (settled rule 10).
    if (intent.act === 'revise-and-publish' && assignment.publisher !== 'executor') throw new DomainError('publication.url-not-expected');
    const whose = { subject: 'assignment' as const, subjectId: assignment.id, authorityId: assignment.authorityId };
    if (intent.act === 'revise-and-publish') return { ...whose, text: intent.text, attachments: intent.attachments ?? [] };
    const attached = await this.attachments.of([draft.id]);
    return { ...whose, text: draft.text, attachments: attached.map(({ id }) => id) };
  }

  /** Without an account in the registry the curator speaks from one of their own. */
  private async account({ actor, incident }: IncidentAct, { authorityId }: Answer, wanted: string | null): Promise<string | null> {
    const fitting = await this.publishers.accountsOf(actor, authorityId, incident.network);
    if (wanted === null) return fitting[0]?.id ?? null;
    if (!fitting.some(({ id }) => id === wanted)) throw new DomainError('publication.account-unknown', { accountId: wanted });
    return wanted;
  }
}

function targetOf(intent: ReplyIntent): ActTarget {
  switch (intent.act) {
    case 'publish-for-executor':
      return { draftId: intent.draftId };
    case 'consolidated-reply':
      return { incidentId: intent.incidentId };
    default:
      return { assignmentId: intent.assignmentId };
  }
}
