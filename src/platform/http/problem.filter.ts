import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { methodsOf } from './methods.js';
import { routeOf } from './request-log.js';
import { signInAddress } from './sign-in.js';
import { DomainError, explain, messages, type MessageCode } from '../errors/index.js';

/** RFC 9457 problem document: `code` is stable and English, `title` and `detail` are Russian. */
export interface Problem {
  type: string;
  code: MessageCode;
  title: string;
  status: number;
  detail: string;
  instance: string;
  requestId: string;
  [member: string]: unknown;
}

const byStatus: Record<number, MessageCode> = {
  400: 'request.malformed',
  401: 'auth.required',
  403: 'auth.forbidden',
  404: 'route.not-found',
  405: 'method.not-allowed',
  406: 'request.not-acceptable',
  413: 'request.too-large',
  415: 'request.unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** Database faults that pass by themselves: connection lost, server starting or stopping, deadlock, serialization. */
const passing = new Set(['40001', '40P01', '57P01', '57P02', '57P03', '08000', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
/** The driver's words for a lost connection, which carry no code. */
const lostConnection = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;
/** Values PostgreSQL cannot hold, e.g. a NUL character in a text. */
const unstorable = new Set(['22021', '22P05', '22P02', '22003', '22008']);

/** What is to be answered to a failure. */
interface Understood {
  code: MessageCode;
  status: number;
  details: Record<string, unknown>;
}

const wrongMethod: Understood = { code: 'method.not-allowed', status: 405, details: {} };

/** Turns every failure into a problem document; what nobody foresaw is logged and answers 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Answers with the problem document of a failure, also of one before any route was found. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    const understood = this.understand(error, request);
    const methods = understood.code === 'route.not-found' ? methodsOf(request.server, request.url) : [];
    if (methods.length > 0) {
      void reply.header('allow', methods.join(', '));
      if (request.method === 'OPTIONS') return void reply.status(204).send();
    }
    // A letter's link opened in a browser: the person signs in and goes on.
    const address = signInAddress(understood.code, request);
    if (address !== null) return void reply.status(303).header('location', address).send();
    const { code, status, details } = methods.length > 0 ? wrongMethod : understood;
    const { title } = messages[code];
    const problem: Problem = {
      ...details,
      type: `/problems/${code}`,
      code,
      title,
      status,
      detail: explain(code, details),
      instance: request.url.split('?')[0] ?? request.url,
      requestId: request.id,
    };
    if (typeof details['retryAfter'] === 'number') void reply.header('retry-after', details['retryAfter']);
    void reply.status(status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private understand(error: unknown, request: FastifyRequest): Understood {
    if (error instanceof DomainError) return { code: error.code, status: error.status, details: error.details };
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    if (status && status < 500) return { code: byStatus[status] ?? 'request.malformed', status, details: {} };
    const fault = String((error as { code?: unknown }).code ?? (error as { driverError?: { code?: unknown } }).driverError?.code ?? '');
    if (unstorable.has(fault)) return { code: 'validation.failed', status: 400, details: { errors: [] } };
    if (passing.has(fault) || lostConnection.test((error as Partial<Error>).message ?? '') || status === 503) return { code: 'unavailable', status: 503, details: { retryAfter: 5 } };
    this.logger.error({ err: error, requestId: request.id, method: request.method, route: routeOf(request) }, 'Unforeseen failure');
    return { code: 'internal', status: 500, details: {} };
  }
}
