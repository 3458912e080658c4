import { applyDecorators, type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import { Scheduled } from '../jobs/index.js';
import { SecretBox } from '../secrets/index.js';
import type { IdempotencyKey } from './idempotency-key.entity.js';

const NOT_IDEMPOTENT = Symbol('not-idempotent');

/**
 * For POST routes whose answer must not be kept (it hands out a secret) or whose body cannot be compared
 * (an upload, a stream): they pay no heed to `Idempotency-Key`.
 */
export const NotIdempotent = (): MethodDecorator => applyDecorators(SetMetadata(NOT_IDEMPOTENT, true), ApiExtension('x-not-idempotent', true));

/** Hours a key is remembered, by the application's clock. */
export const IDEMPOTENCY_HOURS = 48;

/** Headers that belong to an answer and are given again with it. */
const KEPT_HEADERS = ['content-type', 'etag', 'location'];

/** JSON with the members of every object in order, so that equal bodies have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_, member: unknown) =>
    member && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/**
 * Answers a repeated POST with its first answer. The key's row and whatever the handler changes are one transaction:
 * a repetition sent meanwhile waits on the row, a failed request leaves nothing behind and may be sent again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & { actor?: { userId: string | null } }>();
    const userId = request.actor?.userId;
    const header = request.headers['idempotency-key'];
    if (request.method !== 'POST' || header === undefined || !userId) return next.handle();
    if (this.reflector.getAllAndOverride<boolean>(NOT_IDEMPOTENT, [context.getHandler(), context.getClass()])) return next.handle();
    const key = String(header);
    if (!/^[\x20-\x7e]{1,200}$/.test(key)) throw new DomainError('idempotency.key-invalid');
    // Keyed: a body may hold a password, which a plain hash would let somebody guess.
    const hash = this.box.fingerprint(`${request.method} ${request.url}\n${canonicalJson(request.body)}`);
    return from(this.db.envelope(() => this.once(userId, key, hash, http.getResponse<FastifyReply>(), next)));
  }

  private async once(userId: string, key: string, hash: string, reply: FastifyReply, next: CallHandler): Promise<string | undefined> {
    const [fresh] = await this.db.change(
      // Waits for another request with this key to commit or to fail.
      `INSERT INTO idempotency_key (user_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING key`,
      [userId, key, hash, this.clock.now()],
    );
    if (!fresh) return this.again(userId, key, hash, reply);
    const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    const text = body === undefined || body === null || typeof body === 'string' ? body : JSON.stringify(body);
    if (text !== undefined && text !== null && typeof body !== 'string') void reply.header('content-type', 'application/json; charset=utf-8');
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
    );
    await this.db.change(
      `UPDATE idempotency_key SET status = $3, response = to_jsonb($4::text), headers = $5 WHERE user_id = $1 AND key = $2`,
      [userId, key, reply.statusCode, text ?? null, JSON.stringify(headers)],
    );
    return text ?? undefined;
  }

  private async again(userId: string, key: string, hash: string, reply: FastifyReply): Promise<string | undefined> {
    const first = await this.db.row<{ request_hash: string; status: number; response: string | null; headers: IdempotencyKey['headers'] }>(
      `SELECT request_hash, status, response, headers FROM idempotency_key WHERE user_id = $1 AND key = $2`,
      [userId, key],
    );
    // Purged between the two statements: the caller may simply send it again.
    if (!first) throw new DomainError('unavailable', { retryAfter: 1 });
    if (first.request_hash !== hash) throw new DomainError('idempotency.mismatch');
    void reply.status(first.status).headers({ ...first.headers, 'idempotency-replayed': 'true' });
    return first.response ?? undefined;
  }
}

/** Forgets keys older than {@link IDEMPOTENCY_HOURS}. */
@Injectable()
export class IdempotencyPurge {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  @Scheduled('idempotency.purge')
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - IDEMPOTENCY_HOURS * 3_600_000);
    await this.db.transaction(() => this.db.change(`DELETE FROM idempotency_key WHERE created_at < $1`, [before]));
  }
}
