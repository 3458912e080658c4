export type { DemoMessage, DemoMessageKind } from './message.types.js';
export { demoMessages } from './messages.js';
export type { DemoPerson } from './people.js';
export { demoPeople } from './people.js';
