import { checkWorkflow, type Transition, type Workflow } from '../../platform/workflow/index.js';

/**
 * `received`: stored, not yet looked at; `acted`: did what it asked for; `ignored`: no person wrote it, or it was here before;
 * `unsorted`: changed nothing and waits for a curator; `handled`: a curator decided what it meant, or that it meant nothing.
 */
export const incomingStates = ['received', 'acted', 'ignored', 'unsorted', 'handled'] as const;
export type IncomingState = (typeof incomingStates)[number];
export type IncomingEvent = 'receive' | 'act' | 'ignore' | 'set-aside' | 'handle';

type Row = Transition<IncomingState, IncomingEvent, 'curator', object>;
const row = (event: IncomingEvent, from: IncomingState | null, to: IncomingState, clause: string, roles: readonly 'curator'[] = []): Row => ({ event, from, to, roles, clause });

/** The way of a letter to us: M-10 to M-13 by e-mail. */
export const incomingWorkflow: Workflow<Row> = {
  name: 'incoming-letter',
  final: ['acted', 'ignored', 'handled'],
  table: [
    row('receive', null, 'received', 'stored whole, before anything is understood'),
    row('act', 'received', 'acted', 'M-8 – M-13'),
    row('ignore', 'received', 'ignored', 'RFC 3834, RFC 3464'),
    row('set-aside', 'received', 'unsorted', 'changes nothing'),
    row('handle', 'unsorted', 'handled', 'by a curator', ['curator']),
  ],
};

checkWorkflow(incomingWorkflow);
