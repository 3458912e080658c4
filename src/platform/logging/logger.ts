import { types } from 'node:util';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Level, type Logger, pino } from 'pino';
import { maskError, maskFields, maskText } from './mask.js';

/**
 * The product's log: one JSON line per event on standard output, citizens' data and secrets masked.
 * @param to where lines go instead, for tests.
 */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => maskFields(fields),
    },
    hooks: {
      logMethod(this: Logger, values: unknown[], method: (...values: unknown[]) => void) {
        method.apply(this, withMaskedMessage(values));
      },
    },
    // Errors are masked with the other fields; pino's own serializer would add what was left out.
    serializers: { err: (error: unknown) => error },
  };
  return to ? pino(options as never, to) : pino(options as never);
}

/** Pino takes the message of an error that comes without words from the error itself, before anything is masked. */
function withMaskedMessage(values: unknown[]): unknown[] {
  const [first, ...rest] = values.map((value) => (typeof value === 'string' ? maskText(value) : value));
  const error = types.isNativeError(first) ? first : (first as { err?: unknown } | null | undefined)?.err;
  if (rest.length > 0 || !types.isNativeError(error)) return [first, ...rest];
  return [types.isNativeError(first) ? { err: first } : first, maskError(error).message];
}

/** Nest tells of every module and route it builds at each start. */
const building = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** Nest's own messages and those of `new Logger('Context')`, as lines of the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(building.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the context last; between it and the message may stand a text, a stack or an error. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.length > 0 && typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    const middle = rest.slice(0, context === undefined ? undefined : -1).filter((value) => value !== undefined);
    const error = [message, ...middle].find((value) => types.isNativeError(value));
    const texts = [message, ...middle].filter((value): value is string => typeof value === 'string');
    const fields = message && typeof message === 'object' && !(types.isNativeError(message)) ? message : {};
    const [first, ...others] = texts;
    this.logger[level](
      { ...(context === undefined ? {} : { context }), ...fields, ...(error ? { err: error } : {}), ...(others.length > 0 ? { stack: others.join('\n') } : {}) },
      first ?? (error ? 'Failure' : undefined),
    );
  }
}
