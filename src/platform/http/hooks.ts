import type { FastifyInstance } from 'fastify';
import { noneMatch } from './etag.js';
import { rememberRoutes } from './methods.js';

/**
 * What every answer gets, whoever made it; to be called before any route exists.
 * @param headers the same for every answer.
 */
export function registerHooks(fastify: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  rememberRoutes(fastify);
  // Bodies are JSON: plain text and forms are what a page of another site could send unasked.
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRequest', async (request, reply) => {
    // Answers are for the one who asked: nothing on the way may keep them.
    void reply.headers(headers).header('x-request-id', request.id).header('cache-control', 'no-store');
  });
  fastify.addHook('onSend', async (request, reply, payload) => {
    const etag = reply.getHeader('etag');
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (!reading || reply.statusCode !== 200 || typeof etag !== 'string') return payload;
    if (!noneMatch(request.headers['if-none-match'], etag)) return payload;
    void reply.code(304).removeHeader('content-length').removeHeader('content-type');
    return null;
  });
}
