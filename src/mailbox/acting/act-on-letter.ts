import { Injectable } from '@nestjs/common';
import {
  ApproveDraft, PublishConsolidatedReply, PublishForExecutor, PublishReply, RequestChanges, ReturnAssignment, ReviseAndPublish, SubmitDraft,
} from '../../incidents/index.js';
import type { Actor } from '../../identity/index.js';
import type { Ask } from '../understanding/ask.js';

/** What an act is aimed at. */
export interface ActTargets {
  incidentId: string;
  assignmentId: string | null;
  draftId: string | null;
}

/** Does what a letter asks for, by the use cases of the interface: the same rules, refusals and history. */
@Injectable()
export class ActOnLetter {
  constructor(
    private readonly submit: SubmitDraft,
    private readonly giveBack: ReturnAssignment,
    private readonly publish: PublishReply,
    private readonly revise: ReviseAndPublish,
    private readonly approve: ApproveDraft,
    private readonly requestChanges: RequestChanges,
    private readonly publishFor: PublishForExecutor,
    private readonly consolidate: PublishConsolidatedReply,
  ) {}

  /**
   * @param attachments ids of the actor's uploaded evidence (M-9).
   * @throws DomainError as the use cases do.
   */
  async execute(actor: Actor, ask: Ask, { incidentId, assignmentId, draftId }: ActTargets, attachments: string[]): Promise<void> {
    const [part, version, draft] = [assignmentId ?? '', null, draftId ?? ''];
    switch (ask.do) {
      case 'submit-draft':
        await this.submit.execute(actor, part, { kind: ask.kind, text: ask.text, attachments, version });
        return;
      case 'return':
        await this.giveBack.execute(actor, part, { reason: ask.reason, version });
        return;
      case 'publish':
        await this.publish.execute(actor, part, { url: ask.url, version });
        return;
      case 'revise-and-publish':
        await this.revise.execute(actor, part, { text: ask.text, ...(ask.url ? { url: ask.url } : {}), attachments, version });
        return;
      case 'approve':
        await this.approve.execute(actor, draft, { version });
        return;
      case 'request-changes':
        await this.requestChanges.execute(actor, draft, { remarks: ask.remarks, version });
        return;
      case 'publish-for-executor':
        await this.publishFor.execute(actor, draft, { url: ask.url, version });
        return;
      case 'consolidate':
        await this.consolidate.execute(actor, incidentId, { text: ask.text, url: ask.url, attachments, version });
    }
  }
}
