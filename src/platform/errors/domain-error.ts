import { messages, type MessageCode } from './messages.js';

/** HTTP status and Russian wording belong to the code, so an error is raised by its code alone. */
export type ErrorCode = MessageCode;

/**
 * A refusal the caller can understand: a stable English code, a Russian title and explanation,
 * and details as data. Rendered as RFC 9457 `application/problem+json`.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }

  /** HTTP status of this refusal. */
  get status(): number {
    return messages[this.code].status;
  }
}

/** A thing that does not exist, or that the caller may not know of: both answer 404 alike. */
export const notFound = (what: string, id: string): DomainError => new DomainError('not-found', { what, id });
