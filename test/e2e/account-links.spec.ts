import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CheckLinks } from '../../src/accounts/links/check-links.js';
import { nextLook } from '../../src/accounts/links/next-look.js';
import { newId } from '../../src/platform/ids/index.js';
import { TIMERS, type Timers } from '../../src/platform/safe-fetch/timers.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { khv } from '../support/deadlines.js';
import { html, type Site, startSite, to } from '../support/pages.js';
import { type Entry, handle, type Registry, registry } from '../support/registry.js';

let t: TestApp;
let r: Registry;
let site: Site;
let account: Entry;
beforeAll(async () => {
  site = await startSite();
  t = await startTestApp({ env: { SAFE_FETCH_ALLOW: site.host } });
  r = await registry(t);
  account = await r.accepted(r.finance, { url: 'https://vk.com/khv27_minfin' });
});
afterAll(async () => {
  await t.close();
  await site.close();
});
beforeEach(() => {
  site.pages.clear();
  t.clock.set(khv('2020-06-17 10:00'));
});

const check = () => t.get(CheckLinks).execute();
/** The authority names a page, and it is looked at. */
async function look(page: string, entry = account): Promise<Record<string, unknown>> {
  await r.does(r.finance, entry.id, 'confirm-link', { pageUrl: page.startsWith('http') ? page : site.url(page) });
  await check();
  return (await r.view(entry.id))['link'] as Record<string, unknown>;
}
const footer = (links: string) => html(`<!doctype html><html><body><footer>${links}</footer></body></html>`);

describe("a look at the authority's page (A-3.3)", () => {
  test.each([
    ['as it is in the registry', '<a href="https://vk.com/khv27_minfin">ВК</a>'],
    ['in another spelling', '<a class=x HREF=" http://m.vk.com/KHV27_minfin/?from=site ">ВК</a>'],
    ['without a scheme', '<a href="//vk.ru/khv27_minfin">ВК</a>'],
    ['through a counter of the site', '<a href="/bitrix/redirect.php?event1=vk&amp;goto=https%3A%2F%2Fvk.com%2Fkhv27_minfin">ВК</a>'],
    ['in a picture with areas', '<map><area href="https://vk.com/khv27_minfin" alt="ВК"></map>'],
  ])('the link is there: %s', async (_, link) => {
    site.pages.set('/', footer(link));
    expect(await look('/')).toMatchObject({ outcome: 'linked', reason: null, found: null, checkedAt: '2020-06-17T10:00:00+10:00' });
  });

  test('the page has moved for good, and the link is where it went', async () => {
    site.pages.set('/old', to('/new/kontakty'));
    site.pages.set('/new/kontakty', footer('<a href="https://vk.com/khv27_minfin">ВК</a>'));
    expect(await look('/old')).toMatchObject({ outcome: 'moved', found: site.url('/new/kontakty') });
    site.pages.set('/old', to('/old/'));
    site.pages.set('/old/', footer('<a href="https://vk.com/khv27_minfin">ВК</a>'));
    expect(await look('/old')).toMatchObject({ outcome: 'linked' });
  });

  test.each([
    ['no link at all', '<p>vk.com/khv27_minfin</p><!-- <a href="https://vk.com/khv27_minfin"></a> -->', null],
    ['another account of the network', '<a href="https://vk.com/khv27_old">ВК</a>', 'https://vk.com/khv27_old'],
    ['a button to share', '<a href="https://vk.com/share.php?url=https%3A%2F%2Fexample.org">Поделиться</a>', null],
    ['a host that only looks like it', '<a href="https://vk.com.example.org/khv27_minfin">ВК</a>', null],
    ['a script with the address', '<script>var a = \'<a href="https://vk.com/khv27_minfin">\'</script>', null],
  ])('the link is missing: %s', async (_, body, found) => {
    site.pages.set('/', footer(body));
    expect(await look('/')).toMatchObject({ outcome: 'missing', found });
  });

  test('a page in Windows-1251, packed or not, is read like any other', async () => {
    site.pages.set('/', (_, response) => void response.writeHead(200, { 'content-type': 'text/html' })
      .end(Buffer.concat([Buffer.from('<meta charset="windows-1251"><p>'), Buffer.from([0xcc, 0xe8, 0xed]), Buffer.from('<a href="https://vk.com/khv27_minfin">')])));
    expect(await look('/')).toMatchObject({ outcome: 'linked' });
  });

  test('what keeps the page from being read is told', async () => {
    site.pages.set('/loop', to('/loop2'));
    site.pages.set('/loop2', to('/loop'));
    site.pages.set('/huge', html('x'.repeat(3_000_000)));
    site.pages.set('/inside', to('http://127.0.0.1/'));
    for (const [page, reason] of [
      ['/loop', 'redirect-loop'], ['/huge', 'too-large'], ['/none', 'status 404'], ['/inside', 'internal-address'], ['http://10.1.2.3/', 'internal-address'],
      ['http://localhost/', 'internal-address'], ['http://no-such-host.invalid/', 'dns'],
    ] as const) {
      const { outcome, reason: told } = await look(page);
      expect([page, outcome, told]).toEqual([page, 'unreachable', expect.stringContaining(reason)]);
    }
  });

  test.each(['before it answers', 'within its page'])('a server that falls silent %s is given up, and asked again the next day', async (when) => {
    // The limit is of real time; it is over as soon as the page has been asked for.
    const timers = t.get<Timers>(TIMERS);
    const { after } = timers;
    let ring: (() => void) | undefined;
    timers.after = (ms, act) => after(ms, (ring = act));
    site.pages.set('/slow', (_, response) => {
      if (when === 'within its page') response.writeHead(200, { 'content-type': 'text/html' }).write('<a href="https://vk.com/khv27_minfin">');
      setImmediate(() => ring?.());
    });
    try {
      expect(await look('/slow')).toMatchObject({ outcome: 'unreachable', reason: expect.stringContaining('timeout'), nextCheckAt: '2020-06-18T10:00:00+10:00' });
    } finally {
      timers.after = after;
    }
  });

  test('a page the site does not want robots to read is left alone', async () => {
    site.pages.set('/robots.txt', (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /closed'));
    site.pages.set('/closed', footer('x'));
    site.asked.length = 0;
    expect(await look('/closed')).toMatchObject({ outcome: 'forbidden-by-robots' });
    expect(site.asked.map(({ path }) => path)).toEqual(['/robots.txt']);
  });
});

test('looked at after each change, then weekly; a page that fails, the next day; a change is an event, sameness is none', async () => {
  const other = await r.accepted(r.finance, { network: 'ok', url: 'https://ok.ru/khv27_minfin' });
  site.pages.set('/', footer('<a href="https://ok.ru/khv27_minfin">ОК</a>'));
  const first = await look('/', other);
  expect(first['outcome']).toBe('linked');
  const looks = () => site.asked.filter(({ path }) => path === '/').length;
  const before = looks();
  await check();
  expect(looks()).toBe(before);
  t.clock.set(new Date(String(first['nextCheckAt'])));
  await check();
  expect(looks()).toBe(before + 1);
  const second = (await r.view(other.id))['link'] as Record<string, unknown>;
  expect(new Date(String(second['nextCheckAt'])).getTime() - new Date(String(first['nextCheckAt'])).getTime()).toBe(7 * 86_400_000);
  // Another address: looked at again at once, and the page does not have it yet.
  const url = handle('ok');
  await r.does(r.finance, other.id, 'propose', { url });
  await r.does(r.committee, other.id, 'accept');
  await check();
  expect(await r.view(other.id)).toMatchObject({ link: { outcome: 'missing', found: 'https://ok.ru/khv27_minfin' } });
  site.pages.delete('/');
  t.clock.set(new Date(String(((await r.view(other.id))['link'] as Record<string, unknown>)['nextCheckAt'])));
  await check();
  const failed = (await r.view(other.id))['link'] as Record<string, unknown>;
  expect([failed['outcome'], new Date(String(failed['nextCheckAt'])).getTime() - t.clock.now().getTime()]).toEqual(['unreachable', 86_400_000]);
  const events = ((await r.get(r.committee, `/${other.id}/history`)).body as { items: { event: string; details: { outcome: string; before: string | null } }[] }).items
    .filter(({ event }) => event === 'account.link-check').map(({ details }) => [details.before, details.outcome]);
  expect(events).toEqual([[null, 'linked'], ['linked', 'missing'], ['missing', 'unreachable']]);
});

test('the committee lists what looks have shown', async () => {
  const ids = async (link: string, who = r.committee) => ((await r.get(who, `?link=${link}&limit=200`)).body as { items: Entry[] }).items.map(({ id }) => id);
  site.pages.set('/', footer('nothing'));
  await look('/');
  const bare = await r.accepted(r.forests);
  expect(await ids('missing')).toContain(account.id);
  expect(await ids('linked')).not.toContain(account.id);
  expect(await ids('unconfirmed')).toEqual([bare.id]);
  expect(await ids('missing', r.forests)).toEqual([]);
});

test('two processes look at a page once', async () => {
  site.pages.set('/', footer('<a href="https://vk.com/khv27_minfin">ВК</a>'));
  await r.does(r.finance, account.id, 'confirm-link', { pageUrl: site.url('/') });
  site.asked.length = 0;
  await Promise.all([check(), check(), check()]);
  expect(site.asked.filter(({ path }) => path === '/')).toHaveLength(1);
});

test('looks are spread over the week, each account at its own moment', () => {
  const now = khv('2020-06-17 10:00');
  const looks = Array.from({ length: 2000 }, () => nextLook(newId(), now, 0).getTime() - now.getTime());
  const day = 86_400_000;
  const perDay = Array.from({ length: 7 }, (_, index) => looks.filter((wait) => Math.floor((wait - 3.5 * day) / day) === index).length);
  expect(perDay.reduce((sum, count) => sum + count)).toBe(2000);
  for (const count of perDay) expect(count).toBeGreaterThan(200);
  const id = newId();
  const one = nextLook(id, now, 0);
  expect(nextLook(id, one, 0).getTime() - one.getTime()).toBe(7 * day);
  expect([1, 3, 4].map((failures) => nextLook(id, now, failures).getTime() - now.getTime() === day)).toEqual([true, true, false]);
});
