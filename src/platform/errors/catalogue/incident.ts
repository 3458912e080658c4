import type { Message } from './message.js';

/** Refusals of the life of an incident (regulation M). */
export const incidentMessages = {
} as const satisfies Record<string, Message>;
