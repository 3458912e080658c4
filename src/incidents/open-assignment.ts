/** SQL condition: something is still to come of the assignment. */
export const OPEN_ASSIGNMENT = `status IN ('assigned', 'in-review', 'changes-requested', 'approved', 'handed-over', 'part-ready', 'interim-published')`;
