import type { FastifyInstance } from 'fastify';

/** Milliseconds (of the machine) requests in hand are given to finish. */
const GRACE_MS = 10_000;

/**
 * Takes no more requests and finishes those in hand; whoever has not finished within the grace is cut off.
 * Open streams are ended first by whoever serves them (Fastify's `preClose`).
 */
export async function closeServer(fastify: FastifyInstance, graceMs = GRACE_MS): Promise<void> {
  const timer = setTimeout(() => fastify.server.closeAllConnections(), graceMs);
  try {
    await fastify.close();
  } finally {
    clearTimeout(timer);
  }
}
