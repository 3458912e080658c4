import { type CallHandler, createParamDecorator, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { DomainError } from '../errors/index.js';
import { invalid } from './validation.js';

/**
 * Version a change expects, from an `If-Match` header: `"7"`, `W/"7"` or a bare `7`; null for `*` and for none.
 * @throws DomainError `validation.failed` for anything else, so that a typing error never passes as "any version".
 */
export function parseIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const [, quoted, bare] = /^(?:(?:W\/)?"(\d{1,9})"|(\d{1,9}))$/.exec(header.trim()) ?? [];
  const version = quoted ?? bare;
  if (version === undefined) throw invalid([{ path: ['If-Match'], message: 'Ожидается номер версии в кавычках, например "7"' }]);
  return Number(version);
}

/** The version the caller last saw (`If-Match`), null when the request names none. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | null =>
    parseIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
  [documentIfMatch],
);

function documentIfMatch(prototype: object, method: string | symbol | undefined): void {
  const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(prototype, method);
  if (!descriptor || method === undefined) return;
  const document = ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'Версия, которую видел пользователь (ETag), например "7"; если объект уже изменился, ответ 412 с текущим состоянием',
    schema: { type: 'string', pattern: String.raw`^(\*|(W/)?"\d{1,9}"|\d{1,9})$` },
  });
  document(prototype, method, descriptor);
}

/**
 * Refuses a change made on an outdated view.
 * @param currentView gives what the caller should see now; asked only when it is needed.
 * @throws DomainError `precondition.failed` (412) with `current` when `expected` is named and is not `current`.
 */
export async function checkVersion(
  expected: number | null,
  current: number,
  currentView: () => unknown,
): Promise<void> {
  if (expected === null || expected === current) return;
  throw new DomainError('precondition.failed', { current: await currentView() });
}

/** Answers with `ETag: "<version>"` whenever the body is an object with an integer `version`. */
@Injectable()
export class ETagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((body: unknown) => {
        const version = body && typeof body === 'object' ? (body as { version?: unknown }).version : undefined;
        if (Number.isSafeInteger(version) && !reply.sent) void reply.header('etag', `"${String(version)}"`);
        return body;
      }),
    );
  }
}

/** Whether an `If-None-Match` header names the entity tag `etag` (weak comparison, RFC 9110 section 13.1.2). */
export function noneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag));
}
