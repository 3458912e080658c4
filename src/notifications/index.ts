/** The only door to what people are told. */
export { MorningLists } from './morning-lists.js';
export { NotificationRounds } from './notification-rounds.js';
export { NotificationsModule } from './notifications.module.js';
