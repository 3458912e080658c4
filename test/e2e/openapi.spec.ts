import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { EchoModule } from '../support/echo.module.js';

interface Operation {
  operationId: string;
  description?: string;
  parameters?: { name?: string; $ref?: string }[];
  responses: Record<string, { $ref?: string }>;
  security?: unknown[];
}

interface Document {
  openapi: string;
  info: { title: string };
  paths: Record<string, Record<string, Operation>>;
  security: unknown[];
  components: Record<string, Record<string, unknown>>;
}

let t: TestApp;
let document: Document;
beforeAll(async () => {
  t = await startTestApp({ extra: [EchoModule] });
  document = (await t.http.get('/api/openapi.json')).body as Document;
});
afterAll(() => t.close());

const operations = () => Object.values(document.paths).flatMap((item) => Object.values(item));

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1, open to everybody, in Russian', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info.title).toMatch(/[а-я]/);
    expect(document.components['securitySchemes']).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie' } });
  });

  test('resolves every reference and names every operation once', () => {
    for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
      const target = String(reference).replace('#/', '').split('/').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
      expect([reference, target]).toEqual([reference, expect.anything()]);
    }
    const names = operations().map((operation) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  test('describes refusals, versions and repeatable requests', () => {
    const change = document.paths['/api/v1/echo/{id}']?.['patch'];
    expect(change?.parameters?.map((parameter) => parameter.name)).toContain('If-Match');
    expect(change?.responses).toMatchObject({ '412': { $ref: '#/components/responses/Problem' }, default: expect.anything() });
    const open = document.paths['/api/v1/echo']?.['post'];
    expect(open?.security).toEqual([]);
    for (const operation of operations()) expect(operation.responses['default']).toEqual({ $ref: '#/components/responses/Problem' });
    expect(JSON.stringify(document)).not.toMatch(/"x-public"|"x-not-idempotent"|9007199254740991/);
  });

  test('says of every route who may call it, as the guard holds it', () => {
    for (const operation of operations()) expect(operation.description).toMatch(/Доступ: (роли [a-z, -]+|все, кто вошёл|все, без входа)\.$/);
    const said = (path: string, method: string) => document.paths[`/api/v1${path}`]?.[method]?.description;
    expect(said('/incidents', 'post')).toBe('Доступ: роли curator.');
    expect(said('/assignments', 'get')).toBe('Доступ: роли curator, executor.');
    expect(said('/me', 'get')).toBe('Доступ: все, кто вошёл.');
    expect(said('/auth/login', 'post')).toMatch(/Доступ: все, без входа\.$/);
    expect(JSON.stringify(document)).not.toContain('x-roles');
  });

  test('an instant is a string in the document, whatever it becomes in code', () => {
    expect(JSON.stringify(document.paths['/api/v1/echo']?.['post'])).toContain('"format":"date-time"');
  });
});

describe('the page to browse it', () => {
  test('loads from this server alone and under the strict policy', async () => {
    const page = await t.http.get('/api/docs');
    expect(page.status).toBe(200);
    const policy = page.headers['content-security-policy'];
    expect(policy).toContain("script-src 'self';style-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|upgrade/);
    expect(page.text).not.toMatch(/<style|style=|https?:\/\/|<script>/);
    const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
    expect(addresses).toHaveLength(4);
    for (const address of addresses) expect([address, (await t.http.get(address)).status]).toEqual([address, 200]);
    expect((await t.http.get('/api/docs/start.js')).text).toContain('validatorUrl: null');
  });
});
