import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Templates, templatesFolder } from './templates.js';

const folder = mkdtempSync(join(tmpdir(), 'otklik-templates-'));
mkdirSync(join(folder, 'emails'));
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.hbs`), text);
write('emails/_greeting.html', '<b>{{name}}</b>');
write('emails/greeting.html', '{{> emails/_greeting.html}}, {{counted n "письмо" "письма" "писем"}}, {{clause "M-8.1"}}');
write('emails/greeting.txt', '{{name}}, {{time at}}');
const templates = new Templates(folder);

afterAll(() => rmSync(folder, { recursive: true }));

describe('Templates', () => {
  it('names every template by its path', () => {
    expect(templates.names().sort()).toEqual(['emails/_greeting.html', 'emails/greeting.html', 'emails/greeting.txt']);
  });

  it('escapes values in HTML, partials included, and words counts and clauses', () => {
    expect(templates.render('emails/greeting.html', { name: '<Ким>', n: 2 })).toBe('<b>&lt;Ким&gt;</b>, 2 письма, М, п. 8, абз. 1');
  });

  it('leaves plain text as it is', () => {
    expect(templates.render('emails/greeting.txt', { name: '<Ким>', at: '2020-10-09T00:20:00Z' })).toBe('<Ким>, 10:20');
  });

  it('refuses data that lack a value, and a name that does not exist', () => {
    expect(() => templates.render('emails/greeting.txt', { at: '2020-10-09T00:20:00Z' })).toThrow(/name/);
    expect(() => templates.render('emails/none.txt', {})).toThrow(/none/);
  });

  it('finds the folder of the product', () => expect(templatesFolder()).toMatch(/templates$/));
});
