import { Injectable } from '@nestjs/common';
import { type Actor, UserNames } from '../identity/index.js';
import { notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { isoOffset } from '../platform/http/index.js';
import { ContentPlanReader, versionCore } from './content-plan-reader.js';
import type { PlanComparison, PlanHistoryItem, PlanVersionView } from './content-plan.schemas.js';
import { planChanges } from './plan-changes.js';
import { eventTitle } from './plan-words.js';

/** What a plan has been: its history, its versions, and how they differ. */
@Injectable()
export class PlanPast {
  constructor(
    private readonly reader: ContentPlanReader,
    private readonly events: EventLog,
    private readonly names: UserNames,
  ) {}

  /** The whole history, oldest first. @throws DomainError `not-found`, also for another authority's plan. */
  async history(actor: Actor, id: string): Promise<PlanHistoryItem[]> {
    await this.reader.find(actor, id);
    const events = await this.events.history(id);
    const users = await this.names.of([...new Set(events.flatMap(({ actorId }) => actorId ?? []))]);
    return events.map((event) => ({
      id: event.id,
      at: isoOffset(event.at),
      event: event.type,
      title: eventTitle(event),
      subject: event.subject,
      subjectId: event.subjectId,
      from: event.fromState,
      to: event.toState,
      actor: { userId: event.actorId, name: users.get(event.actorId ?? '')?.name ?? null, role: event.actorRole },
      channel: event.channel,
      clause: event.clause,
      bearer: event.bearer,
      tookWorkingMs: event.tookMs === null ? null : Number(event.tookMs),
      details: event.details,
    }));
  }

  /** One version as it was sent, with its decision and what it changed against the one before. @throws `not-found`. */
  async version(actor: Actor, id: string, number: number): Promise<PlanVersionView> {
    const versions = await this.versions(actor, id);
    const { version, review } = versionOf(versions, id, number);
    const before = versions.find((other) => other.version.number === number - 1)?.version;
    return { ...versionCore(version, review), items: version.items, changes: before ? planChanges(before, version) : null };
  }

  /** How two versions differ; the last against the one before unless named. @throws DomainError `not-found`. */
  async compare(actor: Actor, id: string, { from, to }: { from?: number; to?: number }): Promise<PlanComparison> {
    const versions = await this.versions(actor, id);
    const after = versionOf(versions, id, to ?? versions.length).version;
    const number = from ?? after.number - 1;
    // Against nothing, everything of the first version is added.
    const before = number === 0 ? { items: [], fewerReason: null } : versionOf(versions, id, number).version;
    return { from: number === 0 ? null : number, to: after.number, changes: planChanges(before, after) };
  }

  private async versions(actor: Actor, id: string): ReturnType<ContentPlanReader['versions']> {
    await this.reader.find(actor, id);
    return this.reader.versions(id);
  }
}

type Versions = Awaited<ReturnType<ContentPlanReader['versions']>>;

function versionOf(versions: Versions, planId: string, number: number): Versions[number] {
  const found = versions.find(({ version }) => version.number === number);
  if (!found) throw notFound('plan-version', `${planId}/${number}`);
  return found;
}
