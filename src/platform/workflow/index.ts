export { allowedEvents, checkWorkflow, mermaid, transitionOf, type Transition, type Workflow } from './workflow.js';
