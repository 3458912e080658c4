import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { EventLog } from '../platform/events/index.js';
import { isoOffset } from '../platform/http/index.js';
import { eventTitle } from './event-titles.js';
import { IncidentReader, seesWhole } from './incident-reader.js';
import type { HistoryItem } from './incidents.schemas.js';

/** The whole history of an incident, oldest first: who, when, from what state to what, under which clause, how long it took. */
@Injectable()
export class IncidentHistory {
  constructor(
    private readonly reader: IncidentReader,
    private readonly events: EventLog,
  ) {}

  /** @throws DomainError `not-found`, also for another authority's incident. */
  async execute(actor: Actor, id: string): Promise<HistoryItem[]> {
    await this.reader.view(actor, id);
    const events = await this.events.history(id);
    // Another authority's part is as if it did not exist.
    const own = events.filter(
      ({ subject, authorityIds }) => seesWhole(actor) || subject === 'incident' || (actor.authorityId !== null && authorityIds.includes(actor.authorityId)),
    );
    return own.map((event): HistoryItem => ({
      id: event.id,
      at: isoOffset(event.at),
      event: event.type,
      title: eventTitle(event),
      subject: event.subject,
      subjectId: event.subjectId,
      from: event.fromState,
      to: event.toState,
      actor: { userId: event.actorId, role: event.actorRole },
      channel: event.channel,
      clause: event.clause,
      bearer: event.bearer,
      tookWorkingMs: event.tookMs === null ? null : Number(event.tookMs),
      details: event.details,
    }));
  }
}
