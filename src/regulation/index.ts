/** The only door to the decree as data and to deadlines. */
export { BearerDirectory } from './bearer-directory.js';
export type { Bearer, CloseChange, DeadlineChange, DeadlineContext, OpenChange } from './deadline-change.js';
export { Deadline, type DeadlineState } from './deadline.entity.js';
export { deadlineView, isOverdue } from './deadline.view.js';
export { DeadlineWaker } from './deadline-waker.js';
export { Deadlines, type OpenTerm } from './deadlines.js';
export { DueDeadlines } from './due-deadlines.js';
export { dueAt, marksInOrder, warnings, type Mark, type Warnings } from './due.js';
export type { BearerRole, Obligation } from './obligation.types.js';
export { conditionalKeys, obligation, obligationKeys, obligations, type ObligationKey } from './obligations.js';
export { hasOverdueTerm } from './overdue.js';
export { deadlineSchema, weightSchema, type DeadlineView } from './regulation.schemas.js';
export { RegulationModule } from './regulation.module.js';
export { type Weight, weightOf, weights } from './weight.js';
export type { RunningTerm, Term } from './term.js';
