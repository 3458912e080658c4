import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { Letters, Outbox } from '../../platform/mail/index.js';
import { ActOnLetter, type ActTargets } from '../acting/act-on-letter.js';
import { Evidence } from '../acting/evidence.js';
import { HelpSender } from '../acting/help-sender.js';
import type { ReadLetter } from '../letters/read-letter.js';
import type { Bounce } from '../letters/recognise.js';
import type { Matter } from '../routing/matter.js';
import type { Decision, Findings } from './decide-letter.js';
import type { IncomingLetter } from './incoming-letter.entity.js';
import { reasonInWords, refusedReason } from './reasons.js';

/** So much of a letter's words is told of it, characters. */
const TOLD = 2000;

/** Carries a decision out: what the letter does, and what is written of it, are one transaction. */
@Injectable()
export class SettleIncoming {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly outbox: Outbox,
    private readonly letters: Letters,
    private readonly act: ActOnLetter,
    private readonly evidence: Evidence,
    private readonly help: HelpSender,
  ) {}

  /** @param read null for a letter nothing can be made of. */
  async execute(letter: IncomingLetter, read: ReadLetter | null, decision: Decision): Promise<void> {
    // Uploads are transactions of their own; what is not used is removed within a day.
    const evidence = decision.state === 'act' ? await this.evidence.of(decision.sender.actor, decision.ask, read?.files ?? []) : { ids: [], left: [] };
    await this.db.envelope(async () => {
      const [mine] = await this.db.change(`SELECT id FROM incoming_letter WHERE id = $1 AND state = 'received' FOR UPDATE`, [letter.id]);
      if (!mine) return;
      const settled = decision.state === 'act' ? await this.tryAct(decision, evidence.ids) : decision;
      const helped = await this.help.execute(letter, read, settled, evidence.left);
      const bounced = settled.state === 'ignored' && settled.bounce ? await this.bounce(settled.bounce) : null;
      const [named] = read?.inReplyTo ? await this.letters.byMessageIds([read.inReplyTo]) : [];
      if (settled.state === 'act' && read?.inReplyTo) await this.outbox.arrived(read.inReplyTo);
      await this.write(letter, read, settled, helped, bounced ?? named?.id ?? null);
    });
  }

  /** The act is a savepoint: refused, it leaves nothing but the reason. */
  private async tryAct(decision: Extract<Decision, { state: 'act' }>, attachments: string[]): Promise<Decision> {
    const { sender, ask, matter } = decision;
    try {
      await this.db.transaction(() => this.act.execute(sender.actor, ask, targetsOf(matter), attachments));
      return decision;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...decision, state: 'unsorted', reason: refusedReason(error.code) };
    }
  }

  /** The first of our letters the report names; each report is about one. */
  private async bounce({ messageIds, status, diagnostic }: Bounce): Promise<string | null> {
    for (const { id, messageId } of await this.letters.byMessageIds(messageIds)) {
      const reason = [status, diagnostic].filter(Boolean).join(' ') || 'bounced';
      await this.outbox.bounced(messageId, reason);
      return id;
    }
    return null;
  }

  private async write(letter: IncomingLetter, read: ReadLetter | null, decision: Decision, helped: boolean, ours: string | null): Promise<void> {
    const now = this.clock.now();
    const acted = decision.state === 'act';
    const { said, authentication, sender, thread, about, matter }: Findings = decision;
    const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));
    await this.db.change(
      `UPDATE incoming_letter SET state = $2, reason = $3, run_at = NULL, processed_at = $4, helped_at = $5, message_id = $6, from_address = $7, subject = $8,
         said = $9, files = $10, authentication = $11, ask = $12, sender_id = $13, about_subject = $14, about_id = $15, incident_id = $16, letter_id = $17, version = version + 1
       WHERE id = $1`,
      [
        letter.id, acted ? 'acted' : decision.state, acted ? null : decision.reason, now, helped ? now : null, read?.messageId ?? null, read?.from ?? null, read?.subject ?? null,
        json(said), json((read?.files ?? []).map(({ name, contentType, content }) => ({ name, contentType, size: content.length }))), json(authentication),
        'ask' in decision ? json(decision.ask) : null, sender?.userId ?? null, about?.subject ?? null, about?.subjectId ?? null, matter?.incident.id ?? null, thread?.letterId ?? ours,
      ],
    );
    if (decision.state !== 'unsorted') return;
    await this.events.append({
      type: 'mail.unsorted', stream: 'mail', streamId: letter.id, toState: 'unsorted', actorId: sender?.userId ?? null, channel: 'e-mail',
      details: {
        reason: decision.reason, explanation: reasonInWords(decision.reason), incidentId: matter?.incident.id ?? null, number: matter?.incident.number ?? null,
        from: read?.from ?? null, name: sender ? `${sender.surname} ${sender.name}` : (read?.fromName ?? null), subject: read?.subject ?? '',
        text: said?.text.slice(0, TOLD) ?? '', expected: sender !== undefined || about !== undefined,
      },
      roles: ['curator'], at: now,
    });
  }
}

/** What an act on a matter is aimed at. */
const targetsOf = ({ incident, part, draft }: Matter): ActTargets => ({ incidentId: incident.id, assignmentId: part?.id ?? null, draftId: draft?.id ?? null });
