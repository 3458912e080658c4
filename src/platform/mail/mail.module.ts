import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SecretsModule } from '../secrets/index.js';
import { DeliverLetters } from './deliver-letters.js';
import { LetterFiles } from './letter-files.js';
import { LetterOutcomes } from './letter-outcomes.js';
import { LetterThreads } from './letter-threads.js';
import { Letter, LetterAttachment } from './letter.entity.js';
import { Letters } from './letters.js';
import { MailRounds } from './mail-rounds.js';
import { MailSettings } from './mail-settings.js';
import { MailWaker } from './mail-waker.js';
import { Outbox } from './outbox.js';
import { postProvider } from './post.provider.js';
import { RecoverLetters } from './recover-letters.js';
import { ReplyToken } from './reply-token.entity.js';
import { ReplyTokens } from './reply-tokens.js';
import { Resend } from './resend.js';
import { SettleLetter } from './settle-letter.js';

/** Letters to people: queued with their cause, delivered once, and what became of them. */
@Global()
@Module({
  imports: [SecretsModule, TypeOrmModule.forFeature([Letter, LetterAttachment, ReplyToken])],
  providers: [
    MailSettings, postProvider, LetterFiles, LetterThreads, LetterOutcomes, MailWaker, SettleLetter,
    Outbox, Letters, ReplyTokens, Resend, DeliverLetters, RecoverLetters, MailRounds,
  ],
  exports: [MailSettings, Outbox, Letters, LetterOutcomes, ReplyTokens, Resend, DeliverLetters, RecoverLetters],
})
export class MailModule {}
