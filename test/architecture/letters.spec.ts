import { describe, expect, test } from '@jest/globals';
import { letterKinds } from '../../src/notifications/notice-table.js';
import { composed } from '../support/letter-compose.js';
import { HOSTILE, letterSamples } from '../support/letter-samples.js';
import { dayAndTime, remaining } from '../../src/platform/russian/index.js';
import { Templates, templatesFolder } from '../../src/platform/templates/index.js';

/** Letters other rooms write by themselves, with tests of their own. */
const elsewhere = new Set(['emails/report']);
const letters = await composed();
const templates = new Templates(templatesFolder()).names().filter((name) => !elsewhere.has(name.replace(/\.\w+$/, '')) && /^emails\/[^_/][^/]*$/.test(name));

test('every template of letters has both bodies and a sample, and every letter of the table a template', () => {
  const both = [...new Set(templates.map((name) => name.replace(/^emails\/|\.(html|txt)$/g, '')))];
  expect(templates.toSorted()).toEqual(both.flatMap((name) => [`emails/${name}.html`, `emails/${name}.txt`]).toSorted());
  expect([...letters.keys()].toSorted()).toEqual(expect.arrayContaining(both));
  expect(both).toEqual(expect.arrayContaining([...letterKinds]));
});

test('a letter of several things is answered itself only where they ask one answer about one incident', () => {
  expect(letters.get('several of one')).toMatchObject({ replyTo: expect.stringContaining('otklik+'), answers: letterSamples['assignment']?.reply });
  for (const name of ['several', 'digest']) expect(letters.get(name)).toMatchObject({ replyTo: null, answers: null });
});

test('a gathered letter names every term its things would name alone', () => {
  const count = (text = '') => text.split('верните сообщение:').length - 1;
  expect([count(letters.get('assignment')?.text), count(letters.get('several')?.text), count(letters.get('several')?.html)]).toEqual([1, 1, 1]);
});

describe.each([...letters])('%s', (name, { html, text, replyTo }) => {
  test('both bodies say the same, with nothing missing and nothing foreign', () => {
    for (const body of [html, text]) {
      expect(body).not.toMatch(/undefined|\[object|NaN|Invalid|null|\{\{(?!text)/);
      expect(body.length).toBeGreaterThan(200);
    }
    const content = letterSamples[name];
    for (const said of [content?.heading, content?.todo, content?.draft?.title, content?.remarks?.split('\n')[0], ...(content?.answers ?? []).map(({ write }) => write)]) {
      if (!said) continue;
      expect(html.replaceAll('&quot;', '"')).toContain(said);
      expect(text).toContain(said);
    }
  });

  test('nothing a citizen wrote works as markup', () => {
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/<script|onerror=alert\(1\)>|<Вопросова>/);
    if (letterSamples[name]?.quote) {
      expect(html).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt; {{text}} &amp; &quot;кавычки&quot;');
      for (const line of HOSTILE.split('\n')) expect(text).toContain(`> ${line}`);
    }
  });

  test('is a letter old clients show: tables, inline styles, nothing fetched', () => {
    expect(html).toContain('max-width:600px');
    expect(html).not.toMatch(/<link|<script|src=|url\(|display:\s*(?:flex|grid)|position:/);
    expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
    for (const [, address] of html.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^(?:https:\/\/|mailto:)/);
    // Text and background are set together wherever one is: a dark mode that turns one turns both.
    for (const [cell] of html.matchAll(/<td[^>]*bgcolor[^>]*>/g)) expect(cell).toContain('background-color');
  });

  test('begins with the line answers are written above, where it can be answered', () => {
    const line = '— Пишите ответ выше этой строки —';
    const answerable = Boolean(replyTo);
    expect(text.startsWith(line)).toBe(answerable);
    const seen = html.replace(/<div style="display:none[\s\S]*?<\/div>|<!--[\s\S]*?-->|<style>[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>|<[^>]+>/g, '');
    expect(seen.trim().startsWith(line)).toBe(answerable);
  });

  test('tells the mailbox what to show beside the subject: what happened, and by when', () => {
    const [, shown = ''] = /<body[^>]*>\s*<div style="display:none[^"]*mso-hide:all;">([^<]*?)(?:&nbsp;&zwnj;)+<\/div>/.exec(html) ?? [];
    const { heading, term } = letterSamples[name] ?? {};
    expect(shown.length).toBeGreaterThan(10);
    const by = !term ? '' : term.over ? `: ${term.title}` : `: до ${dayAndTime(term.dueAt)}, осталось ${remaining(term.left, term.working)}`;
    if (heading) expect(shown).toBe(`${heading}${by}`);
  });
});
