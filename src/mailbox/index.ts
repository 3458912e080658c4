/** The only door to the mailbox. */
export { MailboxModule } from './mailbox.module.js';
export { MailboxStorage } from './incoming/mailbox-storage.js';
export { MailboxWorker } from './incoming/mailbox-worker.js';
export { ReceiveLetter } from './incoming/receive-letter.js';
export { reasonInWords } from './incoming/reasons.js';
export { incomingWorkflow } from './incoming/incoming.transitions.js';
export { LetterAuthentication } from './senders/letter-authentication.js';
export { SmtpListener } from './sources/smtp-listener.js';
