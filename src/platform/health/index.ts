export { Canary } from './canary.js';
export { HealthModule } from './health.module.js';
export { HealthWarnings, type HealthWarning } from './health-warnings.js';
export { ReadinessCheck, type Readiness } from './readiness.js';
