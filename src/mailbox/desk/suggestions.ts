import { Injectable } from '@nestjs/common';
import { type AssignmentView, IncidentReader, type IncidentView } from '../../incidents/index.js';
import type { Actor } from '../../identity/index.js';
import type { IncomingLetter } from '../incoming/incoming-letter.entity.js';
import { readConsolidation, readCuratorLetter } from '../understanding/curator-letter.js';
import type { HandleBody } from './mail.schemas.js';

/** What an unsorted letter can be taken for now, one click each. */
@Injectable()
export class Suggestions {
  constructor(private readonly incidents: IncidentReader) {}

  /**
   * By what the letter answers; else by the number in its subject, which tells a curator where to look and acts on nothing
   * by itself.
   */
  async of(actor: Actor, { aboutSubject, aboutId, incidentId, subject, said }: IncomingLetter): Promise<HandleBody[]> {
    const text = said?.text.trim() ?? '';
    const found = incidentId ?? (await this.about(aboutSubject, aboutId)) ?? (await this.named(subject));
    if (text === '' || !found) return [];
    const incident = await this.incidents.view(actor, found);
    const parts = incident.assignments.filter(({ id, drafts }) => aboutId === null || id === aboutId || drafts.some((draft) => draft.id === aboutId));
    return [...parts.flatMap((part) => ofPart(part, incident, text)), ...ofWhole(incident, text)];
  }

  private async about(subject: string | null, id: string | null): Promise<string | null> {
    if (!id) return null;
    if (subject === 'incident') return id;
    return subject === 'assignment' || subject === 'draft' ? this.incidents.incidentOf(subject, id) : null;
  }

  private async named(subject: string | null): Promise<string | null> {
    const [, number] = /№\s*(\d{1,9})(?!\d)/.exec(subject ?? '') ?? [];
    return number ? this.incidents.incidentNumbered(Number(number)) : null;
  }
}

function ofPart({ id, status, drafts, publisher }: AssignmentView, { network }: IncidentView, text: string): HandleBody[] {
  const current = drafts.at(-1);
  if (status === 'assigned') return [{ as: 'final-draft', assignmentId: id }, { as: 'interim-draft', assignmentId: id }, { as: 'return', assignmentId: id }];
  if (status === 'interim-published') return [{ as: 'final-draft', assignmentId: id }];
  if (status === 'approved' || status === 'changes-requested') return [{ as: 'publication', assignmentId: id }];
  if (!current || (status !== 'in-review' && status !== 'handed-over')) return [];
  const published = readCuratorLetter({ text, certainty: 'sure' }, { status, publisher, network }).do === 'publish-for-executor';
  return [
    ...(published ? [{ as: 'publication-for-executor' as const, draftId: current.id }] : []),
    ...(status === 'in-review' ? [{ as: 'remarks' as const, draftId: current.id }, { as: 'approval' as const, draftId: current.id }] : []),
  ];
}

const ofWhole = ({ id, status, network }: IncidentView, text: string): HandleBody[] =>
  readConsolidation({ text, certainty: 'sure' }, { status, network }).do === 'consolidate' ? [{ as: 'consolidated', incidentId: id }] : [];
