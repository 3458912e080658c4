import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/index.js';
import { ExecutorsModule } from '../executors/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { ActOnLetter } from './acting/act-on-letter.js';
import { Evidence } from './acting/evidence.js';
import { HelpSender } from './acting/help-sender.js';
import { HandleLetter } from './desk/handle-letter.js';
import { MailController } from './desk/mail.controller.js';
import { MailReader } from './desk/mail-reader.js';
import { Suggestions } from './desk/suggestions.js';
import { DecideLetter } from './incoming/decide-letter.js';
import { IncomingLetter, MailCursor } from './incoming/incoming-letter.entity.js';
import { MailboxStorage } from './incoming/mailbox-storage.js';
import { MailboxWorker } from './incoming/mailbox-worker.js';
import { ReceiveLetter } from './incoming/receive-letter.js';
import { SettleIncoming } from './incoming/settle-incoming.js';
import { UnderstandLetter } from './incoming/understand-letter.js';
import { LetterThreads } from './routing/letter-threads.js';
import { Matters } from './routing/matter.js';
import { LetterAuthentication } from './senders/letter-authentication.js';
import { Senders } from './senders/senders.js';
import { ImapReader } from './sources/imap-reader.js';
import { SmtpListener } from './sources/smtp-listener.js';

/** Incoming e-mail → the same use cases the interface calls (M-8 to M-13). */
@Module({
  imports: [TypeOrmModule.forFeature([IncomingLetter, MailCursor]), AttachmentsModule, ExecutorsModule, IncidentsModule],
  controllers: [MailController],
  providers: [
    MailboxStorage, ReceiveLetter, MailboxWorker, UnderstandLetter, DecideLetter, SettleIncoming,
    Senders, LetterAuthentication, LetterThreads, Matters, ActOnLetter, Evidence, HelpSender,
    ImapReader, SmtpListener, MailReader, Suggestions, HandleLetter,
  ],
  exports: [ReceiveLetter, MailboxWorker, MailboxStorage, LetterAuthentication, SmtpListener],
})
export class MailboxModule {}
