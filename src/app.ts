import type { IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppModule, type Foundations } from './app.module.js';
import { acceptForms, passStreams, ProblemFilter, readJsonBodies, refuseUnreadable, registerHooks, RequestLog, securityHeaders } from './platform/http/index.js';
import { createLogger, NestLogger, requestId } from './platform/logging/index.js';
import { serveOpenApi } from './platform/openapi/index.js';
import { serveAssets } from './platform/templates/index.js';

/** Routes outside the versioned interface: the home page, signing in by a page, probes, metrics, the public registry. */
const UNVERSIONED = ['/', 'login', 'login/password', 'health/live', 'health/ready', 'metrics', 'registry', 'registry.json', 'registry.csv', 'registry/schema.json', 'registry/embed.js'];
/** Pages of the demo, read with a browser as they are. */
const DEMO_PAGES = ['demo/mail', 'demo/mail/:id', 'demo/mail/:id/body', 'demo/vk', 'demo/vk/:wall'];

/** Builds the application on its foundations, not yet listening. */
export async function createApp(foundations: Foundations): Promise<NestFastifyApplication> {
  const { config } = foundations;
  const logger = createLogger(config.LOG_LEVEL, foundations.logTo);
  const adapter = new FastifyAdapter({
    trustProxy: config.TRUST_PROXY,
    bodyLimit: 1024 * 1024,
    genReqId: (request: IncomingMessage) => requestId(request.headers['x-request-id']),
    loggerInstance: logger,
    logController: new RequestLog(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    // An address that cannot be read never reaches Nest's filters.
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => new ProblemFilter().answer(error, request, reply),
  });
  registerHooks(adapter.getInstance(), securityHeaders(config));
  passStreams(adapter.getInstance());
  acceptForms(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(foundations), adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    // Fastify reads JSON itself; Nest would also take forms.
    bodyParser: false,
  });
  readJsonBodies(app);
  app.setGlobalPrefix('api/v1', { exclude: [...UNVERSIONED, ...DEMO_PAGES] });
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, { limits: { fileSize: config.ATTACHMENT_MAX_MB * 1024 * 1024, files: 1 } });
  serveOpenApi(app);
  serveAssets(app);
  try {
    await app.init();
  } catch (error) {
    // A start that failed half-way lets go of the database and the queues.
    await app.close().catch(() => undefined);
    throw error;
  }
  return app;
}
