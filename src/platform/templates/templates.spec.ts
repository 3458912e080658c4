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
write('emails/_frame.html', '<title>{{title}}</title><link href="{{asset "page.css"}}">{{> @partial-block}}');
write('emails/page.html', '{{#> emails/_frame.html title=name}}<p>{{name}}</p>{{/emails/_frame.html}}');
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'assets', 'page.css'), 'p {}');
const templates = new Templates(folder);

afterAll(() => rmSync(folder, { recursive: true }));

describe('Templates', () => {
  it('names every template by its path', () => {
    expect(templates.names().sort()).toEqual(['emails/_frame.html', 'emails/_greeting.html', 'emails/greeting.html', 'emails/greeting.txt', 'emails/page.html']);
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

  it('puts a page into its frame, with the address its style sheet has as long as it says the same', () => {
    const address = templates.addressOf('page.css');
    expect(address).toMatch(/^\/assets\/[0-9a-f]{12}\/page\.css$/);
    expect(templates.render('emails/page.html', { name: '<Ким>' })).toBe(`<title>&lt;Ким&gt;</title><link href="${address}"><p>&lt;Ким&gt;</p>`);
    writeFileSync(join(folder, 'assets', 'page.css'), 'p { }');
    expect(new Templates(folder).addressOf('page.css')).not.toBe(address);
    expect(() => templates.addressOf('none.css')).toThrow(/none/);
  });

  it('finds the folder of the product', () => expect(templatesFolder()).toMatch(/templates$/));
});
