import type { Role } from '../../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../../platform/workflow/index.js';

export const reportStates = ['draft', 'approved', 'sending', 'sent', 'superseded'] as const;
export type ReportState = (typeof reportStates)[number];

export type ReportAct = 'form' | 'write' | 'refresh' | 'approve' | 'send' | 'confirm' | 'accepted' | 'refused' | 'correct';

/** What a move may depend on: whether a letter may have been sent and nobody can know. */
export interface ReportCircumstances {
  uncertain: boolean;
}

export type ReportTransition = Transition<ReportState, ReportAct, Role, ReportCircumstances>;

/** The circumstances of an edition: a letter on its way has a reason only when its worker died over it. */
export const circumstancesOf = ({ failure }: { failure: string | null }): ReportCircumstances => ({ uncertain: failure !== null });

const curator = ['curator'] as const;
const bySystem = [] as const;
const row = { clause: 'M-15', roles: curator } as const;

/**
 * The life of one edition of a monthly report (M-15). What is approved is frozen: nothing but the way to the Governor moves
 * afterwards. A correction is an edition of its own; one that was never sent gives way to it.
 */
export const reportWorkflow: Workflow<ReportTransition> = {
  name: 'report',
  final: ['superseded'],
  table: [
    { ...row, event: 'form', from: null, to: 'draft', roles: bySystem },
    { ...row, event: 'write', from: 'draft', to: 'draft' },
    { ...row, event: 'refresh', from: 'draft', to: 'draft' },
    { ...row, event: 'approve', from: 'draft', to: 'approved' },
    { ...row, event: 'send', from: 'approved', to: 'sending' },
    { ...row, event: 'accepted', from: 'sending', to: 'sent', roles: bySystem },
    // A letter that was given up went out after all: the mail room sent it again.
    { ...row, event: 'accepted', from: 'approved', to: 'sent', roles: bySystem },
    // Nobody can know whether it was sent, until somebody asks the Governor's office.
    { ...row, event: 'confirm', from: 'sending', to: 'sending', when: { uncertain: true } },
    // The letter was given up, or came back: it can be sent again.
    { ...row, event: 'refused', from: 'sending', to: 'approved', roles: bySystem },
    { ...row, event: 'refused', from: 'sent', to: 'approved', roles: bySystem },
    { ...row, event: 'correct', from: 'approved', to: 'superseded' },
    { ...row, event: 'correct', from: 'sent', to: 'sent' },
  ],
};

checkWorkflow(reportWorkflow);
