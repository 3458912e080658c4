export type { DemoMessage } from './message.types.js';
export { type DemoFound, demoFound } from './found.js';
export { demoMessages } from './messages.js';
export { instruction, materials, recommendations, removals, withoutAccountManager } from './papers.js';
export type { DemoPerson } from './people.js';
export { demoPeople } from './people.js';
