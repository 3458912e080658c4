import { Injectable } from '@nestjs/common';
import { type AttachmentView, Attachments } from '../attachments/index.js';
import { Database } from '../platform/database/index.js';
import { type Deadline, Deadlines } from '../regulation/index.js';
import type { Assignment } from './assignment.entity.js';
import type { Incident } from './incident.entity.js';
import { OPEN_ASSIGNMENT } from './open-assignment.js';
import type { ReplyDraft } from './reply-draft.entity.js';

/** One executor's part of a matter, with the version it stands at. */
export type MatterPart = Pick<Assignment, 'id' | 'authorityId' | 'executorId' | 'status' | 'publisher' | 'note' | 'endReason'> & {
  incidentId: string;
  authority: string;
  executor: string;
  draft: (Pick<ReplyDraft, 'id' | 'version' | 'kind' | 'text'> & { remarks: string | null }) | null;
};

/** An incident as letters tell of it: what was written, where it stands, what runs. */
export interface Matter {
  incident: Pick<Incident, 'id' | 'network' | 'url' | 'text' | 'authorName' | 'postedAt' | 'recordedAt' | 'status'> & {
    number: number;
    topic: string | null;
    place: string | null;
  };
  parts: MatterPart[];
  terms: Deadline[];
  /** Of the incident and of the versions the parts stand at. */
  files: AttachmentView[];
}

/** Reads many incidents at the price of one, for those who write to people about them. Whole: no rights are checked here. */
@Injectable()
export class IncidentMatters {
  constructor(
    private readonly db: Database,
    private readonly deadlines: Deadlines,
    private readonly attachments: Attachments,
  ) {}

  /** The executor of each assignment. */
  async executorsOf(assignmentIds: readonly string[]): Promise<Map<string, string>> {
    if (assignmentIds.length === 0) return new Map();
    const rows = await this.db.rows<{ id: string; executorId: string }>(
      `SELECT id, executor_id AS "executorId" FROM assignment WHERE id = ANY($1::uuid[])`,
      [assignmentIds],
    );
    return new Map(rows.map(({ id, executorId }) => [id, executorId]));
  }

  /** Numbers of the incidents an authority still works on, ascending. */
  async openOf(authorityId: string): Promise<number[]> {
    const rows = await this.db.rows<{ number: number }>(
      `SELECT DISTINCT i.number::int AS number FROM assignment a JOIN incident i ON i.id = a.incident_id WHERE a.authority_id = $1 AND a.${OPEN_ASSIGNMENT} ORDER BY 1`,
      [authorityId],
    );
    return rows.map(({ number }) => number);
  }

  async of(incidentIds: readonly string[]): Promise<Map<string, Matter>> {
    if (incidentIds.length === 0) return new Map();
    const incidents = await this.db.rows<Matter['incident']>(
      `SELECT i.id, i.number::int AS number, i.network, i.url, i.text, i.author_name AS "authorName", i.posted_at AS "postedAt",
         i.recorded_at AS "recordedAt", i.status, t.name AS topic, COALESCE(l.name, i.place) AS place
       FROM incident i LEFT JOIN topic t ON t.id = i.topic_id LEFT JOIN location l ON l.id = i.location_id WHERE i.id = ANY($1::uuid[])`,
      [incidentIds],
    );
    const parts = await this.db.rows<MatterPart>(
      `SELECT a.id, a.incident_id AS "incidentId", a.authority_id AS "authorityId", a.executor_id AS "executorId", a.status, a.publisher, a.note,
         a.end_reason AS "endReason", b.short_name AS authority,
         c.surname || ' ' || left(c.name, 1) || '.' || COALESCE(' ' || left(c.patronymic, 1) || '.', '') AS executor,
         CASE WHEN d.id IS NULL THEN NULL ELSE jsonb_build_object('id', d.id, 'version', d.version, 'kind', d.kind, 'text', d.text, 'remarks', r.remarks) END AS draft
       FROM assignment a JOIN authority b ON b.id = a.authority_id JOIN contact c ON c.id = a.executor_id
         LEFT JOIN reply_draft d ON d.id = a.current_draft_id LEFT JOIN review r ON r.version_id = d.id
       WHERE a.incident_id = ANY($1::uuid[]) ORDER BY a.assigned_at, a.id`,
      [incidentIds],
    );
    const terms = await this.deadlines.of(incidentIds);
    const files = await this.attachments.of([...incidentIds, ...parts.flatMap(({ draft }) => draft?.id ?? [])]);
    const matters = new Map(incidents.map((incident): [string, Matter] => [incident.id, { incident, parts: [], terms: [], files: [] }]));
    for (const part of parts) matters.get(part.incidentId)?.parts.push(part);
    for (const term of terms) matters.get(term.streamId)?.terms.push(term);
    for (const file of files) {
      const owner = parts.find(({ draft }) => draft?.id === file.subjectId)?.incidentId ?? file.subjectId;
      matters.get(owner ?? '')?.files.push(file);
    }
    return matters;
  }
}
