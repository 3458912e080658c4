import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { accessibilityFaults, inBrowser, openBrowser, openPage } from '../support/browser.js';
import { createAccounts } from '../support/factories.js';

inBrowser('the public registry in a browser (A-2.4)', () => {
  let t: TestApp;
  let base: string;
  let browser: { context: BrowserContext; close: () => Promise<void> };
  beforeAll(async () => {
    t = await startTestApp();
    await createAccounts(t);
    base = await t.app.getUrl();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t.close();
  });

  test.each([
    [1280, '/registry'], [390, '/registry'], [1280, '/registry?network=vk'], [390, '/registry?asOf=1999-01-01'], [390, '/registry?asOf=x'],
  ])('at %d px %s: nothing against WCAG 2.1 AA, a silent console, nothing wider than the screen', async (width, path) => {
    const { page, complaints } = await openPage(browser.context, width);
    await page.goto(`${base}${path}`);
    if (path === '/registry') await page.locator('summary').click();
    expect(await accessibilityFaults(page)).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(wide).toBe(0);
    // The browser itself reports the status of a refused question.
    expect(complaints.filter((text) => !(path.endsWith('=x') && text.includes('400')))).toEqual([]);
    await page.close();
  });

  test.each([['screen', 1280], ['screen', 390], ['print', 680]] as const)('on %s at %d px an address breaks between its parts, never within a word', async (media, width) => {
    const { page } = await openPage(browser.context, width);
    await page.emulateMedia({ media });
    await page.goto(`${base}/registry`);
    const [count, torn] = (await page.evaluate(`(() => {
      const parts = [...document.querySelectorAll('.address')].flatMap((address) => [...address.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE));
      const lines = (node) => { const range = document.createRange(); range.selectNodeContents(node); return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size; };
      return [parts.length, parts.filter((part) => lines(part) > 1).map(({ textContent }) => textContent)];
    })()`)) as [number, string[]];
    expect(count).toBeGreaterThan(40);
    expect(torn).toEqual([]);
    await page.close();
  });

  test('filters by the form alone, without scripts', async () => {
    const { page } = await openPage(browser.context, 1280);
    await page.goto(`${base}/registry`);
    const before = await page.locator('tbody tr').count();
    await page.getByLabel('Социальная сеть').selectOption('instagram');
    await page.getByRole('button', { name: 'Показать' }).click();
    const after = await page.locator('tbody tr').count();
    expect([after > 0, after < before, await page.locator('tbody td:first-of-type').first().textContent()]).toEqual([true, true, 'Instagram']);
    expect(await page.getByLabel('Социальная сеть').inputValue()).toBe('instagram');
    await page.close();
  });

  test('a keyboard reaches the content first, and everything after it', async () => {
    const { page } = await openPage(browser.context, 1280);
    await page.goto(`${base}/registry`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('К содержанию');
    await page.close();
  });

  test('shows itself in a page of another site, and leaves the link there without scripts', async () => {
    const snippet = `<div data-otklik-registry data-network="vk"><a href="${base}/registry">Реестр</a></div>\n<script src="${base}/registry/embed.js" async></script>`;
    const site = createServer((_, response) => void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><html lang="ru"><title>Сайт</title><link rel="icon" href="data:,"><body>${snippet}`));
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
    const { page, complaints } = await openPage(browser.context, 1280);
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    await page.locator('.otklik-registry').waitFor();
    expect(await page.locator('.otklik-registry a').first().getAttribute('href')).toMatch(/^https:\/\/vk\.com\//);
    expect(await page.getByRole('link', { name: 'Реестр официальных аккаунтов' }).getAttribute('href')).toBe(`${base}/registry`);
    expect(complaints).toEqual([]);
    await page.close();
    site.closeAllConnections();
    await new Promise((closed) => site.close(closed));
  });
});
