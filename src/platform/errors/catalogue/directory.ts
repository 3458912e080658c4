import type { Message } from './message.js';

/** Refusals of the directory: authorities, contacts, topics, locations. */
export const directoryMessages = {
} as const satisfies Record<string, Message>;
