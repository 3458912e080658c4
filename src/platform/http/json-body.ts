import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/**
 * Reads JSON bodies as Fastify does (poisoned keys are refused), but takes an empty one for none: many clients name the
 * type on every POST, also where there is nothing to say.
 */
export function readJsonBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: fastify.initialConfig.bodyLimit }, (request, body, done) => {
    if ((request.routeOptions.config as { rawBody?: boolean }).rawBody) return done(null, body);
    const text = body.toString();
    if (text.trim() === '') done(null, undefined);
    else void parse(request as never, text, done as never);
  });
}

/** Declares a route that gets the bytes of its JSON body as they came: a signature is of bytes, not of what they mean. */
export const RawBody = (): MethodDecorator => RouteConfig({ rawBody: true });

/** Declares a route that takes a form without looking at it: what it is told stands in its address. */
export const TakesForm = (): MethodDecorator => RouteConfig({ takesForm: true });

/** Forms are read nowhere; routes marked {@link TakesForm} accept them. */
export function acceptForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, _, done) => {
    const { takesForm } = request.routeOptions.config as { takesForm?: boolean };
    if (takesForm) done(null, undefined);
    else done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
  });
}
