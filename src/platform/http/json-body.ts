import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Reads JSON bodies as Fastify does (poisoned keys are refused), but takes an empty one for none: many clients name the
 * type on every POST, also where there is nothing to say.
 */
export function readJsonBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: fastify.initialConfig.bodyLimit }, (request, body, done) => {
    const text = body.toString();
    if (text.trim() === '') done(null, undefined);
    else void parse(request as never, text, done as never);
  });
}
