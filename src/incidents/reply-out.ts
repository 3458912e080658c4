import { Injectable } from '@nestjs/common';
import { Deliveries, type Publication, Publications } from '../publishing/index.js';
import type { Assignment } from './assignment.entity.js';
import type { IncidentAct } from './incident-act.js';
import { MessageLinks } from './message-links.js';
import { Publishers } from './publishers.js';

/** What stands in the network now. Of the one executor's part, or (null) of the incident as a whole. */
interface Answer extends Pick<Publication, 'draftId' | 'kind' | 'text' | 'publisher'> {
  assignment: Assignment | null;
}

/** Records that an answer is out and closes the incident, or, after an interim one, keeps it open. */
@Injectable()
export class ReplyOut {
  constructor(
    private readonly publications: Publications,
    private readonly messageLinks: MessageLinks,
    private readonly publishers: Publishers,
    private readonly deliveries: Deliveries,
  ) {}

  /** @throws DomainError `incident.url-network`, `publication.url-not-post`, `publication.url-of-message`, `publication.url-taken` for a link that is none to this answer. */
  async record(act: IncidentAct, { assignment, ...answer }: Answer, url: string): Promise<Publication> {
    const { incident, actor, at } = act;
    const { network } = incident;
    act.moveIncident(assignment ? 'answer' : 'consolidated-reply', { kind: answer.kind }, { details: { url, kind: answer.kind } });
    await this.messageLinks.refuse(incident, url);
    const authorityId = assignment?.authorityId ?? null;
    const [account] = await this.publishers.accountsOf(actor, authorityId, network);
    await this.deliveries.placedByHand(actor, {
      kind: 'reply', network, accountId: account?.id ?? null, authorityId, subject: assignment ? 'assignment' : 'incident', subjectId: assignment?.id ?? incident.id,
      stream: 'incident', streamId: incident.id, intent: {}, place: null, link: incident.url, text: answer.text, attachmentIds: [],
    }, url);
    return this.publications.recordByHand({ ...answer, incidentId: incident.id, assignmentId: assignment?.id ?? null, network, url, publishedBy: actor.userId, publishedAt: at });
  }
}
