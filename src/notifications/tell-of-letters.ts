import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventLog } from '../platform/events/index.js';
import { LetterOutcomes } from '../platform/mail/index.js';

/** A letter that did not arrive is an event of what it is about: in its history, and before the curator. */
@Injectable()
export class TellOfLetters implements OnModuleInit {
  constructor(
    private readonly outcomes: LetterOutcomes,
    private readonly log: EventLog,
  ) {}

  onModuleInit(): void {
    this.outcomes.on('*', async ({ id, kind, toName, stream, streamId, lastError, outcome, at }) => {
      // A letter about a letter ends there: it stays on the list of letters that ask for attention.
      if (outcome === 'sent' || kind === 'letter-failed') return;
      await this.log.append({
        type: `letter.${outcome}`, stream: stream ?? 'letter', streamId: streamId ?? id, subject: 'letter', subjectId: id,
        channel: 'system', details: { letterId: id, kind, name: toName, reason: lastError }, roles: ['curator', 'admin'], at,
      });
    });
  }
}
