import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { SESSION_COOKIE } from '../http/index.js';
import { idempotencyHeader, problemResponse, problemSchema } from './parts.js';

/** An operation as the document holds it; `x-` members are our own marks and are taken out again. */
interface Operation {
  parameters?: { name?: string; in?: string; $ref?: string }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  security?: unknown[];
  description?: string;
  'x-roles'?: readonly string[];
  'x-public'?: boolean;
  'x-not-idempotent'?: boolean;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The OpenAPI 3.1 description of every route, made of the same schemas that check the requests. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Отклик: программный интерфейс')
    .setDescription(
      'Работа с сообщениями граждан в социальных сетях по постановлению Правительства Хабаровского края от 17.03.2020 № 77-пр. ' +
        'Моменты времени: ISO 8601 со смещением. Ошибки: application/problem+json (RFC 9457), поле code постоянно. ' +
        'Списки: items и nextCursor; следующая страница запрашивается с cursor.',
    )
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'opaque', description: 'Ключ сеанса из ответа POST /api/v1/auth/login' }, 'bearer')
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'Тот же ключ сеанса в cookie' }, 'cookie')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: problemSchema };
  document.components.responses = { ...document.components.responses, Problem: problemResponse };
  document.components.parameters = { ...document.components.parameters, IdempotencyKey: idempotencyHeader };
  document.security = [{ bearer: [] }, { cookie: [] }];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (operation) complete(operation, path, method);
    }
  }
  simplify(document);
  return document;
}

/** Takes out what zod writes by habit and nobody can read: the bounds of safe integers, patterns beside a format. */
function simplify(node: unknown): void {
  if (!node || typeof node !== 'object') return;
  const schema = node as Record<string, unknown>;
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (typeof schema['format'] === 'string' && ['date', 'date-time', 'uuid'].includes(schema['format'])) delete schema['pattern'];
  Object.values(schema).forEach(simplify);
}

/** Who may call a route, in words; what the guard lets through, for both are made of one declaration. */
function whoMay({ 'x-public': open, 'x-roles': roles }: Operation): string {
  if (open) return 'все, без входа';
  return roles ? `роли ${roles.join(', ')}` : 'все, кто вошёл';
}

/** Adds what holds for every route: refusals, the key of a repeatable POST, freedom from signing in. */
function complete(operation: Operation, path: string, method: string): void {
  const open = operation['x-public'] === true;
  const repeatable = method === 'post' && !open && !operation['x-not-idempotent'];
  const parameters = operation.parameters ?? [];
  if (open) operation.security = [];
  operation.description = [operation.description, `Доступ: ${whoMay(operation)}.`].filter(Boolean).join('\n\n');
  if (repeatable) operation.parameters = [...parameters, { $ref: '#/components/parameters/IdempotencyKey' }];
  delete operation['x-public'];
  delete operation['x-roles'];
  delete operation['x-not-idempotent'];
  const refusals = [
    ...(operation.requestBody || parameters.length > 0 ? ['400'] : []),
    ...(open ? [] : ['401', '403']),
    ...(path.includes('{') ? ['404'] : []),
    // The state of things, or another act's, may stand against whatever changes something.
    ...(method !== 'get' && !open ? ['409'] : []),
    ...(parameters.some((parameter) => parameter.name?.toLowerCase() === 'if-match') ? ['412'] : []),
    ...(operation.requestBody ? ['413', '415'] : []),
    'default',
  ];
  for (const status of refusals) operation.responses[status] ??= { $ref: '#/components/responses/Problem' };
}
