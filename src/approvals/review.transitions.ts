import type { Role } from '../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../platform/workflow/index.js';

export type ReviewState = 'in-review' | 'approved' | 'changes-requested' | 'withdrawn';
export type ReviewEvent = 'submit' | 'approve' | 'request-changes' | 'withdraw';

/**
 * Review of one exact version. What is reviewed, and by whom, the subject's own module knows;
 * here it only matters that a version is decided once.
 */
export const reviewWorkflow: Workflow<Transition<ReviewState, ReviewEvent, Role, object>> = {
  name: 'review',
  final: ['approved', 'changes-requested', 'withdrawn'],
  table: [
    { event: 'submit', from: null, to: 'in-review', roles: ['executor'], clause: 'M-10' },
    { event: 'approve', from: 'in-review', to: 'approved', roles: ['curator', 'committee'], clause: 'M-12.1' },
    { event: 'request-changes', from: 'in-review', to: 'changes-requested', roles: ['curator', 'committee'], clause: 'M-12.1' },
    { event: 'withdraw', from: 'in-review', to: 'withdrawn', roles: ['curator', 'executor'], clause: 'M-8.2' },
  ],
};

checkWorkflow(reviewWorkflow);
