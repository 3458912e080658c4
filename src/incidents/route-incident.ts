import { Injectable } from '@nestjs/common';
import { Directory, type ExecutorRef, Locations, Topics } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { partMissing } from './allowed-actions.js';
import type { Assignment } from './assignment.entity.js';
import { isActive } from './assignment.transitions.js';
import type { IncidentAct } from './incident-act.js';
import { IncidentActs } from './incident-acts.js';

/** Where and to whom an incident goes. */
export interface Route {
  topicId: string;
  locationId?: string;
  /** Another approximate place, in words. */
  place?: string;
  executorIds: string[];
  note?: string;
  version: number | null;
}

/** Classifies and routes: to one executor (M-6), to several at the same moment (M-7), to another after a return (M-8.2). */
@Injectable()
export class RouteIncident {
  constructor(
    private readonly acts: IncidentActs,
    private readonly directory: Directory,
    private readonly topics: Topics,
    private readonly locations: Locations,
  ) {}

  /** @throws DomainError `route.*` for what cannot be chosen, `incident.action-not-allowed` by the table. */
  execute(actor: Actor, incidentId: string, route: Route): Promise<string> {
    return this.acts.run(actor, { incidentId }, route.version, async (act) => {
      if (!(await this.topics.find(route.topicId))) throw new DomainError('route.topic-unknown', { topicId: route.topicId });
      if (route.locationId && !(await this.locations.find(route.locationId))) {
        throw new DomainError('route.location-unknown', { locationId: route.locationId });
      }
      const { incident } = act;
      const rerouting = incident.status !== 'recorded';
      const stillActive = act.active.length > 0;
      const mode = route.executorIds.length > 1 || (stillActive && incident.mode === 'several') ? 'several' : 'single';
      const locationId = route.locationId ?? (route.place ? null : incident.locationId);
      const place = route.place ?? (route.locationId ? null : incident.place);
      act.moveIncident('route', { mode, partMissing: partMissing(incident, act.assignments) }, { details: { topicId: route.topicId, locationId, place } });
      const executors = await this.choose(act, route.executorIds);
      Object.assign(incident, { mode, topicId: route.topicId, locationId, place });
      for (const assignment of act.assignments) if (assignment.status === 'returned') act.move(assignment, 'reroute');
      const clause = rerouting ? 'M-8.2' : mode === 'several' ? 'M-7' : 'M-6';
      for (const executor of executors) act.assign(newAssignment(act, executor, route.note ?? null), clause);
    });
  }

  private async choose(act: IncidentAct, ids: readonly string[]): Promise<ExecutorRef[]> {
    if (new Set(ids).size < ids.length) throw new DomainError('route.executor-repeated', { executorIds: ids });
    const found = await this.directory.executors(ids, { hold: true });
    const unknown = ids.filter((id) => !found.some((executor) => executor.id === id && executor.active));
    if (unknown.length > 0) throw new DomainError('route.executor-unknown', { executorIds: unknown });
    // M-8.2: another executor, never the one who returned it.
    const returned = ids.filter((id) => act.assignments.some(({ executorId, status }) => executorId === id && (status === 'returned' || status === 'rerouted')));
    if (returned.length > 0) throw new DomainError('route.executor-returned', { executorIds: returned });
    const busy = ids.filter((id) => act.assignments.some(({ executorId, status }) => executorId === id && isActive(status)));
    if (busy.length > 0) throw new DomainError('route.executor-repeated', { executorIds: busy });
    return ids.map((id) => found.find((executor) => executor.id === id) as ExecutorRef);
  }
}

function newAssignment({ incident, at }: IncidentAct, { id: executorId, authorityId }: ExecutorRef, note: string | null): Assignment {
  return {
    id: newId(),
    incidentId: incident.id,
    authorityId,
    executorId,
    status: 'assigned',
    stateSince: at,
    publisher: null,
    note,
    assignedAt: at,
    incidentRecordedAt: incident.recordedAt,
    interimSentAt: null,
    currentDraftId: null,
    endReason: null,
  };
}
