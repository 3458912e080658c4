import { Injectable } from '@nestjs/common';
import { systemActor } from '../../identity/index.js';
import { IncidentPosts } from '../../incidents/index.js';
import type { FoundMessage, Network } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { newId } from '../../platform/ids/index.js';
import { Publications } from '../../publishing/index.js';
import type { Candidate } from '../candidates/candidate.entity.js';
import { checkTimes } from './check-times.js';
import { type CleanMessage, cleanMessages } from './clean-message.js';
import type { FoundBy } from './found-by.js';
import { Groups, type Membership } from './groups.js';
import { KnownMessages } from './known-messages.js';
import { OfficialVoices } from './official-voices.js';
import { type Recognised, Recogniser } from './recognise.js';
import { pointsOf, rankOf, sum } from './score.js';

/** Messages as a network gave them, and how they came. */
export interface Finding {
  network: Network;
  messages: readonly FoundMessage[];
  foundBy: FoundBy;
  watchId?: string | null;
  accountId?: string | null;
  /** What a search is for: proposed where the text itself names none. */
  topicId?: string | null;
  locationId?: string | null;
}

/** What was new, and what has changed of what was known. */
export interface Stored {
  fresh: number;
  changed: number;
}

/** Links between what was found and what is at work already. */
interface Ties {
  incidents: ReadonlyMap<string, string>;
  answers: ReadonlyMap<string, string>;
}

/** Stores what was found, each post once (M-3): recognised, grouped, and tied to the incident it answers or already is. */
@Injectable()
export class StoreMessages {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly known: KnownMessages,
    private readonly voices: OfficialVoices,
    private readonly recogniser: Recogniser,
    private readonly groups: Groups,
    private readonly incidents: IncidentPosts,
    private readonly publications: Publications,
  ) {}

  /** Stores them; messages of official accounts are none. Doing it twice changes nothing. */
  execute(finding: Finding): Promise<Stored> {
    return this.db.transaction(async () => {
      const { network, messages } = finding;
      const isOfficial = await this.voices.of(network);
      const clean = cleanMessages(network, messages.filter((message) => !isOfficial(message)), this.clock.now());
      const { keys, changed } = await this.known.see(network, clean);
      const fresh = clean.filter(({ postKey }) => !keys.has(postKey));
      if (fresh.length === 0) return { fresh: 0, changed };
      const read = await this.recogniser.ready();
      const ties = await this.ties(network, fresh);
      const ids = fresh.map(() => newId());
      const memberships = await this.groups.of(fresh.map(({ text }, n) => ({ id: ids[n] as string, text })));
      const rows = fresh.map((message, n) => this.row(finding, message, read(message.text), ties, ids[n] as string, memberships[n] as Membership));
      const stored = await this.insert(rows);
      await this.groups.keep(rows.flatMap(({ id }, n) => (stored.has(id) ? [{ id, ...(memberships[n] as Membership) }] : [])));
      await this.tell(rows.filter(({ id }) => stored.has(id)), fresh, ties);
      return { fresh: stored.size, changed };
    });
  }

  private row(
    { network, foundBy, watchId = null, accountId = null, topicId = null, locationId = null }: Finding,
    message: CleanMessage, recognised: Recognised, { incidents, answers }: Ties, id: string, { groupId, leads }: Membership,
  ): Candidate {
    const now = this.clock.now();
    const incidentId = incidents.get(message.postKey) ?? null;
    const answerTo = message.above.flatMap((key) => answers.get(key) ?? incidents.get(key) ?? []).find((other) => other !== incidentId) ?? null;
    const reasons = pointsOf({ ...recognised, foundBy, answer: answerTo !== null });
    const points = sum(reasons);
    return {
      id, network, postKey: message.postKey, url: message.url, place: message.place, text: message.text,
      authorId: message.author.id, authorName: message.author.name, authorUrl: message.author.url,
      postedAt: message.postedAt, foundAt: now, foundBy, watchId, accountId, answerTo,
      topicId: recognised.topicId ?? topicId, locationId: recognised.locationId ?? locationId, screening: recognised.screening,
      points, reasons, rank: rankOf(points, message.postedAt), groupId, leads, repeats: 0,
      status: incidentId ? 'taken' : 'new', stateSince: now, ground: null, comment: null, incidentId,
      editedAt: null, deletedAt: null, checkAt: incidentId ? checkTimes.after(now, now) : null, erasedAt: null, version: 1,
    };
  }

  private async ties(network: Network, messages: readonly CleanMessage[]): Promise<Ties> {
    const above = messages.flatMap((message) => message.above);
    const incidents = await this.incidents.of(network, [...messages.map(({ postKey }) => postKey), ...above]);
    return {
      incidents: new Map([...incidents].map(([key, { id }]) => [key, id])),
      answers: above.length > 0 ? await this.publications.atPosts(network, above) : new Map<string, string>(),
    };
  }

  /** @returns ids of those that were stored: a post another worker has found meanwhile is left as it is. */
  private async insert(rows: readonly Candidate[]): Promise<Set<string>> {
    // In one order everywhere, so that two workers who found the same posts wait for each other instead of locking crosswise.
    const ordered = rows.toSorted((a, b) => (a.postKey < b.postKey ? -1 : 1));
    const stored = await this.db.change<{ id: string }>(
      `INSERT INTO intake_candidate (id, network, post_key, url, place, text, author_id, author_name, author_url, posted_at, found_at, found_by, watch_id, account_id,
         answer_to, topic_id, location_id, screening, points, reasons, rank, group_id, leads, repeats, status, state_since, incident_id, check_at, version)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, network text, "postKey" text, url text, place jsonb, text text, "authorId" text, "authorName" text,
         "authorUrl" text, "postedAt" timestamptz, "foundAt" timestamptz, "foundBy" text, "watchId" uuid, "accountId" uuid, "answerTo" uuid, "topicId" uuid,
         "locationId" uuid, screening jsonb, points integer, reasons jsonb, rank float8, "groupId" uuid, leads boolean, repeats integer, status text,
         "stateSince" timestamptz, "incidentId" uuid, "checkAt" timestamptz, version integer)
       ON CONFLICT (network, post_key) DO NOTHING RETURNING id`,
      [JSON.stringify(ordered)],
    );
    return new Set(stored.map(({ id }) => id));
  }

  /** Who asks on under a published answer is heard of in the incident's own history. */
  private async tell(rows: readonly Candidate[], messages: readonly CleanMessage[], { answers }: Ties): Promise<void> {
    const above = new Map(messages.map(({ postKey, above: keys }) => [postKey, keys]));
    const replies = rows.filter(({ answerTo, postKey }) => answerTo !== null && (above.get(postKey) ?? []).some((key) => answers.get(key) === answerTo));
    await this.events.append(
      ...replies.map(({ id, answerTo, network }) => ({
        type: 'incident.author-replied', stream: 'incident', streamId: answerTo as string, subject: 'incident', subjectId: answerTo as string,
        actorId: null, actorRole: null, channel: systemActor.channel, clause: 'M-3', details: { candidateId: id, network }, roles: ['curator'], at: this.clock.now(),
      })),
    );
  }
}
