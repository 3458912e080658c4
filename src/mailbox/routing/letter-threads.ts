import { Injectable } from '@nestjs/common';
import { type Letter, Letters, ReplyTokens } from '../../platform/mail/index.js';
import type { ReadLetter } from '../letters/read-letter.js';

/** What a letter answers. */
export interface Thread {
  subject: 'assignment' | 'draft' | 'incident';
  subjectId: string;
  /** Whose answer it must be, or their deputy's. */
  userId: string;
  /** Address an answer to it goes to; null when it had none. */
  replyTo: string | null;
  /** Our letter that was answered and when it was written, where that is known. */
  letterId: string | null;
  writtenAt: Date | null;
}

/** Why what a letter answers is not known. */
export type ThreadFault = 'no-thread' | 'gathered' | 'token-invalid' | 'token-expired' | 'threads-differ';

const SUBJECTS = new Set(['assignment', 'draft', 'incident']);

/** Our letters about several matters, each with an address of its own to answer to. */
const GATHERED = new Set(['several', 'digest']);

/**
 * Finds what a letter answers: by the signed token in the address it came to, and by the Message-ID of ours it names.
 * Where both speak they must say the same; the subject line alone never counts.
 */
@Injectable()
export class LetterThreads {
  constructor(
    private readonly tokens: ReplyTokens,
    private readonly letters: Letters,
  ) {}

  /** @param more recipients of the envelope. */
  async find({ recipients, inReplyTo, references }: Pick<ReadLetter, 'recipients' | 'inReplyTo' | 'references'>, more: readonly string[] = []): Promise<Thread | ThreadFault> {
    const addresses = [...new Set([...more.map((address) => address.toLowerCase()), ...recipients])].filter((address) => this.tokens.tokenIn(address) !== null);
    const rights = await this.rights(addresses);
    if (rights.some((right) => right === null)) return 'token-invalid';
    const known = rights.flatMap((right) => (right && SUBJECTS.has(right.subject) ? [right] : []));
    const answered = await this.answered(inReplyTo, references);
    const [right] = known;
    if (known.some((other) => !same(other, right as typeof other))) return 'threads-differ';
    if (right?.expired) return 'token-expired';
    const about = answered && answered.answersId && SUBJECTS.has(answered.answersSubject ?? '') ? { subject: answered.answersSubject, subjectId: answered.answersId } : null;
    if (right) {
      if (about && !same(about, right)) return 'threads-differ';
      const { subject, subjectId, userId, address, issuedAt } = right;
      return { subject: subject as Thread['subject'], subjectId, userId, replyTo: address, letterId: about ? (answered?.id ?? null) : null, writtenAt: issuedAt };
    }
    if (!about || !answered?.userId) return answered && GATHERED.has(answered.kind) ? 'gathered' : 'no-thread';
    // The token's term holds for those too who answer without it.
    const own = answered.replyTo ? await this.rights([answered.replyTo].filter((address) => this.tokens.tokenIn(address) !== null)) : [];
    if (own.some((candidate) => candidate?.expired)) return 'token-expired';
    return { ...(about as Pick<Thread, 'subject' | 'subjectId'>), userId: answered.userId, replyTo: answered.replyTo, letterId: answered.id, writtenAt: answered.createdAt };
  }

  private async rights(addresses: readonly string[]) {
    const rights = [];
    for (const address of addresses.slice(0, 5)) {
      const right = await this.tokens.verify(this.tokens.tokenIn(address) as string);
      rights.push(right && { ...right, address });
    }
    return rights;
  }

  /** The letter answered directly, else the newest of ours in the conversation. */
  private async answered(inReplyTo: string | null, references: readonly string[]): Promise<Letter | null> {
    const [direct] = inReplyTo ? await this.letters.byMessageIds([inReplyTo]) : [];
    if (direct) return direct;
    const ours = await this.letters.byMessageIds(references.toReversed().slice(0, 50));
    return ours.find(({ answersId }) => answersId !== null) ?? null;
  }
}

const same = (one: { subject: string | null; subjectId: string }, other: { subject: string | null; subjectId: string }): boolean =>
  one.subject === other.subject && one.subjectId === other.subjectId;
