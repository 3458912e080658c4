import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import { locationId } from '../../executors/index.js';
import {
  ApproveDraft,
  DeclineIncident,
  MergeIncident,
  PublishConsolidatedReply,
  PublishForExecutor,
  PublishReply,
  RequestChanges,
  ReturnAssignment,
  ReviseAndPublish,
  RouteIncident,
  SubmitDraft,
} from '../../incidents/index.js';
import type { Actor } from '../../identity/index.js';
import type { Network } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { dayMonth } from '../../platform/russian/index.js';
import type { Did } from './lives.js';
import { type Look, type Matter, MatterReader, type Part } from './matter.js';
import type { Official } from './officials.js';
import { answerLink, draftText, remarks, returnReason, revised } from './replies.js';

const version = null;

/** The invented officials at work: they take a message's next step through the acts the interface calls. */
@Injectable()
export class Office {
  private officials: readonly Official[] = [];
  private topics: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly reader: MatterReader,
    private readonly clock: Clock,
    private readonly workingTimes: WorkingTimes,
    private readonly decline: DeclineIncident,
    private readonly merge: MergeIncident,
    private readonly route: RouteIncident,
    private readonly giveBack: ReturnAssignment,
    private readonly submit: SubmitDraft,
    private readonly approve: ApproveDraft,
    private readonly requestChanges: RequestChanges,
    private readonly publish: PublishReply,
    private readonly revise: ReviseAndPublish,
    private readonly publishFor: PublishForExecutor,
    private readonly consolidate: PublishConsolidatedReply,
  ) {}

  /** Who works here, and by which topics (code to id). */
  staff(officials: readonly Official[], topics: ReadonlyMap<string, string>): void {
    this.officials = officials;
    this.topics = topics;
  }

  /** One of the curators. */
  curator(index: number): Actor {
    return this.some((official) => official.role === 'curator', index).actor;
  }

  /** @returns what was done, or null when there is nothing left to do. */
  async step(matter: Matter, merged: string | null): Promise<Did | null> {
    const curator = this.curator(matter.index);
    const incident = await this.reader.look(matter);
    if (incident.status === 'recorded') return this.screen(curator, matter, merged);
    if (incident.status === 'returned') return this.send(curator, matter, matter.message.authorities, 'reroute');
    if (incident.status === 'consolidation') return this.answerTogether(curator, matter, incident);
    let did: Did | null = null;
    for (const part of incident.parts) did = (await this.answer(curator, matter, incident, part)) ?? did;
    return did;
  }

  private async screen(curator: Actor, matter: Matter, merged: string | null): Promise<Did> {
    const { message, id } = matter;
    if (merged) {
      await this.merge.execute(curator, id, { into: merged, version });
      return 'merge';
    }
    if (message.kind !== 'question') {
      await this.decline.execute(curator, id, { ground: message.kind, version });
      return 'decline';
    }
    return this.send(curator, matter, matter.wrongFirst ? [matter.wrongFirst] : message.authorities, 'route');
  }

  private async send(
    curator: Actor,
    { message, id, index }: Matter,
    authorities: readonly string[],
    did: Did,
  ): Promise<Did> {
    const executors = authorities.map((code) =>
      this.some(({ role, authorityCode }) => role === 'executor' && authorityCode === code, index),
    );
    await this.route.execute(curator, id, {
      topicId: this.topics.get(message.topic) ?? '',
      ...(message.oktmo ? { locationId: locationId(message.oktmo) } : { place: 'Хабаровский край' }),
      executorIds: executors.map(({ contactId }) => contactId as string),
      version,
    });
    return did;
  }

  private async answer(curator: Actor, matter: Matter, { network, parts }: Look, part: Part): Promise<Did | null> {
    const { message, index } = matter;
    const { actor } = this.some(({ contactId }) => contactId === part.executorId, 0);
    const { draft } = part;
    switch (part.status) {
      case 'assigned': {
        if (matter.wrongFirst && parts.length === 1) {
          await this.giveBack.execute(actor, part.id, { reason: returnReason, version });
          return 'return';
        }
        const kind = message.reply ? 'final' : 'interim';
        await this.submit.execute(actor, part.id, {
          kind,
          text: draftText(message, kind, index, await this.promised()),
          version,
        });
        return 'draft';
      }
      case 'in-review': {
        if (!draft) return null;
        if (matter.remarks && draft.version === 1) {
          await this.requestChanges.execute(curator, draft.id, {
            remarks: remarks[index % remarks.length] as string,
            version,
          });
          return 'remarks';
        }
        if (part.publisher === 'curator') return this.publishForExecutor(curator, network, draft.id);
        await this.approve.execute(curator, draft.id, { version });
        return 'approve';
      }
      case 'changes-requested': {
        const url = part.publisher === 'executor' ? answerLink(network) : undefined;
        await this.revise.execute(actor, part.id, { text: revised(draft?.text ?? ''), url, version });
        return url ? 'publish' : 'revise';
      }
      case 'approved':
        await this.publish.execute(actor, part.id, { url: answerLink(network), version });
        return 'publish';
      case 'handed-over':
        return draft ? this.publishForExecutor(curator, network, draft.id) : null;
      case 'interim-published': {
        if (!matter.finalToo) return null;
        await this.submit.execute(actor, part.id, {
          kind: 'final',
          text: draftText(message, 'final', index, ''),
          version,
        });
        return 'draft';
      }
      default:
        return null;
    }
  }

  private async publishForExecutor(curator: Actor, network: Network, draftId: string): Promise<Did> {
    await this.publishFor.execute(curator, draftId, { url: answerLink(network), version });
    return 'publish';
  }

  private async answerTogether(curator: Actor, { id }: Matter, { parts, network }: Look): Promise<Did> {
    const texts = parts.flatMap(({ status, draft }) => (status === 'part-ready' && draft ? draft.text : []));
    await this.consolidate.execute(curator, id, { text: texts.join('\n\n'), url: answerLink(network), version });
    return 'consolidate';
  }

  /** The day by which a final answer is due after an interim one sent now. */
  private async promised(): Promise<string> {
    const workingTime = await this.workingTimes.of(null);
    return dayMonth(new Date(workingTime.addWorkingDaysToClose(this.clock.now(), 7)));
  }

  private some(fits: (official: Official) => boolean, index: number): Official {
    const fitting = this.officials.filter(fits);
    const one = fitting[index % fitting.length];
    if (!one) throw new Error('Nobody is in charge of this in the demo');
    return one;
  }
}
