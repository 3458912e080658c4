import { checkWorkflow, type Transition, type Workflow } from '../workflow/index.js';

/**
 * `uncertain`: it may have been sent. A worker died after handing the letter over and before hearing the answer; nobody
 * can know, so it is not sent again by itself.
 */
export const letterStates = ['queued', 'sending', 'sent', 'failed', 'bounced', 'uncertain'] as const;
export type LetterState = (typeof letterStates)[number];

export type LetterEvent = 'queue' | 'send' | 'accept' | 'put-off' | 'refuse' | 'give-up' | 'lose' | 'confirm' | 'bounce' | 'resend';

type Row = Transition<LetterState, LetterEvent, never, object>;
const row = (event: LetterEvent, from: LetterState | null, to: LetterState, clause: string): Row => ({ event, from, to, roles: [], clause });

/** The way of a letter; the clauses are those of the mail protocols. */
export const letterWorkflow: Workflow<Row> = {
  name: 'letter',
  // No state is the end: a letter that was sent can still bounce, and what failed can be sent again.
  final: [],
  table: [
    row('queue', null, 'queued', 'in the transaction of its cause'),
    row('send', 'queued', 'sending', 'committed before the call'),
    row('accept', 'sending', 'sent', 'RFC 5321, 250'),
    row('put-off', 'sending', 'queued', 'RFC 5321, 4xx or no answer'),
    row('refuse', 'sending', 'failed', 'RFC 5321, 5xx'),
    row('give-up', 'sending', 'failed', 'RFC 5321, 4.5.4.1'),
    row('lose', 'sending', 'uncertain', 'RFC 1047'),
    row('confirm', 'uncertain', 'sent', 'it was answered'),
    row('bounce', 'sent', 'bounced', 'RFC 3464'),
    row('bounce', 'uncertain', 'bounced', 'RFC 3464'),
    row('resend', 'failed', 'queued', 'by hand'),
    row('resend', 'bounced', 'queued', 'by hand'),
    row('resend', 'uncertain', 'queued', 'by hand'),
  ],
};

checkWorkflow(letterWorkflow);

/** States from which an event leads on, for conditions of statements. */
export const statesBefore = (event: LetterEvent): LetterState[] =>
  letterWorkflow.table.flatMap((candidate) => (candidate.event === event && candidate.from ? [candidate.from] : []));
