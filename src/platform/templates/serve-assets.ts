import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../errors/index.js';
import { ProblemFilter } from '../http/index.js';
import { Templates } from './templates.js';

/** Serves what pages are made of, to everybody: `/assets/<version>/<file>`, few and small, from memory. */
export function serveAssets(app: NestFastifyApplication): void {
  const { assets } = app.get(Templates);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.get('/assets/:version/:file', async (request: FastifyRequest<{ Params: { version: string; file: string } }>, reply: FastifyReply) => {
    const { version, file } = request.params;
    const asset = assets.get(file);
    if (!asset) return new ProblemFilter().answer(notFound('asset', file), request, reply);
    // An address of another version comes from a page of another process: the present contents, not to be kept.
    const caching = version === asset.version ? 'public, max-age=31536000, immutable' : 'no-cache';
    return reply.type(asset.type).header('cache-control', caching).header('etag', `"${asset.version}"`).send(asset.content);
  });
}
