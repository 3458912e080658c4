import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { EchoModule } from '../support/echo.module.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ extra: [EchoModule] });
  const db = t.get(Database);
  await db.transaction(() => db.change(`CREATE TABLE echo (text text NOT NULL)`));
});
afterAll(() => t.close());

const echo = `/api/v1/echo/${newId()}`;
const post = (body: string, type = 'application/json') => t.http.post('/api/v1/echo').set('content-type', type).send(body);

/** A request as no careful client would send it; answers status and body. */
async function bare(path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  const url = new URL(await t.app.getUrl());
  return new Promise((resolve, reject) => {
    const request = rawRequest({ host: url.hostname, port: url.port, path, ...options }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }));
    });
    request.on('error', reject);
    request.end();
  });
}

describe('bodies', () => {
  test.each([
    ['{"text":', 'request.malformed', 400, 'application/json'],
    ['', 'validation.failed', 400, 'application/json'],
    ['null', 'validation.failed', 400, 'application/json'],
    ['[]', 'validation.failed', 400, 'application/json'],
    ['{"text":"а","more":1}', 'validation.failed', 400, 'application/json'],
    ['{"text":"а","__proto__":{"x":1}}', 'request.malformed', 400, 'application/json'],
    ['<text/>', 'request.unsupported-media-type', 415, 'application/xml'],
    ['text=a', 'request.unsupported-media-type', 415, 'application/x-www-form-urlencoded'],
    ['text', 'request.unsupported-media-type', 415, 'text/plain'],
    [`{"text":"${'а'.repeat(1024 * 1024)}"}`, 'request.too-large', 413, 'application/json'],
    [String.raw`{"text":"\u0000"}`, 'validation.failed', 400, 'application/json'],
    [String.raw`{"text":"a\ud800b"}`, 'validation.failed', 400, 'application/json'],
    [String.raw`{"text":"\udc00"}`, 'validation.failed', 400, 'application/json'],
  ])('body %# is refused with a problem document', async (body, code, status, type) => {
    const answer = await post(body, type);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code, status, requestId: answer.headers['x-request-id'] });
    expect(answer.status).toBe(status);
    expect(answer.body.title).toMatch(/[а-я]/);
  });

  test('a pair of surrogates is a character like any other', async () => {
    const answer = await post(String.raw`{"text":"\ud83d\ude00"}`);
    expect([answer.status, answer.body.text]).toEqual([201, '😀']);
  });
});

describe('addresses', () => {
  test.each([
    [`${echo}?q=1&q=2`, 'validation.failed'],
    [`${echo}?q=%00`, 'validation.failed'],
    [`${echo}?more=1`, 'validation.failed'],
    ['/api/v1/echo/not-an-id', 'validation.failed'],
    ['/api/v1/echo/%00', 'validation.failed'],
    ['/api/v1/echo/%ED%A0%80', 'request.malformed'],
    ['/api/v1/echo/%zz', 'request.malformed'],
  ])('%s answers 400 %s', async (path, code) => {
    const answer = await bare(path);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 400, code });
  });

  test('an over-long address is refused, not failed at', async () => {
    expect([400, 404, 414, 431]).toContain((await bare(`/api/v1/echo/${'x'.repeat(5000)}`)).status);
  });
});

describe('methods', () => {
  test('a wrong method on a known address answers 405 and says which are right', async () => {
    const answer = await t.http.delete(echo);
    expect(answer.body).toMatchObject({ status: 405, code: 'method.not-allowed' });
    expect(answer.headers['allow']).toBe('GET, HEAD, PATCH');
    const listed = await t.http.put('/api/v1/echo').send({});
    expect([listed.status, listed.headers['allow']]).toEqual([405, 'POST']);
    expect((await t.http.delete('/api/v1/nowhere')).body).toMatchObject({ status: 404, code: 'route.not-found' });
  });

  test('HEAD answers like GET, without a body', async () => {
    const answer = await t.http.head(echo);
    expect([answer.status, answer.headers['etag'], answer.text ?? '']).toEqual([200, '"7"', '']);
    expect(Number(answer.headers['content-length'])).toBe((await t.http.get(echo)).text.length);
  });

  test('OPTIONS names the methods and opens nothing to foreign sites', async () => {
    const answer = await t.http.options(echo).set('origin', 'https://evil.example').set('access-control-request-method', 'PATCH');
    expect([answer.status, answer.headers['allow']]).toEqual([204, 'GET, HEAD, PATCH']);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect((await t.http.options('/api/v1/nowhere')).status).toBe(404);
  });
});

describe('headers', () => {
  test('every answer is guarded, named and kept by nobody', async () => {
    for (const answer of [await t.http.get(echo), await t.http.get('/api/v1/nowhere'), await post('{')]) {
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self';script-src 'self';style-src 'self'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
        'x-request-id': expect.any(String),
      });
      expect(answer.headers['x-powered-by']).toBeUndefined();
      expect(answer.headers['strict-transport-security']).toBeUndefined();
    }
  });

  test('HTTPS is demanded where the installation is reached by HTTPS', async () => {
    const secure = await startTestApp({ databaseUrl: t.databaseUrl, env: { PUBLIC_URL: 'https://otklik.example' } });
    try {
      const { headers } = await secure.http.get('/health/live');
      expect(headers['strict-transport-security']).toContain('max-age=31536000');
      expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    } finally {
      await secure.close();
    }
  });
});

test('Cyrillic letters put into an address without encoding are refused in words', async () => {
  const { connect } = await import('node:net');
  const { port, hostname } = new URL(await t.app.getUrl());
  const answer = await new Promise<string>((done, fail) => {
    let text = '';
    const socket = connect(Number(port), hostname.replaceAll(/[[\]]/g, ''), () => socket.write('GET /api/v1/incidents?q=школа HTTP/1.1\r\nhost: x\r\n\r\n'));
    socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => done(text)).on('error', fail);
  });
  expect(answer).toContain('application/problem+json');
  expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status: 400, code: 'request.unreadable' });
});
