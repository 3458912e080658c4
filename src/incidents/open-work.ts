import { assignmentWorkflow } from './assignment.transitions.js';
import { incidentWorkflow } from './incident.transitions.js';

const list = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');

/** Condition of the partial indexes of `assignment a`: something is still to be done. The migration says the same. */
export const UNDER_WAY = `a.status NOT IN (${list(assignmentWorkflow.final)})`;

/** Condition of the partial index of `incident i`: an answer is still owed. The migration says the same. */
export const UNANSWERED = `i.status NOT IN (${list(incidentWorkflow.final)})`;
