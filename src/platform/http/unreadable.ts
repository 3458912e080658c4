import type { Socket } from 'node:net';
import { explain, messages } from '../errors/index.js';

/**
 * Answers a request that is no HTTP at all, e.g. Cyrillic letters put into an address without encoding: it has no
 * method or address yet, so nothing but the connection itself can answer.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const code = 'request.unreadable';
  const { status, title } = messages[code];
  const body = JSON.stringify({ type: `/problems/${code}`, code, title, status, detail: explain(code, {}) });
  const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/problem+json; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy(error);
}
