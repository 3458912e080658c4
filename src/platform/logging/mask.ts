import { types } from 'node:util';

const MASKED = '[masked]';
const DEEPEST = 6;
const LONGEST = 4000;

/** Members whose values never reach a log: secrets, citizens' data, and whole requests that would carry them. */
const masked = new Set(
  [
    'text', 'plainText', 'author', 'authorName', 'profileUrl', 'authorUrl', 'explanation', 'remarks', 'note', 'comment', 'reason', 'place', 'q',
    'email', 'mail', 'phone', 'surname', 'firstName', 'lastName', 'patronymic', 'fullName', 'address', 'filename', 'toName', 'toAddress', 'subjectLine', 'html', 'smtpUrl',
    'password', 'newPassword', 'currentPassword', 'passwordHash', 'secret', 'totp', 'otp', 'token', 'accessToken', 'sessionToken',
    'authorization', 'proxyAuthorization', 'cookie', 'setCookie', 'apiKey', 'secretKey', 'databaseUrl', 'redisUrl', 'connectionString',
    'body', 'rawBody', 'payload', 'query', 'headers', 'parameters', 'params', 'detail', 'where',
  ].map(plain),
);

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** +7 914 123-45-67, 8(4212)30-20-10, 89141234567, +86 10 1234 5678; not a part of an identifier or a number. */
const PHONE = /(?<![\w.+-])(?:(?:\+7|[78])[\s(-]*\d{3,4}[\s)-]*\d{2,3}[\s-]*\d{2}[\s-]*\d{2}|\+\d[\d\s()-]{8,16}\d|\(\d{3,5}\)[\s-]*\d{1,3}[\s-]*\d{2}[\s-]*\d{2})(?![\w-])/g;
/** User and password of a connection string. */
const CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;

function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, '');
}

/** Masks what looks like an e-mail address, a phone number or a credential within a text. */
export function maskText(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return shown
    .replaceAll(CREDENTIALS, `$1${MASKED}@`)
    .replaceAll(BEARER, `$1 ${MASKED}`)
    .replaceAll(EMAIL, '[e-mail]')
    .replaceAll(PHONE, '[phone]');
}

/** A value as it may be logged: known members masked at any depth, texts by {@link maskText}, errors without their data. */
export function maskValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if (types.isNativeError(value)) return maskError(value, depth);
  if (value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => maskValue(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  // Requests, sockets and the like hold everything and say nothing.
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor?.name ?? 'object'}]`;
  return maskFields(value as Record<string, unknown>, depth + 1);
}

/** The members of a log line, masked. */
export function maskFields(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      const secret = masked.has(plain(key)) && value !== null && value !== undefined;
      return [key, secret ? MASKED : maskValue(value, depth)];
    }),
  );
}

/** An error as it may be logged. Database errors repeat their parameters in half a dozen members: only these are shown. */
export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  /** SQL with its placeholders, never their values. */
  sql?: string;
  constraint?: string;
  cause?: unknown;
}

/** Strips an error of the data it carries. */
export function maskError(error: Error, depth = 0): LoggedError {
  const source = error as Error & { code?: unknown; query?: unknown; constraint?: unknown; driverError?: { code?: unknown; constraint?: unknown } };
  const code = source.code ?? source.driverError?.code;
  const constraint = source.constraint ?? source.driverError?.constraint;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 30) ?? [];
  return {
    type: error.name,
    message: maskMessage(error),
    ...(code === undefined ? {} : { code: String(code) }),
    ...(frames.length === 0 ? {} : { stack: frames.map((line) => line.trim()).join('\n') }),
    ...(typeof source.query === 'string' ? { sql: maskText(source.query.slice(0, 500)) } : {}),
    ...(constraint === undefined ? {} : { constraint: String(constraint) }),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: maskValue(error.cause, depth + 1) }),
  };
}

/** PostgreSQL and JSON.parse quote the faulty input; our own messages are in English and quote nothing Russian. */
function maskMessage(error: Error): string {
  const quotesInput = error.name === 'SyntaxError' || 'driverError' in error || 'severity' in error;
  const message = error.message.replaceAll(/"[^"]*[^\p{ASCII}"][^"]*"|'[^']*[^\p{ASCII}'][^']*'|«[^»]*»/gu, `"${MASKED}"`);
  return maskText(quotesInput ? message.replaceAll(/(: )"(?:[^"]|"(?!$))*"|(, )?"[^"]*"(?:\.\.\.)?(?= is not valid JSON)/g, `$1$2"${MASKED}"`) : message);
}
