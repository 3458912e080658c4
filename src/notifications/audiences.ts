import { Injectable } from '@nestjs/common';
import { type Addressee, Addressees } from '../executors/index.js';
import { IncidentMatters } from '../incidents/index.js';
import { Event } from '../platform/events/index.js';
import type { Audience } from './notice-rule.js';

/** Finds the people an event concerns. */
@Injectable()
export class Audiences {
  constructor(
    private readonly addressees: Addressees,
    private readonly matters: IncidentMatters,
  ) {}

  /** Prepared for a batch of events, so that everybody is read once. */
  async for(events: readonly Event[]): Promise<(event: Event, audience: Audience) => Promise<Addressee[]>> {
    const assignments = events.flatMap((event) => assignmentIdOf(event) ?? []);
    const executorOf = await this.matters.executorsOf([...new Set(assignments)]);
    const contactIds = events.flatMap((event) => contactOf(event, executorOf) ?? []);
    const contacts = await this.addressees.ofContacts([...new Set(contactIds)]);
    const roles = new Map<string, Promise<Addressee[]>>();
    const ofRole = (role: 'curator' | 'committee' | 'it-ministry' | 'admin') => {
      const known = roles.get(role) ?? this.addressees.ofRole(role);
      roles.set(role, known);
      return known;
    };
    const standingFor = (contactId: string | null) =>
      contacts.filter((person) => (person.standsInFor ?? person.contactId) === contactId);

    return async (event, audience) => {
      switch (audience) {
        case 'executor':
          return standingFor(contactOf(event, executorOf));
        case 'curators':
          return ofRole('curator');
        case 'committee':
        case 'it-ministry':
          return ofRole(audience);
        case 'admins':
          return ofRole('admin');
        case 'executors-of-authority':
          return this.addressees.ofAuthorities(event.authorityIds, ['executor']);
        case 'account-managers-of-authority':
          return this.addressees.ofAuthorities(event.authorityIds, ['account-manager']);
        case 'named':
          return this.addressees.ofUsers((event.details['userIds'] as string[] | undefined) ?? []);
        case 'bearer':
          break;
      }
      if (event.bearer === 'executor') return standingFor(contactOf(event, executorOf));
      // A body answers as such: whoever acts for it.
      if (event.bearer === 'authority') return this.addressees.ofAuthorities(event.authorityIds, ['executor', 'account-manager']);
      return event.bearer === 'curator' || event.bearer === 'committee' || event.bearer === 'it-ministry' ? ofRole(event.bearer) : [];
    };
  }
}

/** The contact an event is about: of the assignment, or the bearer of the deadline. */
function contactOf(event: Event, executorOf: ReadonlyMap<string, string>): string | null {
  const { details } = event;
  const assignmentId = assignmentIdOf(event);
  if (assignmentId) return executorOf.get(assignmentId) ?? null;
  return (details['contactId'] as string | null | undefined) ?? null;
}

/** The assignment an event happened to, or whose answer was on its way. */
export function assignmentIdOf({ subject, subjectId, details }: Event): string | null {
  if (subject === 'delivery') return details['of'] === 'assignment' ? String(details['ofId']) : null;
  return subject === 'assignment' ? subjectId : null;
}
