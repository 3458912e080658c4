import type { Message } from './message.js';

/** Refusals of attachments and imports. */
export const attachmentMessages = {
} as const satisfies Record<string, Message>;
