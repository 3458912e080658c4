import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError } from '../errors/index.js';

/** Checks bodies, queries and parameters by their schema; every fault is named with its place. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({ transform: true, exceptionFactory: (issues) => invalid(issues) });

/** The refusal for input that does not fit its schema. */
export function invalid(issues: readonly StandardSchemaV1.Issue[]): DomainError {
  return new DomainError('validation.failed', {
    errors: issues.slice(0, 50).map((issue) => ({
      path: (issue.path ?? []).map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.'),
      message: issue.message,
    })),
  });
}
