import { Injectable } from '@nestjs/common';
import { type Actor, type NamedUser, UserNames } from '../identity/index.js';
import { type Event, EventLog } from '../platform/events/index.js';
import { isoOffset } from '../platform/http/index.js';
import { type Deadline, Deadlines, type ObligationKey, weightOf } from '../regulation/index.js';
import { eventTitle } from './event-titles.js';
import { IncidentReader, seesWhole } from './incident-reader.js';
import type { HistoryItem } from './incidents.schemas.js';

/** The whole history of an incident, oldest first: who, when, from what state to what, under which clause, how long it took. */
@Injectable()
export class IncidentHistory {
  constructor(
    private readonly reader: IncidentReader,
    private readonly events: EventLog,
    private readonly deadlines: Deadlines,
    private readonly names: UserNames,
  ) {}

  /** @throws DomainError `not-found`, also for another authority's incident. */
  async execute(actor: Actor, id: string): Promise<HistoryItem[]> {
    await this.reader.view(actor, id);
    const events = await this.events.history(id);
    // Another authority's part is as if it did not exist.
    const own = events.filter(
      ({ subject, authorityIds }) => seesWhole(actor) || subject === 'incident' || (actor.authorityId !== null && authorityIds.includes(actor.authorityId)),
    );
    const users = await this.names.of([...new Set(own.flatMap(({ actorId }) => actorId ?? []))]);
    const terms = new Map((await this.deadlines.of([id])).map((term) => [term.id, term]));
    return own.map((event): HistoryItem => {
      const mark = markOf(event, terms);
      return {
        id: event.id,
        at: isoOffset(event.at),
        event: event.type,
        title: eventTitle(event, mark?.weight),
        subject: event.subject,
        subjectId: event.subjectId,
        from: event.fromState,
        to: event.toState,
        actor: shownTo(actor, event, users),
        channel: event.channel,
        clause: event.clause,
        bearer: event.bearer,
        tookWorkingMs: event.tookMs === null ? null : Number(event.tookMs),
        mark,
        details: event.details,
      };
    });
  }
}

/** Whom somebody may know to have acted: curators everybody, executors the curators (D-2.2) and their own colleagues. */
function shownTo(viewer: Actor, { actorId, actorRole }: Event, users: Map<string, NamedUser>): HistoryItem['actor'] {
  const user = actorId === null ? undefined : users.get(actorId);
  const known = seesWhole(viewer) || actorRole === 'curator' || (user !== undefined && user.authorityId === viewer.authorityId);
  return known ? { userId: actorId, role: actorRole, name: user?.name ?? null } : { userId: null, role: actorRole, name: null };
}

/** What a warning or a passing is about, and how much it weighs by what has become of the term since. */
function markOf({ type, subject, subjectId, details }: Event, terms: Map<string, Deadline>): HistoryItem['mark'] {
  if (subject !== 'deadline' || type === 'deadline.moved') return null;
  const term = terms.get(subjectId ?? '');
  if (!term) return null;
  return { obligation: details['obligation'] as ObligationKey, dueAt: isoOffset(new Date(String(details['dueAt']))), weight: weightOf(term) };
}
