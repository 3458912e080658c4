export { EventLog, type NewEvent } from './event-log.js';
export { Event, type Channel } from './event.entity.js';
export { EventsModule } from './events.module.js';
