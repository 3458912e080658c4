import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';

const chromium = spawnSync('sh', ['-c', 'command -v chromium']).stdout.toString().trim();

/** `describe` where the machine has Chromium; elsewhere the suite is shown as skipped, by its name. */
export const inBrowser = chromium ? describe : describe.skip;

/** A browser of one suite's own, that remembers nothing and speaks to nobody by itself. */
export async function openBrowser(): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const { chromium: browser } = await import('playwright-core');
  const folder = await mkdtemp(join(tmpdir(), 'otklik-browser-'));
  const context = await browser.launchPersistentContext(folder, {
    executablePath: chromium, headless: true, locale: 'ru-RU',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
  return {
    context,
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A page of some width, and what its console complains of from now on. */
export async function openPage(context: BrowserContext, width: number): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
  await page.setViewportSize({ width, height: 900 });
  return { page, complaints };
}

interface Violation {
  id: string;
  help: string;
  nodes: string[];
}

/** What WCAG 2.1 AA has against the page, by axe. */
export async function accessibilityFaults(page: Page): Promise<Violation[]> {
  // Run beside the page, not within it: its policy lets no foreign script in.
  const source = await import('node:fs/promises').then(({ readFile }) => readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  await session.send('Runtime.evaluate', { contextId: executionContextId, expression: source });
  const expression = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
    violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html.slice(0, 200)) })))`;
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { contextId: executionContextId, expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value as Violation[];
}
