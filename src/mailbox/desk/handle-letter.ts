import { Injectable } from '@nestjs/common';
import { Directory } from '../../executors/index.js';
import { IncidentReader } from '../../incidents/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { ActOnLetter } from '../acting/act-on-letter.js';
import { Evidence } from '../acting/evidence.js';
import { IncomingLetter } from '../incoming/incoming-letter.entity.js';
import { MailboxStorage } from '../incoming/mailbox-storage.js';
import { reasonInWords } from '../incoming/reasons.js';
import { readLetter, type LetterFile } from '../letters/read-letter.js';
import type { Ask, Said, Unclear } from '../understanding/ask.js';
import { readConsolidation, readCuratorLetter } from '../understanding/curator-letter.js';
import { readExecutorLetter, withoutCommand } from '../understanding/executor-letter.js';
import type { HandleBody } from './mail.schemas.js';

/** What an unsorted letter is taken for, aimed at a thing of an incident. */
interface Meaning {
  actor: Actor;
  ask: Ask;
  incidentId: string;
  assignmentId: string | null;
  draftId: string | null;
}

/**
 * A curator decides what an unsorted letter means. What the executor wrote is done as the executor, what a curator
 * decides as the curator who does; both by e-mail, and the incident's history names who handled the letter.
 */
@Injectable()
export class HandleLetter {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly directory: Directory,
    private readonly incidents: IncidentReader,
    private readonly storage: MailboxStorage,
    private readonly act: ActOnLetter,
    private readonly evidence: Evidence,
  ) {}

  /** @throws DomainError `not-found`, `mail.not-unsorted`, `mail.no-words`, `mail.not-understood`; whatever the act itself refuses with. */
  async execute(actor: Actor, id: string, body: HandleBody): Promise<void> {
    const letter = await this.db.reader.getRepository(IncomingLetter).findOneBy({ id });
    if (!letter) throw notFound('mail', id);
    if (letter.state !== 'unsorted') throw new DomainError('mail.not-unsorted');
    const meaning = body.as === 'dismiss' ? null : await this.meaning(actor, letter, body);
    const evidence = meaning ? await this.evidence.of(meaning.actor, meaning.ask, await this.filesOf(letter)) : null;
    await this.db.transaction(async () => {
      const [mine] = await this.db.change(`SELECT id FROM incoming_letter WHERE id = $1 AND state = 'unsorted' FOR UPDATE`, [id]);
      if (!mine) throw new DomainError('mail.not-unsorted');
      if (meaning) await this.act.execute(meaning.actor, meaning.ask, meaning, evidence?.ids ?? []);
      await this.db.change(
        `UPDATE incoming_letter SET state = 'handled', handled_by = $2, handled_at = $3, handled_as = $4, handled_note = $5, incident_id = coalesce($6, incident_id),
           ask = coalesce($7, ask), version = version + 1 WHERE id = $1`,
        [id, actor.userId, this.clock.now(), body.as, body.as === 'dismiss' ? body.reason : null, meaning?.incidentId ?? null, meaning ? JSON.stringify(meaning.ask) : null],
      );
      await this.events.append({
        type: 'mail.handled', stream: meaning ? 'incident' : 'mail', streamId: meaning?.incidentId ?? id, subject: 'mail', subjectId: id, fromState: 'unsorted', toState: 'handled',
        actorId: actor.userId, actorRole: 'curator', channel: actor.channel, details: { as: body.as, letterId: id, for: meaning?.actor.userId ?? null }, roles: ['curator'], at: this.clock.now(),
      });
    });
  }

  private async meaning(actor: Actor, { said }: IncomingLetter, body: Exclude<HandleBody, { as: 'dismiss' }>): Promise<Meaning> {
    const text = said?.text.trim() ?? '';
    if (text === '' && body.as !== 'approval') throw new DomainError('mail.no-words');
    if ('draftId' in body) {
      const { draftId } = body;
      const incidentId = await this.incidentOf('draft', draftId);
      const ask = body.as === 'approval' ? ({ do: 'approve' } as const) : body.as === 'remarks' ? ({ do: 'request-changes', remarks: text.slice(0, 4000) } as const) : await this.publicationFor(actor, incidentId, draftId, { text, certainty: 'sure' });
      return { actor: { ...actor, channel: 'e-mail' }, ask, incidentId, assignmentId: null, draftId };
    }
    if (body.as === 'consolidated') {
      const { incidentId } = body;
      const { status, network } = await this.incidents.view(actor, incidentId);
      const ask = understood(readConsolidation({ text, certainty: 'sure' }, { status, network }));
      return { actor: { ...actor, channel: 'e-mail' }, ask, incidentId, assignmentId: null, draftId: null };
    }
    const { assignmentId } = body;
    const incidentId = await this.incidentOf('assignment', assignmentId);
    if (body.as === 'publication') {
      const ask = await this.publication(actor, incidentId, assignmentId, { text, certainty: 'sure' });
      return { actor: await this.executorOf(actor, incidentId, assignmentId), ask, incidentId, assignmentId, draftId: null };
    }
    // A command in the first line says what the letter is; it is no part of what is said.
    const words = withoutCommand(text);
    if (words === '') throw new DomainError('mail.no-words');
    const ask: Ask = body.as === 'return' ? { do: 'return', reason: words.slice(0, 2000) } : { do: 'submit-draft', kind: body.as === 'final-draft' ? 'final' : 'interim', text: words.slice(0, 16_000) };
    return { actor: await this.executorOf(actor, incidentId, assignmentId), ask, incidentId, assignmentId, draftId: null };
  }

  /** The link of an answer the curator published in an executor's place (M-13.2). */
  private async publicationFor(actor: Actor, incidentId: string, draftId: string, said: Said): Promise<Ask> {
    const { network, assignments } = await this.incidents.view(actor, incidentId);
    const part = assignments.find(({ drafts }) => drafts.at(-1)?.id === draftId);
    if (!part) throw new DomainError('mail.not-understood', { reason: reasonInWords('superseded') });
    const ask = understood(readCuratorLetter(said, { status: part.status, publisher: part.publisher, network }));
    if (ask.do !== 'publish-for-executor') throw new DomainError('mail.not-understood', { reason: reasonInWords('link-missing') });
    return ask;
  }

  /** What the executor's words come to by the present state, as if they had come the right way; the curator has read them. */
  private async publication(actor: Actor, incidentId: string, assignmentId: string, said: Said): Promise<Ask> {
    const { network, assignments } = await this.incidents.view(actor, incidentId);
    const part = assignments.find(({ id }) => id === assignmentId);
    if (part?.status !== 'approved' && part?.status !== 'changes-requested') throw new DomainError('mail.not-understood', { reason: reasonInWords('late') });
    return understood(readExecutorLetter(said, { status: part.status, publisher: part.publisher, network, currentText: part.drafts.at(-1)?.text ?? null }));
  }

  private async incidentOf(subject: 'assignment' | 'draft', id: string): Promise<string> {
    const incidentId = await this.incidents.incidentOf(subject, id);
    if (!incidentId) throw notFound(subject, id);
    return incidentId;
  }

  /** The executor whose words the letter brings. */
  private async executorOf(actor: Actor, incidentId: string, assignmentId: string): Promise<Actor> {
    const { assignments } = await this.incidents.view(actor, incidentId);
    const executorId = assignments.find(({ id }) => id === assignmentId)?.executor?.id;
    const [executor] = executorId ? await this.directory.executors([executorId]) : [];
    if (!executor) throw notFound('assignment', assignmentId);
    return { userId: executor.userId, roles: ['executor'], authorityId: executor.authorityId, channel: 'e-mail' };
  }

  private async filesOf({ sha256, files }: IncomingLetter): Promise<readonly LetterFile[]> {
    return files.length > 0 ? (await readLetter(await this.storage.read(sha256))).files : [];
  }
}

/** @throws DomainError `mail.not-understood`. */
function understood(ask: Ask | Unclear): Ask {
  if (ask.do === 'unclear') throw new DomainError('mail.not-understood', { reason: reasonInWords(ask.why) });
  return ask;
}
