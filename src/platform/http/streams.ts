import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A spreadsheet. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Content types of files that are read as a stream. */
const STREAMED = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
  'text/csv',
  XLSX,
];

/** Declares a route that reads its body by itself. */
export const Streamed = (): MethodDecorator => RouteConfig({ streamed: true });

/** Hands the bodies of these types to the routes that read them by themselves; every other route refuses them. */
export function passStreams(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(STREAMED, (request, payload, done) => {
    const { streamed } = request.routeOptions.config as { streamed?: boolean };
    if (streamed) done(null, payload);
    else done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
  });
}

/** The essence of the request's content type when its body is a stream to be read here, else null. */
export function streamedType(request: FastifyRequest): string | null {
  const essence = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return STREAMED.includes(essence) ? essence : null;
}
