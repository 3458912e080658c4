import type { Message } from './message.js';

/** Refusals of terms, calendars and schedules. */
export const regulationMessages = {
} as const satisfies Record<string, Message>;
