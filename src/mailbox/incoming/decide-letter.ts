import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Letters, MailSettings } from '../../platform/mail/index.js';
import type { ReadLetter } from '../letters/read-letter.js';
import { type Bounce, recogniseMachine } from '../letters/recognise.js';
import { LetterThreads, type Thread } from '../routing/letter-threads.js';
import { type Matter, Matters } from '../routing/matter.js';
import { type AuthenticationVerdict, LetterAuthentication } from '../senders/letter-authentication.js';
import { isOrStandsInFor, type Sender, Senders } from '../senders/senders.js';
import { splitReply, type SplitReply } from '../splitting/split-reply.js';
import type { Ask } from '../understanding/ask.js';
import { isInFile } from '../understanding/text-in-file.js';
import type { IncomingLetter } from './incoming-letter.entity.js';
import type { IgnoredReason } from './reasons.js';

/** What was found out about a letter on the way to a decision. */
export interface Findings {
  said?: SplitReply;
  authentication?: AuthenticationVerdict;
  sender?: Sender;
  /** What it answers, as its sender may. */
  thread?: Thread;
  /** What it answers, whoever sent it: where a curator looks. */
  about?: Pick<Thread, 'subject' | 'subjectId'>;
  matter?: Matter;
}

/** What becomes of a letter. */
export type Decision =
  | ({ state: 'ignored'; reason: IgnoredReason; bounce?: Bounce } & Findings)
  | ({ state: 'unsorted'; reason: string } & Findings)
  | ({ state: 'act'; ask: Ask; sender: Sender; thread: Thread; matter: Matter; said: SplitReply } & Findings);

/** How often a name service that does not answer is asked again. */
const NAME_SERVICE_ATTEMPTS = 3;

/** Decides what a letter means; changes nothing. */
@Injectable()
export class DecideLetter {
  constructor(
    private readonly db: Database,
    private readonly settings: MailSettings,
    private readonly letters: Letters,
    private readonly senders: Senders,
    private readonly authentication: LetterAuthentication,
    private readonly threads: LetterThreads,
    private readonly matters: Matters,
  ) {}

  /** @returns `again` when it cannot be decided now. */
  async execute(letter: IncomingLetter, raw: Buffer, read: ReadLetter): Promise<Decision | 'again'> {
    const machine = recogniseMachine(raw, read, letter.envelope?.mailFrom ?? null);
    if (machine) return { state: 'ignored', reason: machine.kind, ...(machine.kind === 'bounce' ? { bounce: machine } : {}) };
    if (await this.isOurOwn(read)) return { state: 'ignored', reason: 'loop' };
    if (!read.from) return aside('sender-unclear', { said: splitReply(read) });

    const people = await this.senders.of(read.from);
    const [first] = people;
    const said = splitReply(read, first ? { surname: first.surname, email: read.from } : null);
    // A mailbox of several people is told apart by whom the answered letter was for.
    const thread = await this.threads.find(read, letter.envelope?.rcptTo ?? []);
    const about = typeof thread === 'string' ? {} : { about: thread };
    if (!first) return aside('stranger', { said, ...about });
    const earlier = await this.earlier(letter, read, said);
    if (earlier === 'duplicate') return { state: 'ignored', reason: 'duplicate', said };
    const authentication = await this.authentication.check(raw, read, letter);
    if (authentication.result === 'temporary' && letter.attempts <= NAME_SERVICE_ATTEMPTS) return 'again';
    const addressee = typeof thread === 'string' ? null : (people.find(({ userId }) => userId === thread.userId) ?? people.find((person) => isOrStandsInFor(person, thread.userId)));
    const findings: Findings = { said, authentication, sender: addressee ?? first, ...about, ...(typeof thread === 'string' || !addressee ? {} : { thread }) };
    if (!this.authentication.suffices(authentication)) return aside('authentication', findings);
    if (earlier === 'reused') return aside('message-id-reused', findings);
    if (!letter.complete) return aside('oversized', findings);
    if (typeof thread === 'string') return aside(thread, findings);
    if (!addressee) return aside(people.length > 1 ? 'sender-ambiguous' : 'not-addressee', findings);

    const matter = await this.matters.find(thread, addressee);
    if (typeof matter === 'string') return aside(matter, findings);
    const ask = this.matters.ask(matter, thread, said);
    if (typeof ask === 'string') return aside(ask, { ...findings, matter });
    if (ask.do === 'unclear') return aside(ask.why, { ...findings, matter });
    if (isInFile(ask, read.files.map(({ name }) => name))) return aside('text-in-file', { ...findings, matter });
    return { ...findings, state: 'act', ask, sender: addressee, thread, matter, said };
  }

  /** A letter of ours that came back as it was sent. */
  private async isOurOwn({ from, messageId }: ReadLetter): Promise<boolean> {
    const own = [this.settings.from.address, this.settings.replyAddress].flatMap((address) => (address ? [address.toLowerCase()] : []));
    if (from !== null && own.includes(from)) return true;
    return messageId !== null && (await this.letters.byMessageIds([messageId])).length > 0;
  }

  /** Whether the same letter, or another under its Message-ID, was here before. */
  private async earlier(letter: IncomingLetter, { messageId, from }: ReadLetter, said: SplitReply): Promise<'duplicate' | 'reused' | null> {
    if (!messageId) return null;
    const rows = await this.db.rows<{ fromAddress: string | null; said: SplitReply | null }>(
      `SELECT from_address AS "fromAddress", said FROM incoming_letter WHERE message_id = $1 AND id <> $2 AND state <> 'received' LIMIT 20`,
      [messageId, letter.id],
    );
    if (rows.length === 0) return null;
    return rows.some((row) => row.fromAddress === from && row.said?.text === said.text) ? 'duplicate' : 'reused';
  }
}

const aside = (reason: string, findings: Findings): Decision => ({ state: 'unsorted', reason, ...findings });
