import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../../accounts/index.js';
import { Locations, Topics } from '../../executors/index.js';
import type { Actor } from '../../identity/index.js';
import { IncidentPosts, type IncidentRef } from '../../incidents/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { allowedEvents } from '../../platform/workflow/index.js';
import type { Candidate } from './candidate.entity.js';
import type { CandidateListItem } from './candidate.schemas.js';
import { candidateWorkflow } from './candidate.transitions.js';

/** Shows candidates, many at once. */
@Injectable()
export class CandidateViews {
  constructor(
    private readonly accounts: AccountRefs,
    private readonly topics: Topics,
    private readonly locations: Locations,
    private readonly incidents: IncidentPosts,
  ) {}

  async of(actor: Actor, candidates: readonly Candidate[]): Promise<CandidateListItem[]> {
    const accounts = byId(await this.accounts.some(unique(candidates.map(({ accountId }) => accountId))));
    const topics = byId(await this.topics.some(unique(candidates.map(({ topicId }) => topicId))));
    const locations = byId(await this.locations.some(unique(candidates.map(({ locationId }) => locationId))));
    const incidents = await this.incidents.some(unique(candidates.flatMap(({ incidentId, answerTo }) => [incidentId, answerTo])));
    return candidates.map((candidate): CandidateListItem => ({
      id: candidate.id, status: candidate.status, network: candidate.network, url: candidate.url, text: candidate.text,
      author: { name: candidate.authorName, profileUrl: candidate.authorUrl },
      postedAt: isoOffset(candidate.postedAt), foundAt: isoOffset(candidate.foundAt), foundBy: candidate.foundBy,
      account: named(accounts.get(candidate.accountId ?? '')), topic: named(topics.get(candidate.topicId ?? '')), location: named(locations.get(candidate.locationId ?? '')),
      screening: candidate.screening, points: candidate.points, reasons: candidate.reasons, groupId: candidate.groupId, repeats: candidate.repeats,
      answerTo: incidentView(incidents.get(candidate.answerTo ?? '')), incident: incidentView(incidents.get(candidate.incidentId ?? '')),
      dismissed: candidate.status === 'dismissed' && candidate.ground ? { ground: candidate.ground, comment: candidate.comment } : null,
      editedAt: isoOffset(candidate.editedAt), deletedAt: isoOffset(candidate.deletedAt), erasedAt: isoOffset(candidate.erasedAt),
      allowedActions: allowedEvents(candidateWorkflow, candidate.status, actor.roles, { erased: candidate.erasedAt !== null }),
      version: candidate.version,
    }));
  }
}

export const incidentView = (incident: IncidentRef | undefined): CandidateListItem['incident'] =>
  incident ? { id: incident.id, number: incident.number, status: incident.status } : null;

const named = (thing: { id: string; name: string } | undefined): { id: string; name: string } | null => (thing ? { id: thing.id, name: thing.name } : null);
const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];
const byId = <T extends { id: string }>(things: readonly T[]): Map<string, T> => new Map(things.map((thing) => [thing.id, thing]));
