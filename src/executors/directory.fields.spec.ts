import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import { differences } from './directory-lock.js';
import { email, line, normalisePhone, phone } from './directory.fields.js';
import { searchText } from './search-text.js';

describe('a telephone number', () => {
  test.each([
    ['+7 (4212) 40-22-00', '+74212402200'],
    ['8 (4212) 40-22-00', '+74212402200'],
    ['84212402200', '+74212402200'],
    ['4212 40 22 00', '+74212402200'],
    ['+7 914 123-45-67', '+79141234567'],
    ['8 (4212) 40-22-00 доб. 15', '+74212402200 доб. 15'],
    ['+74212402200, вн 7', '+74212402200 доб. 7'],
  ])('%s is kept as %s', (given, kept) => {
    expect(phone.parse(given)).toBe(kept);
    expect(phone.parse(kept)).toBe(kept);
  });

  test.each([
    '', '40-22-00', '+1 202 555 0100', '+7 (4212) 40-22-0', '8 4212 40 22 00 1', 'позвоните', '+7 4212 402200 доб.',
  ])('%s is refused', (given) => {
    expect(phone.safeParse(given).success).toBe(false);
  });

  it('is normalised for good: again changes nothing, whatever the text', () => {
    const almost = fc.stringMatching(/^[+78() -]{0,4}\d{9,11}( доб\. \d{1,7})?$/);
    fc.assert(fc.property(fc.oneof(fc.string(), almost), (text) => {
      expect(normalisePhone(normalisePhone(text))).toBe(normalisePhone(text));
    }));
  });
});

describe('fields', () => {
  it('keep a mailbox in lower case and refuse what is none', () => {
    expect(email.parse('Ivanova@Adm.Khv.Example')).toBe('ivanova@adm.khv.example');
    expect(email.safeParse('ivanova').success).toBe(false);
  });

  it('trim a line and refuse an empty, an overlong and a broken one', () => {
    expect(line(5).parse(' Ким ')).toBe('Ким');
    for (const text of ['', '   ', 'Кимкимким', 'К\nм', 'К\u0000']) expect(line(5).safeParse(text).success).toBe(false);
  });
});

test('е and ё, case, hyphens and quotation marks do not tell names apart', () => {
  expect(searchText('  Посёлок «Новое–Устье» ')).toBe(searchText('ПОСЕЛОК новое устье'));
  expect(searchText('%_')).toBe('');
});

test('differences name what a change changes, and nothing else', () => {
  const now = new Date(0);
  const wanted = { a: 1, b: 'y', c: new Date(0), d: undefined };
  expect(differences({ a: 1, b: 'x', c: now, d: null }, wanted)).toEqual({ b: { from: 'x', to: 'y' } });
  expect(differences({ d: 'x' }, { d: null })).toEqual({ d: { from: 'x', to: null } });
});
