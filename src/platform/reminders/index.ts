export { nthReminder, type Occasion, Reminders } from './reminders.js';
export { RemindersModule } from './reminders.module.js';
