import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Acknowledgements } from '../acknowledgements/index.js';
import { Attachments } from '../attachments/index.js';
import { type Actor, hasRole } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../platform/http/index.js';
import { allowedEvents } from '../platform/workflow/index.js';
import { publishes, PUBLISHES, READS } from './document-access.js';
import type { Document, DocumentEdition, DocumentKind } from './document.entity.js';
import type { DocumentAction, DocumentsQuery, DocumentSummary, DocumentView } from './documents.schemas.js';
import { editionWorkflow } from './edition.transitions.js';
import { searchText } from '../executors/index.js';

type Named = Document & { authorityName: string | null };
type Listed = Named & { edition: { id: string; number: number; issuedAt: string } | null; draft: boolean; acknowledgedAt: Date | null };

const DOCUMENT = `d.id, d.kind, d.publisher, d.authority_id AS "authorityId", a.short_name AS "authorityName", d.title,
  d.created_at AS "createdAt", d.version`;
const EDITION = `e.id, e.document_id AS "documentId", e.number, e.state, e.text, e.note, e.created_at AS "createdAt",
  e.issued_at AS "issuedAt", e.superseded_at AS "supersededAt"`;
const cursorKey = z.tuple([z.number(), z.uuid()]);

/** Reads documents for people: what was issued to those it is for, drafts to their publisher. */
@Injectable()
export class DocumentReader {
  constructor(
    private readonly db: Database,
    private readonly attachments: Attachments,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  /** A page of documents, newest first. */
  async list(actor: Actor, kinds: readonly DocumentKind[], query: DocumentsQuery): Promise<Page<DocumentSummary>> {
    const { kind, authorityId, q, unacknowledged, cursor, limit } = query;
    const [at, id] = cursor ? decodeCursor(cursor, cursorKey) : [null, null];
    const rows = await this.db.rows<Listed>(
      `SELECT ${DOCUMENT}, k.at AS "acknowledgedAt",
         CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('id', f.id, 'number', f.number, 'issuedAt', f.issued_at) END AS edition,
         ${PUBLISHES} AND EXISTS (SELECT 1 FROM document_edition w WHERE w.document_id = d.id AND w.state = 'draft') AS draft
       FROM document d LEFT JOIN authority a ON a.id = d.authority_id
       LEFT JOIN document_edition f ON f.document_id = d.id AND f.state = 'issued'
       LEFT JOIN acknowledgement k ON k.subject_id = f.id AND k.user_id = $3
       WHERE ${READS} AND d.kind = ANY($4::text[]) AND ($5::uuid IS NULL OR d.authority_id = $5)
         AND d.search_text LIKE '%' || $6 || '%' AND ($7::boolean IS NOT TRUE OR (f.id IS NOT NULL AND k.at IS NULL))
         AND ($8::timestamptz IS NULL OR (d.created_at, d.id) < ($8, $9::uuid))
       ORDER BY d.created_at DESC, d.id DESC LIMIT $10`,
      [actor.roles, actor.authorityId, actor.userId, kind ? [kind] : kinds, authorityId ?? null, searchText(q ?? ''), unacknowledged === 'true',
        at === null ? null : new Date(at), id, limit + 1],
    );
    return toPage(rows, limit, (row) => [row.createdAt.getTime(), row.id], ({ edition, draft, acknowledgedAt, ...row }) => ({
      ...head(row),
      inForce: edition && { ...edition, issuedAt: isoOffset(new Date(edition.issuedAt)) },
      draft,
      acknowledgedAt: isoOffset(acknowledgedAt),
    }));
  }

  /** @throws DomainError `not-found`, also for what the actor may not read. */
  async view(actor: Actor, kinds: readonly DocumentKind[], id: string): Promise<DocumentView> {
    const { document, editions } = await this.find(actor, kinds, id);
    const ids = editions.map((edition) => edition.id);
    const files = await this.attachments.of(ids);
    const mine = (await this.acknowledgements.of(ids)).filter(({ userId }) => userId === actor.userId);
    const acknowledgedAt = (edition: string) => isoOffset(mine.find(({ subjectId }) => subjectId === edition)?.at ?? null);
    return {
      ...head(document),
      editions: editions.map((edition) => ({
        id: edition.id, number: edition.number, state: edition.state, text: edition.text, note: edition.note,
        attachments: files.filter(({ subjectId }) => subjectId === edition.id),
        createdAt: isoOffset(edition.createdAt), issuedAt: isoOffset(edition.issuedAt), supersededAt: isoOffset(edition.supersededAt),
        acknowledgedAt: acknowledgedAt(edition.id),
      })),
      allowedActions: allowedActions(actor, document, editions, acknowledgedAt),
    };
  }

  /** The document and the editions the actor may read, newest first. @throws DomainError `not-found`. */
  async find(actor: Actor, kinds: readonly DocumentKind[], id: string): Promise<{ document: Named; editions: DocumentEdition[] }> {
    const document = await this.db.row<Named>(
      `SELECT ${DOCUMENT} FROM document d LEFT JOIN authority a ON a.id = d.authority_id
       WHERE ${READS} AND d.id = $3 AND d.kind = ANY($4::text[])`,
      [actor.roles, actor.authorityId, id, kinds],
    );
    if (!document) throw notFound('document', id);
    const editions = await this.db.rows<DocumentEdition>(
      `SELECT ${EDITION} FROM document_edition e WHERE e.document_id = $1 AND ($2 OR e.issued_at IS NOT NULL) ORDER BY e.number DESC`,
      [id, publishes(actor, document)],
    );
    return { document, editions };
  }
}

const head = ({ id, kind, publisher, authorityId, authorityName, title, createdAt, version }: Named) => ({
  id, kind, publisher, authority: authorityId === null ? null : { id: authorityId, shortName: authorityName ?? '' }, title,
  createdAt: isoOffset(createdAt), version,
});

/** What the actor may do now, from the table; and to acknowledge what is in force, for those it may concern. */
function allowedActions(actor: Actor, document: Document, editions: readonly DocumentEdition[], acknowledgedAt: (edition: string) => string | null): DocumentAction[] {
  const draft = editions.find(({ state }) => state === 'draft');
  const inForce = editions.find(({ state }) => state === 'issued');
  const events = publishes(actor, document) ? allowedEvents(editionWorkflow, draft ? 'draft' : null, actor.roles, document) : [];
  const asked = document.kind !== 'material' && hasRole(actor, 'executor', 'committee') && inForce && acknowledgedAt(inForce.id) === null;
  return [...events.filter((event) => event !== 'supersede'), ...(asked ? (['acknowledge'] as const) : [])];
}
