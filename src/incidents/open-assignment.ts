import { openAssignmentStates } from './assignment.transitions.js';

/** SQL condition: something is still to come of the assignment. */
export const OPEN_ASSIGNMENT = `status IN (${openAssignmentStates.map((state) => `'${state}'`).join(', ')})`;
