import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { openApiDocument } from './document.js';

const page = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Отклик: программный интерфейс</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

/** Groups are closed and can be filtered: there are two hundred operations. Without `validatorUrl: null` the page would send the document to a foreign server. */
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', filter: true, validatorUrl: null });\n`;

const assets: Record<string, string> = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** Serves the description of the interface and the page to browse it: open to everybody, nothing from foreign servers. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let json: string | undefined;
  fastify.get('/api/openapi.json', async (_, reply) => {
    json ??= JSON.stringify(openApiDocument(app));
    return reply.type('application/json; charset=utf-8').send(json);
  });
  const html = async (_: unknown, reply: FastifyReply) => reply.type('text/html; charset=utf-8').send(page);
  fastify.get('/api/docs', html);
  fastify.get('/api/docs/start.js', async (_, reply) => reply.type('text/javascript; charset=utf-8').send(start));
  for (const [name, type] of Object.entries(assets)) {
    fastify.get(`/api/docs/${name}`, async (_, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=86400').send(createReadStream(join(folder, name))),
    );
  }
}
