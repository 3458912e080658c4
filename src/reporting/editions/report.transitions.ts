import type { Role } from '../../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../../platform/workflow/index.js';

export const reportStates = ['draft', 'approved', 'sending', 'sent', 'superseded'] as const;
export type ReportState = (typeof reportStates)[number];

export type ReportAct = 'form' | 'write' | 'refresh' | 'approve' | 'send' | 'accepted' | 'refused' | 'correct';

export type ReportTransition = Transition<ReportState, ReportAct, Role, object>;

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
    // The letter was given up, or came back: it can be sent again.
    { ...row, event: 'refused', from: 'sending', to: 'approved', roles: bySystem },
    { ...row, event: 'refused', from: 'sent', to: 'approved', roles: bySystem },
    { ...row, event: 'correct', from: 'approved', to: 'superseded' },
    { ...row, event: 'correct', from: 'sent', to: 'sent' },
  ],
};

checkWorkflow(reportWorkflow);
