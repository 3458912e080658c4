import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/platform/config/index.js';
import { Addresses, isPublicAddress, type Resolve } from '../../src/platform/safe-fetch/addresses.js';
import { Robots } from '../../src/platform/safe-fetch/robots.js';
import { SafeFetch } from '../../src/platform/safe-fetch/safe-fetch.js';
import { realTimers, type Timers } from '../../src/platform/safe-fetch/timers.js';
import { html, type Site, startSite, to } from '../support/pages.js';

let site: Site;
let secret: Site;
beforeAll(async () => {
  site = await startSite();
  secret = await startSite();
});
afterAll(async () => {
  await site.close();
  await secret.close();
});
beforeEach(() => {
  site.pages.clear();
  secret.asked.length = 0;
});

const config = loadConfig({});
const nobody: Resolve = () => Promise.reject(new Error('ENOTFOUND'));
const fetching = ({ resolve = nobody, timers = realTimers }: { resolve?: Resolve; timers?: Timers } = {}) =>
  new SafeFetch(config, timers, new Addresses(resolve, [site.host]));
const page = { accept: ['text/html'] };
const get = (url: string, options: object = {}) => fetching().get(url, { ...page, ...options });

describe('what is read', () => {
  test('a page, as it is and packed, by a visitor who says who it is', async () => {
    site.pages.set('/a', html('<p>Привет</p>'));
    site.pages.set('/gzip', (_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync('<p>Привет</p>')));
    site.pages.set('/deflate', (_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'deflate' }).end(deflateSync('<p>Привет</p>')));
    for (const path of ['/a', '/gzip', '/deflate']) {
      const answer = await get(site.url(path));
      expect(answer).toMatchObject({ ok: true, url: site.url(path) });
      expect(answer.ok && answer.body.toString()).toBe('<p>Привет</p>');
    }
    expect(site.asked.at(-1)?.agent).toMatch(/^Otklik-LinkCheck\/1\.0 \(\+http/);
  });

  test('redirects are followed, and whether they were for good is told', async () => {
    site.pages.set('/good', to('/there'));
    site.pages.set('/not-good', to('/there', 302));
    site.pages.set('/there', html('x'));
    expect(await get(site.url('/good'))).toMatchObject({ ok: true, url: site.url('/there'), movedForGood: true });
    expect(await get(site.url('/not-good'))).toMatchObject({ ok: true, movedForGood: false });
  });
});

describe('what is refused', () => {
  test.each([
    'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://0/', 'http://[::1]/',
    'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/', 'http://[fd00::1]/',
    'http://[fe80::1]/', 'http://10.0.0.1/', 'http://172.16.5.4/', 'http://192.168.1.1/', 'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/', 'http://192.0.2.1/', 'http://224.0.0.1/', 'http://255.255.255.255/', 'https://[::]/', 'http://[4000::1]/',
  ])('the internal address %s', async (url) => {
    expect(await get(url)).toMatchObject({ ok: false, reason: 'internal-address' });
  });

  test.each([
    ['file:///etc/passwd', 'scheme'], ['ftp://example.org/', 'scheme'], ['data:text/html,x', 'scheme'], ['no address', 'scheme'],
    ['http://user:word@example.org/', 'scheme'], ['http://example.org:6379/', 'port'], ['http://no-such-host.invalid/', 'dns'],
  ])('%s: %s', async (url, reason) => {
    expect(await get(url)).toMatchObject({ ok: false, reason });
  });

  test('an internal address behind a redirect is never asked', async () => {
    site.pages.set('/a', to(secret.url('/')));
    expect(await get(site.url('/a'))).toMatchObject({ ok: false, reason: 'port' });
    site.pages.set('/b', to('http://169.254.169.254/'));
    expect(await get(site.url('/b'))).toMatchObject({ ok: false, reason: 'internal-address', url: 'http://169.254.169.254/' });
    site.pages.set('/c', to('file:///etc/passwd'));
    expect(await get(site.url('/c'))).toMatchObject({ ok: false, reason: 'scheme' });
    expect(secret.asked).toEqual([]);
  });

  test('a name with an internal address among its own, and a name that changes its mind after it was checked', async () => {
    const both = fetching({ resolve: async () => [{ address: '93.184.215.14', family: 4 }, { address: '127.0.0.1', family: 4 }] });
    expect(await both.get('http://example.org/', page)).toMatchObject({ reason: 'internal-address' });
    // The connection goes to the address that was checked: the name is asked once.
    const names: string[] = [];
    const port = secret.host.split(':')[1];
    const rebinding = new SafeFetch(config, realTimers, new Addresses(async (host) => {
      names.push(host);
      return [{ address: names.length === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    }, [`rebinding.example:${port}`]));
    secret.pages.set('/', html('x'));
    expect(await rebinding.get(`http://rebinding.example:${port}/`, page)).toMatchObject({ ok: true });
    expect(names).toEqual(['rebinding.example']);
  });

  test('redirects without end', async () => {
    site.pages.set('/a', to('/b'));
    site.pages.set('/b', to('/a', 302));
    expect(await get(site.url('/a'))).toMatchObject({ ok: false, reason: 'redirect-loop' });
    for (let n = 0; n < 10; n += 1) site.pages.set(`/${n}`, to(`/${n + 1}`));
    expect(await get(site.url('/0'))).toMatchObject({ ok: false, reason: 'too-many-redirects' });
  });

  test('a page that is too long, also one that says so neither in its size nor in what comes over the wire', async () => {
    const endless = Buffer.alloc(64 * 1024, 'x');
    site.pages.set('/huge', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = (): void => {
        while (!response.destroyed && response.write(endless));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    site.pages.set('/bomb', (_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))));
    expect(await get(site.url('/huge'))).toMatchObject({ ok: false, reason: 'too-large' });
    expect(await get(site.url('/bomb'))).toMatchObject({ ok: false, reason: 'too-large' });
  });

  test('what is no page, an error, packing that makes no sense', async () => {
    site.pages.set('/pdf', html('%PDF', { 'content-type': 'application/pdf' }));
    site.pages.set('/error', (_, response) => void response.writeHead(503, { 'content-type': 'text/html' }).end('x'));
    site.pages.set('/garbage', html('not packed at all', { 'content-encoding': 'gzip' }));
    site.pages.set('/unknown', html('x', { 'content-encoding': 'zip' }));
    expect(await get(site.url('/pdf'))).toMatchObject({ reason: 'content-type' });
    expect(await get(site.url('/error'))).toMatchObject({ reason: 'status', status: 503 });
    expect(await get(site.url('/garbage'))).toMatchObject({ reason: 'decoding' });
    expect(await get(site.url('/unknown'))).toMatchObject({ reason: 'decoding' });
  });

  test.each(['before it answers', 'within its page'])('a site that falls silent %s', async (when) => {
    const alarm: { ring?: () => void; ms?: number; cancelled?: boolean } = {};
    const timers: Timers = {
      after: (ms, ring) => {
        Object.assign(alarm, { ms, ring });
        return () => (alarm.cancelled = true);
      },
    };
    site.pages.set('/slow', (_, response) => {
      if (when === 'within its page') response.writeHead(200, { 'content-type': 'text/html' }).write('<p>');
      // The time is over once the site has been asked.
      setImmediate(() => alarm.ring?.());
    });
    expect(await fetching({ timers }).get(site.url('/slow'), { ...page, timeoutMs: 1234 })).toMatchObject({ ok: false, reason: 'timeout' });
    expect(alarm).toMatchObject({ ms: 1234, cancelled: true });
  });

  test('a name server that falls silent', async () => {
    const timers: Timers = { after: (_, ring) => (setImmediate(ring), () => undefined) };
    expect(await fetching({ timers, resolve: () => new Promise(() => undefined) }).get('http://example.org/', page)).toMatchObject({ reason: 'timeout' });
  });
});

describe('robots.txt', () => {
  const allows = (path = '/page') => new Robots(fetching()).allows(site.url(path));
  const robots = (text: string, status = 200, type = 'text/plain') =>
    site.pages.set('/robots.txt', (_, response) => void response.writeHead(status, { 'content-type': type }).end(text));

  test('says what may be read; none says nothing; a site that fails to say forbids', async () => {
    expect(await allows()).toBe(true);
    robots('User-agent: *\nDisallow: /page');
    expect([await allows(), await allows('/other')]).toEqual(['forbidden', true]);
    robots('User-agent: Otklik-LinkCheck\nDisallow: /\n\nUser-agent: *\nAllow: /');
    expect(await allows()).toBe('forbidden');
    robots('<html>', 200, 'text/html');
    expect(await allows()).toBe(true);
    robots('', 500);
    expect(await allows()).toMatchObject({ reason: 'status', status: 500 });
  });
});

test('addresses of the open internet are public', () => {
  expect(['8.8.8.8', '93.184.215.14', '2606:4700::1111', '2a02:6b8::1'].filter((address) => !isPublicAddress(address))).toEqual([]);
});
