import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Outbox } from '../../platform/mail/index.js';
import { Templates } from '../../platform/templates/index.js';
import type { Decision } from '../incoming/decide-letter.js';
import type { IncomingLetter } from '../incoming/incoming-letter.entity.js';
import { reasonInWords } from '../incoming/reasons.js';
import type { ReadLetter } from '../letters/read-letter.js';
import type { LeftFile } from './evidence.js';
import { howTo } from './how-to.js';

const HOUR_MS = 3_600_000;

/** Reasons nobody is written for: the sender is unknown, or it would tell them nothing. */
const SILENT = new Set(['stranger', 'sender-unclear', 'processing-failed', 'unreadable']);

/** Writes to a known sender what was not understood and how to say it. */
@Injectable()
export class HelpSender {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly templates: Templates,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Queues the letter in the open transaction: at most one for each letter, MAIL_HELP_PER_HOUR for one sender, none to machines.
   * An act whose text could not be parted surely is confirmed with the text that was kept, one whose files were not all
   * taken with their names.
   * @returns whether one was written.
   */
  async execute({ id }: IncomingLetter, read: ReadLetter | null, decision: Decision, left: readonly LeftFile[]): Promise<boolean> {
    const { sender, said, matter, thread } = decision;
    const doubtful = decision.state === 'act' && said?.certainty === 'unsure';
    const incomplete = decision.state === 'act' && (doubtful || left.length > 0);
    if (!read || !sender || decision.state === 'ignored' || (decision.state === 'act' && !incomplete)) return false;
    if (decision.state === 'unsorted' && SILENT.has(decision.reason)) return false;
    if (await this.tooMany(sender.address)) return false;
    const data = {
      name: sender.name,
      number: matter?.incident.number ?? null,
      problem: decision.state === 'unsorted' ? reasonInWords(decision.reason) : '',
      doubtful,
      left: incomplete ? left : [],
      text: said?.text ?? '',
      steps: decision.state === 'unsorted' ? howTo(matter ?? null, decision.reason) : [],
      portal: `${this.config.PUBLIC_URL.replace(/\/$/, '')}/api/docs`,
    };
    const name = incomplete ? 'emails/mailbox/kept' : 'emails/mailbox/help';
    await this.outbox.queue([
      {
        kind: incomplete ? 'mailbox.kept' : 'mailbox.help',
        to: { userId: sender.userId, name: `${sender.surname} ${sender.name}`, address: sender.address },
        subject: read.subject ? `Re: ${read.subject.replace(/^(?:(?:re|отв|ответ)\s*:\s*)+/iu, '')}` : 'Ваше письмо в «Отклик»',
        html: this.templates.render(`${name}.html`, data),
        text: this.templates.render(`${name}.txt`, data),
        about: matter ? { stream: 'incident', streamId: matter.incident.id } : { stream: 'mail', streamId: id },
        thread: matter ? `incident:${matter.incident.id}` : null,
        autoReply: true,
        inReplyTo: read.messageId,
        replyTo: thread?.replyTo ?? null,
        answers: thread ? { subject: thread.subject, subjectId: thread.subjectId, version: null } : null,
      },
    ]);
    return true;
  }

  private async tooMany(address: string): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    const counted = await this.db.row<{ count: number }>(`SELECT count(*)::int AS count FROM incoming_letter WHERE from_address = $1 AND helped_at > $2`, [address, since]);
    return (counted?.count ?? 0) >= this.config.MAIL_HELP_PER_HOUR;
  }
}
