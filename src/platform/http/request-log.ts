import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/** Probes and scrapes come every few seconds and say nothing new. */
const quiet = /^\/(?:health\/|metrics$)/;

/** The pattern of the route, never the address: addresses carry search words and identifiers of people. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? '(none)';

/** One line per finished request: who asked for which route, what came of it and how long it took. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' });
  }

  override incomingRequest(): void {}

  override routeNotFound(): void {}

  /** The problem filter has logged it already. */
  override defaultErrorLog(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const { actor } = request as { actor?: { userId: string | null } };
    const line = {
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      ...(actor?.userId ? { userId: actor.userId } : {}),
    };
    if (error) request.log.error({ ...line, err: error }, 'request failed');
    else if (quiet.test(line.route)) request.log.debug(line, 'request');
    else request.log.info(line, 'request');
  }

  /** The caller went away while the answer was being sent: their affair, unless the stream itself failed. */
  override streamError(error: Error & { code?: string }, request: FastifyRequest): void {
    const gone = error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    request.log[gone ? 'debug' : 'warn']({ route: routeOf(request), err: error }, 'answer broken off');
  }
}
