/** The only door to reports. */
export { ReportingModule } from './reporting.module.js';
export { KeepMonths } from './editions/keep-months.js';
export { Supplements, type SupplementSource } from './figures/supplements.js';
export type { Supplement } from './figures/figures.types.js';
export { reportWorkflow } from './editions/report.transitions.js';
