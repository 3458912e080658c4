import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Review } from '../approvals/index.js';
import { styleReport } from '../assistance/index.js';
import { Attachments } from '../attachments/index.js';
import { Directory, Locations, Topics } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { textLimit } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { isoOffset } from '../platform/http/index.js';
import { Deliveries, deliveryView, Publications } from '../publishing/index.js';
import { Deadlines, deadlineView } from '../regulation/index.js';
import { assignmentActions, draftActions, incidentActions } from './allowed-actions.js';
import { Assignment } from './assignment.entity.js';
import { IncidentOriginals } from './incident-originals.js';
import { Incident } from './incident.entity.js';
import type { AssignmentView, IncidentView } from './incidents.schemas.js';
import { ReplyDraft } from './reply-draft.entity.js';

/** Reads one incident as an actor may see it: curators whole, executors without other authorities' parts. */
@Injectable()
export class IncidentReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly topics: Topics,
    private readonly locations: Locations,
    private readonly deadlines: Deadlines,
    private readonly publications: Publications,
    private readonly deliveries: Deliveries,
    private readonly attachments: Attachments,
    private readonly originals: IncidentOriginals,
  ) {}

  /** The incident an assignment or a draft belongs to, or null. */
  async incidentOf(subject: 'assignment' | 'draft', id: string): Promise<string | null> {
    const table = subject === 'assignment' ? 'assignment' : 'reply_draft';
    const found = await this.db.row<{ id: string }>(`SELECT incident_id AS id FROM ${table} WHERE id = $1`, [id]);
    return found?.id ?? null;
  }

  /** The incident of a number people name it by, or null. */
  async incidentNumbered(number: number): Promise<string | null> {
    return (await this.db.row<{ id: string }>(`SELECT id FROM incident WHERE number = $1`, [number]))?.id ?? null;
  }

  /** @throws DomainError `not-found` when there is no such incident or it is another authority's. */
  async view(actor: Actor, id: string): Promise<IncidentView> {
    const { reader } = this.db;
    const incident = await reader.getRepository(Incident).findOneBy({ id });
    if (!incident) throw notFound('incident', id);
    const all = await reader.getRepository(Assignment).find({ where: { incidentId: id }, order: { assignedAt: 'ASC', id: 'ASC' } });
    const assignments = all.filter((assignment) => seesPart(actor, assignment.authorityId));
    if (!seesWhole(actor) && assignments.length === 0) throw notFound('incident', id);
    const ids = assignments.map((assignment) => assignment.id);
    const drafts = ids.length > 0 ? await reader.getRepository(ReplyDraft).find({ where: { assignmentId: In(ids) }, order: { version: 'ASC' } }) : [];
    const reviews = drafts.length > 0 ? await reader.getRepository(Review).findBy({ versionId: In(drafts.map((draft) => draft.id)) }) : [];
    const publications = await this.publications.of([id]);
    const deliveries = ids.length > 0 ? await this.deliveries.of(id) : [];
    const attachments = await this.attachments.of([id, ...drafts.map((draft) => draft.id), ...publications.map((publication) => publication.id)]);
    const authorities = await this.directory.authorities([...new Set(assignments.map((assignment) => assignment.authorityId))]);
    const executors = await this.directory.executors([...new Set(assignments.map((assignment) => assignment.executorId))]);
    const deadlines = (await this.deadlines.of([id])).filter(({ subjectId }) => seesWhole(actor) || subjectId === id || ids.includes(subjectId));
    const merged = await this.mergedPosts(id);
    const original = await this.originals.of(incident.network, incident.postKey);
    const topic = incident.topicId ? await this.topics.find(incident.topicId) : null;
    const location = incident.locationId ? await this.locations.find(incident.locationId) : null;
    const now = this.clock.now();
    const attached = (subjectId: string) => attachments.filter((attachment) => attachment.subjectId === subjectId);

    const assignmentViews = assignments.map((assignment): AssignmentView => {
      const own = drafts.filter((draft) => draft.assignmentId === assignment.id);
      const current = own.find((draft) => draft.id === assignment.currentDraftId) ?? null;
      const authority = authorities.find((candidate) => candidate.id === assignment.authorityId);
      const executor = executors.find((candidate) => candidate.id === assignment.executorId);
      return {
        id: assignment.id,
        incidentId: id,
        authority: authority ? { id: authority.id, name: authority.name, shortName: authority.shortName } : null,
        executor: executor ? { id: executor.id, name: executor.name } : null,
        status: assignment.status,
        publisher: assignment.publisher,
        note: assignment.note,
        assignedAt: isoOffset(assignment.assignedAt),
        endReason: assignment.endReason,
        drafts: own.map((draft) => {
          const review = reviews.find((candidate) => candidate.versionId === draft.id);
          return {
            id: draft.id,
            version: draft.version,
            kind: draft.kind,
            text: draft.text,
            status: draft.origin === 'revised' ? 'revised' : (review?.status ?? 'in-review'),
            remarks: review?.remarks ?? null,
            createdAt: isoOffset(draft.createdAt),
            decidedAt: isoOffset(review?.decidedAt ?? null),
            attachments: attached(draft.id),
            length: textLimit(incident.network, 'reply', draft.text),
            style: draft === own.at(-1) ? styleReport(draft.text, 'reply') : null,
            allowedActions: draftActions(actor, assignment, current, draft),
          };
        }),
        allowedActions: assignmentActions(actor, assignment, current?.kind ?? null),
      };
    });
    return {
      id,
      number: Number(incident.number),
      status: incident.status,
      network: incident.network,
      url: incident.url,
      text: incident.text,
      author: { name: incident.authorName, profileUrl: incident.authorUrl },
      postedAt: isoOffset(incident.postedAt),
      recordedAt: isoOffset(incident.recordedAt),
      topic,
      location,
      place: incident.place,
      mode: incident.mode,
      declined: incident.declineGround ? { ground: incident.declineGround, comment: incident.declineComment } : null,
      mergedInto: seesWhole(actor) ? incident.mergedInto : null,
      mergedPosts: merged.map(({ authorName, authorUrl, postedAt, number, ...post }) => ({
        ...post,
        number: Number(number),
        author: { name: authorName, profileUrl: authorUrl },
        postedAt: isoOffset(postedAt),
      })),
      interimAnsweredAt: isoOffset(incident.interimAnsweredAt),
      closedAt: isoOffset(incident.closedAt),
      original: original && {
        editions: original.editions.map(({ text, seenAt }) => ({ text, seenAt: isoOffset(seenAt) })),
        deletedAt: isoOffset(original.deletedAt),
      },
      attachments: attached(id),
      assignments: assignmentViews,
      deadlines: deadlines.map((deadline) => deadlineView(deadline, now)),
      publications: publications.map((publication) => ({
        id: publication.id,
        kind: publication.kind,
        // The answer is public; whose part it was is not.
        assignmentId: publication.assignmentId !== null && ids.includes(publication.assignmentId) ? publication.assignmentId : null,
        draftId: drafts.some((draft) => draft.id === publication.draftId) ? publication.draftId : null,
        network: publication.network,
        url: publication.url,
        text: publication.text,
        publisher: publication.publisher,
        way: publication.way,
        publishedAt: isoOffset(publication.publishedAt),
        attachments: attached(publication.id),
      })),
      deliveries: deliveries.filter(({ subjectId }) => (subjectId === id ? seesWhole(actor) : ids.includes(subjectId))).map((delivery) => deliveryView(actor, delivery)),
      allowedActions: incidentActions(actor, incident, all),
      version: incident.version,
    };
  }

  /** Posts merged into the incident, and those merged into them before, in the order of recording. */
  private mergedPosts(id: string): Promise<MergedPost[]> {
    return this.db.rows<MergedPost>(
      `WITH RECURSIVE post AS (
         SELECT * FROM incident WHERE merged_into = $1
         UNION SELECT i.* FROM incident i JOIN post p ON i.merged_into = p.id
       )
       SELECT id, number, network, url, author_name AS "authorName", author_url AS "authorUrl", posted_at AS "postedAt"
       FROM post ORDER BY recorded_at, id`,
      [id],
    );
  }
}

type MergedPost = Pick<Incident, 'id' | 'number' | 'network' | 'url' | 'authorName' | 'authorUrl' | 'postedAt'>;

/** Curators and the product itself see everything of every incident. */
export const seesWhole = (actor: Actor): boolean => actor.channel === 'system' || actor.roles.includes('curator');

/** Executors see their own authority's part. */
export const seesPart = (actor: Actor, authorityId: string): boolean =>
  seesWhole(actor) || (actor.roles.includes('executor') && actor.authorityId === authorityId);
