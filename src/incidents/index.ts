export { IncidentsModule } from './incidents.module.js';
export { IncidentReader } from './incident-reader.js';
export { RecordIncidents } from './record-incidents.js';
export { assignmentWorkflow } from './assignment.transitions.js';
export { incidentWorkflow } from './incident.transitions.js';
export type { IncidentView } from './incidents.schemas.js';
