import { Injectable } from '@nestjs/common';
import { Attachments } from '../attachments/index.js';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { accountKey, type Network, namesPost, postKey } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { newId } from '../platform/ids/index.js';
import { type Bearer, Deadlines } from '../regulation/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import { Incident } from './incident.entity.js';
import { incidentWorkflow } from './incident.transitions.js';
import { searchText } from './search-text.js';

/** A message as it is found in a network (M-3). */
export interface FoundMessage {
  network: Network;
  url: string;
  author: { name: string; profileUrl?: string | null };
  text: string;
  postedAt: Date;
  /** Ids of uploaded attachments. */
  attachments?: string[];
}

/** Clocks of networks and offices differ by so much, minutes. */
const SKEW_MINUTES = 5;

/** A message is posted before it is recorded. @throws DomainError `incident.posted-in-future`. */
export function checkPostedAt(postedAt: Date, now: Date): void {
  if (postedAt.getTime() > now.getTime() + SKEW_MINUTES * 60_000) throw new DomainError('incident.posted-in-future');
}

/** What became of a message: recorded, or known already under another id. */
export type Recorded = { id: string; number: number; duplicate: boolean };

/** Records messages (M-6), one or many at once: an import is the same act on more of them. */
@Injectable()
export class RecordIncidents {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly deadlines: Deadlines,
    private readonly directory: Directory,
    private readonly attachments: Attachments,
  ) {}

  /**
   * Records one message.
   * @throws DomainError `incident.duplicate` with the id of the incident that holds the post; `incident.url-network`, `incident.posted-in-future`;
   *   `incident.url-not-post` for the address of a person or a community: their next message would pass for the same one.
   */
  async execute(actor: Actor, message: FoundMessage): Promise<string> {
    const { network, url } = message;
    if (!namesPost(network, url) && accountKey(network, url) !== null) throw new DomainError('incident.url-not-post', { network, url });
    return this.db.transaction(async () => {
      const [recorded] = await this.executeMany(actor, [message]);
      if (!recorded) throw new Error('A message was neither recorded nor found');
      if (recorded.duplicate) throw new DomainError('incident.duplicate', { incidentId: recorded.id, number: recorded.number });
      const { id } = recorded;
      await this.attachments.bind(actor, message.attachments ?? [], { stream: 'incident', streamId: id, subject: 'incident', subjectId: id, authorityId: null });
      return id;
    });
  }

  /**
   * Records many messages in one transaction; a post known already (or twice among them) is not recorded again.
   * @returns what became of each, in their order.
   * @throws DomainError `incident.posted-in-future`, `incident.url-network`.
   */
  executeMany(actor: Actor, messages: readonly FoundMessage[]): Promise<Recorded[]> {
    return this.db.transaction(async () => {
      const at = this.clock.now();
      for (const { postedAt } of messages) checkPostedAt(postedAt, at);
      const rows = messages.map((message) => newIncident(message, actor, at));
      // Many at once are looked up first: a number taken for a message known already would be lost.
      const before = rows.length > 1 ? await this.known(rows) : new Map<string, Recorded>();
      const fresh = await this.insert(rows.filter((row) => !before.has(keyOf(row))));
      await this.startTerms(rows.filter((row) => fresh.has(row.id)), actor, at);
      const others = rows.filter((row) => !fresh.has(row.id) && !before.has(keyOf(row)));
      const known = new Map([...before, ...(others.length > 0 ? await this.known(others) : [])]);
      return rows.map((row): Recorded => {
        const number = fresh.get(row.id);
        if (number !== undefined) return { id: row.id, number, duplicate: false };
        const existing = known.get(keyOf(row));
        if (!existing) throw new Error('A duplicate vanished');
        return existing;
      });
    });
  }

  private async insert(rows: readonly Omit<Incident, 'number'>[]): Promise<Map<string, number>> {
    if (rows.length === 0) return new Map();
    // In one order everywhere, so that two imports of the same posts wait for each other instead of locking crosswise.
    const ordered = rows.toSorted((a, b) => (a.postKey < b.postKey ? -1 : 1));
    const inserted = await this.db.change<{ id: string; number: string }>(
      `INSERT INTO incident (id, network, post_key, url, text, author_name, author_url, search_text, posted_at,
         recorded_at, recorded_by, status, state_since, version)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, network text, "postKey" text, url text, text text,
         "authorName" text, "authorUrl" text, "searchText" text, "postedAt" timestamptz, "recordedAt" timestamptz,
         "recordedBy" uuid, status text, "stateSince" timestamptz, version integer)
       ON CONFLICT (network, post_key) DO NOTHING RETURNING id, number`,
      [JSON.stringify(ordered)],
    );
    return new Map(inserted.map(({ id, number }) => [id, Number(number)]));
  }

  private async startTerms(recorded: readonly Omit<Incident, 'number'>[], actor: Actor, at: Date): Promise<void> {
    const row = transitionOf(incidentWorkflow, null, 'record', {});
    if (!row || recorded.length === 0) return;
    const curator = await this.directory.curatorAuthority();
    const bearer: Bearer = { role: 'curator', authorityId: curator.id, contactId: null, scheduleId: curator.scheduleId };
    await this.deadlines.apply(
      recorded.flatMap(({ id }) =>
        (row.opens ?? []).map((obligation) => ({ do: 'open', obligation, streamId: id, subject: 'incident', subjectId: id, bearer, startedAt: at }) as const),
      ),
      { stream: 'incident', streamId: recorded[0]?.id ?? '', at, actor },
    );
    await this.events.append(
      ...recorded.map((incident) => ({
        type: 'incident.record',
        stream: 'incident',
        streamId: incident.id,
        subject: 'incident',
        subjectId: incident.id,
        toState: row.to,
        actorId: actor.userId,
        actorRole: actor.roles[0] ?? null,
        channel: actor.channel,
        clause: row.clause,
        details: { network: incident.network },
        roles: ['curator'],
        at,
      })),
    );
  }

  private async known(rows: readonly Omit<Incident, 'number'>[]): Promise<Map<string, Recorded>> {
    const found = await this.db.rows<{ id: string; number: string; network: string; postKey: string }>(
      `SELECT i.id, i.number, i.network, i.post_key AS "postKey"
       FROM incident i JOIN unnest($1::text[], $2::text[]) AS w(network, post_key) ON i.network = w.network AND i.post_key = w.post_key`,
      [rows.map(({ network }) => network), rows.map(({ postKey: key }) => key)],
    );
    return new Map(found.map(({ id, number, ...post }) => [keyOf(post), { id, number: Number(number), duplicate: true }]));
  }
}

const keyOf = ({ network, postKey: key }: { network: string; postKey: string }): string => `${network} ${key}`;

function newIncident({ network, url, author, text, postedAt }: FoundMessage, actor: Actor, at: Date): Omit<Incident, 'number'> {
  return {
    id: newId(),
    network,
    postKey: postKey(network, url),
    url,
    text,
    authorName: author.name,
    authorUrl: author.profileUrl ?? null,
    searchText: searchText(text, author.name),
    postedAt,
    recordedAt: at,
    recordedBy: actor.userId,
    status: 'recorded',
    stateSince: at,
    mode: null,
    topicId: null,
    locationId: null,
    place: null,
    declineGround: null,
    declineComment: null,
    mergedInto: null,
    interimAnsweredAt: null,
    closedAt: null,
    version: 1,
  };
}
