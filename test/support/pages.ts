import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A site on this machine, with pages a test gives it; what it was asked for is kept. */
export interface Site {
  host: string;
  url: (path: string) => string;
  pages: Map<string, Answer>;
  asked: { path: string; agent: string }[];
  close: () => Promise<void>;
}

/** A page of HTML. */
export const html = (body: string, headers: Record<string, string> = {}): Answer => (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

/** A redirect. */
export const to = (location: string, status = 301): Answer => (_, response) => void response.writeHead(status, { location }).end();

/** Starts a site; an address it has no page for answers 404. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, Answer>();
  const asked: Site['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', agent: request.headers['user-agent'] ?? '' });
    const answer = pages.get(request.url ?? '');
    if (answer) answer(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host, pages, asked,
    url: (path) => `http://${host}${path}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
