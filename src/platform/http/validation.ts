import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { z } from 'zod';
import { faultInWords } from './validation-words.js';
import { DomainError } from '../errors/index.js';

// What is wrong with a field is read by people who use the product.
z.config({ ...z.locales.ru(), customError: faultInWords });

/** A NUL character, or half of a surrogate pair: no text, and nothing PostgreSQL could keep as it is. */
const UNSTORABLE = /\p{Cs}|\0/u;

/** Checks bodies, queries and parameters by their schema; every fault is named with its place. */
class ValidationPipe extends StandardSchemaValidationPipe {
  override transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.type !== 'custom') {
      const faults = [...unstorable(value)];
      if (faults.length > 0) throw invalid(faults);
    }
    return super.transform<T>(value, metadata).catch((error: unknown) => {
      throw typeof metadata.data === 'string' && error instanceof DomainError ? placedIn(metadata.data, error) : error;
    });
  }
}

export const validationPipe = (): StandardSchemaValidationPipe =>
  new ValidationPipe({ transform: true, exceptionFactory: (issues) => invalid(issues) });

/** The refusal for input that does not fit its schema. */
export function invalid(issues: readonly StandardSchemaV1.Issue[]): DomainError {
  return new DomainError('validation.failed', {
    errors: issues.slice(0, 50).map((issue) => ({
      path: (issue.path ?? []).map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.'),
      message: issue.message,
    })),
  });
}

/** A single parameter is checked alone: its faults are named by it. */
function placedIn(name: string, error: DomainError): DomainError {
  const { errors = [], ...details } = error.details as { errors?: { path: string; message: string }[] };
  return new DomainError(error.code, { ...details, errors: errors.map(({ path, message }) => ({ path: path ? `${name}.${path}` : name, message })) });
}

/** Places of texts that are none, in plain data; streams and files are read by their own routes. */
function* unstorable(value: unknown, path: string[] = []): Generator<StandardSchemaV1.Issue> {
  if (typeof value === 'string') {
    if (UNSTORABLE.test(value)) yield { path, message: 'Недопустимые символы' };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* unstorable(item, [...path, String(index)]);
  } else if (value && typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) {
    for (const [key, member] of Object.entries(value)) {
      if (UNSTORABLE.test(key)) yield { path, message: 'Недопустимые символы' };
      else yield* unstorable(member, [...path, key]);
    }
  }
}
