import { Injectable } from '@nestjs/common';
import { Attachments } from '../attachments/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { checkVersion } from '../platform/http/index.js';
import { newId } from '../platform/ids/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import { Audience } from './audience.js';
import { publishes, reads } from './document-access.js';
import { Document, type DocumentKind, DocumentEdition } from './document.entity.js';
import { DocumentReader } from './document-reader.js';
import type { EditionBody } from './documents.schemas.js';
import { clauseOf, type EditionEvent, editionWorkflow } from './edition.transitions.js';

const eventTypes: Record<EditionEvent, string> = {
  begin: 'document.begun',
  revise: 'document.revised',
  issue: 'document.issued',
  discard: 'document.discarded',
  supersede: 'document.superseded',
};

/** A document under an act: locked, with its draft and the edition in force. */
export interface Desk {
  document: Document;
  draft: DocumentEdition | null;
  inForce: DocumentEdition | null;
  at: Date;
  actor: Actor;
}

/** What every act on a document begins and ends with. */
@Injectable()
export class DocumentRecord {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly attachments: Attachments,
    private readonly audience: Audience,
    private readonly reader: DocumentReader,
  ) {}

  /**
   * The document with its editions, locked until the act commits. Of two who act at once the second sees what the first
   * has done.
   * @param kinds the shelf the route belongs to.
   * @throws DomainError `not-found` also for what the actor may not read, `precondition.failed`.
   */
  async open(actor: Actor, kinds: readonly DocumentKind[], id: string, expected: number | null): Promise<Desk> {
    const document = await this.db.repository(Document).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    const editions = document ? await this.db.repository(DocumentEdition).find({ where: { documentId: id } }) : [];
    const shown = document && kinds.includes(document.kind) && reads(actor, document);
    if (!shown || !(publishes(actor, document) || editions.some(({ issuedAt }) => issuedAt))) throw notFound('document', id);
    await checkVersion(expected, document.version, () => this.reader.view(actor, kinds, id));
    const of = (state: string) => editions.find((edition) => edition.state === state) ?? null;
    return { document, draft: of('draft'), inForce: of('issued'), at: this.clock.now(), actor };
  }

  /**
   * Moves an edition by the table.
   * @throws DomainError `auth.forbidden` when the document is not the actor's, `document.action-not-allowed`.
   */
  async move(desk: Desk, edition: DocumentEdition | null, event: EditionEvent, changes: Partial<DocumentEdition> = {}): Promise<DocumentEdition> {
    const { document, actor } = desk;
    if (!publishes(actor, document)) throw new DomainError('auth.forbidden');
    const row = edition && transitionOf(editionWorkflow, edition.state, event, document);
    if (!row) throw new DomainError('document.action-not-allowed', { action: event });
    const next = { ...edition, ...changes, state: row.to };
    await this.db.repository(DocumentEdition).update({ id: edition.id }, next);
    await this.tell(desk, eventTypes[event], next, { fromState: edition.state, toState: row.to });
    return next;
  }

  /** Begins a draft. @throws DomainError `document.action-not-allowed` while there is one. */
  async begin(desk: Desk, { text = null, note = null, attachments = [] }: EditionBody, number: number): Promise<DocumentEdition> {
    const { document, actor, at } = desk;
    if (!publishes(actor, document)) throw new DomainError('auth.forbidden');
    if (desk.draft) throw new DomainError('document.action-not-allowed', { action: 'begin' });
    const edition: DocumentEdition = {
      id: newId(), documentId: document.id, number, state: 'draft', text, note, createdBy: actor.userId, createdAt: at,
      issuedBy: null, issuedAt: null, supersededAt: null,
    };
    await this.db.repository(DocumentEdition).insert(edition);
    await this.attach(desk, edition, attachments);
    await this.tell(desk, eventTypes.begin, edition, { toState: 'draft' });
    return edition;
  }

  /** Binds files to an edition, for good: new ones, and those of its other editions, which keep them too. */
  async attach({ document, actor }: Desk, { id }: DocumentEdition, files: readonly string[]): Promise<void> {
    if (files.length === 0) return;
    const others = await this.db.rows<{ id: string }>(`SELECT id FROM document_edition WHERE document_id = $1 AND id <> $2`, [document.id, id]);
    const place = { stream: 'document', streamId: document.id, subject: 'edition', subjectId: id, authorityId: document.authorityId };
    await this.attachments.bind(actor, [...files], place, others.map((other) => other.id));
  }

  /** Counts the document's version up: any act on any part. */
  async bump({ document }: Desk, changes: Partial<Document> = {}): Promise<void> {
    await this.db.repository(Document).update({ id: document.id }, { ...changes, version: document.version + 1 });
  }

  /** Writes the event of an act; of what is issued everybody hears whom it concerns, of drafts their publisher. */
  async tell(
    { document, actor, at }: Desk, type: string, edition: DocumentEdition,
    states: { fromState?: string | null; toState?: string | null } = {}, details: Record<string, unknown> = {},
  ): Promise<void> {
    const open = type === eventTypes.issue;
    const bodies = open ? (await this.audience.bodies(document)).map(({ id }) => id) : document.authorityId ? [document.authorityId] : [];
    const everybody = open && document.kind !== 'instruction' ? ['curator', 'committee', 'it-ministry'] : [];
    const roles = document.publisher === 'executor' ? [] : [document.publisher];
    await this.events.append({
      type, stream: 'document', streamId: document.id, subject: 'edition', subjectId: edition.id, ...states,
      actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel, at, clause: clauseOf(document),
      details: { kind: document.kind, title: document.title, number: edition.number, editionId: edition.id, ...details },
      authorityIds: bodies, roles: [...new Set([...everybody, ...roles, 'admin'])],
    });
  }
}
