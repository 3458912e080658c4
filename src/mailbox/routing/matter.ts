import { Injectable } from '@nestjs/common';
import { type AssignmentView, IncidentReader, type IncidentView } from '../../incidents/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Sender } from '../senders/senders.js';
import type { Ask, Said, Unclear } from '../understanding/ask.js';
import { readConsolidation, readCuratorLetter } from '../understanding/curator-letter.js';
import { readExecutorLetter } from '../understanding/executor-letter.js';
import type { Thread } from './letter-threads.js';

/** What a letter is about, as its sender may see it. */
export interface Matter {
  incident: IncidentView;
  /** The part it concerns; null for the incident as a whole. */
  part: AssignmentView | null;
  draft: AssignmentView['drafts'][number] | null;
  /** In which of their roles the sender answers. */
  as: 'executor' | 'curator';
}

export type MatterFault = 'not-addressee' | 'not-bearer' | 'superseded' | 'late';

/** Finds the matter of a thread, and reads by its present state what a letter asks. */
@Injectable()
export class Matters {
  constructor(private readonly incidents: IncidentReader) {}

  /**
   * The matter as the sender sees it: the bearer of the assignment or their deputy, or a curator.
   * @returns a fault when it is not theirs to answer.
   */
  async find(thread: Pick<Thread, 'subject' | 'subjectId'>, { actor, contacts }: Pick<Sender, 'actor' | 'contacts'>): Promise<Matter | MatterFault> {
    const incidentId = thread.subject === 'incident' ? thread.subjectId : await this.incidents.incidentOf(thread.subject, thread.subjectId);
    const incident = incidentId ? await this.view(actor, incidentId) : null;
    if (!incident) return 'not-bearer';
    const part = incident.assignments.find(({ id, drafts }) => id === thread.subjectId || drafts.some((draft) => draft.id === thread.subjectId)) ?? null;
    const draft = part?.drafts.find(({ id }) => id === thread.subjectId) ?? null;
    const bearer = part !== null && contacts.some(({ id, duty }) => duty === 'executor' && id === part.executor?.id);
    const curator = actor.roles.includes('curator');
    if (thread.subject === 'incident' || (thread.subject === 'draft' && curator && !bearer)) return curator ? { incident, part, draft, as: 'curator' } : 'not-bearer';
    return bearer ? { incident, part, draft, as: 'executor' } : 'not-bearer';
  }

  /** What the letter asks, or why it asks nothing that can be done now. */
  ask({ incident, part, draft, as }: Matter, { subject, writtenAt }: Pick<Thread, 'subject' | 'writtenAt'>, said: Said): Ask | Unclear | MatterFault {
    const { network } = incident;
    if (!part) return readConsolidation(said, { status: incident.status, network });
    const current = part.drafts.at(-1) ?? null;
    if (subject === 'draft' && draft?.id !== current?.id) return 'superseded';
    if (as === 'curator') return readCuratorLetter(said, { status: part.status, publisher: part.publisher, network });
    // A letter older than the decision cannot answer it, unless it is about the very version that was decided on.
    const decided = part.status === 'approved' || part.status === 'changes-requested';
    if (decided && subject === 'assignment' && !(writtenAt && current?.decidedAt && writtenAt >= new Date(current.decidedAt))) return 'late';
    return readExecutorLetter(said, { status: part.status, publisher: part.publisher, network, currentText: current?.text ?? null });
  }

  private async view(actor: Sender['actor'], incidentId: string): Promise<IncidentView | null> {
    try {
      return await this.incidents.view(actor, incidentId);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not-found') return null;
      throw error;
    }
  }
}

