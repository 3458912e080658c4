import { expect, test } from '@jest/globals';
import { loadConfig } from '../platform/config/index.js';
import { Passwords } from './passwords.js';

const passwords = new Passwords(loadConfig({}));

test('hashes with argon2id at OWASP parameters', async () => {
  const kept = await passwords.hash('Тихий Амур в июне');
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.hash('Тихий Амур в июне')).not.toBe(kept);
  expect(await passwords.verify(kept, 'Тихий Амур в июне')).toBe(true);
  expect(await passwords.verify(kept, 'тихий амур в июне')).toBe(false);
});

test('a password typed with composed or decomposed letters is the same', async () => {
  const kept = await passwords.hash('й'.normalize('NFC'));
  expect(await passwords.verify(kept, 'й'.normalize('NFD'))).toBe(true);
});

test('without a hash, or with one that is none, the answer is no', async () => {
  expect(await passwords.verify(null, '')).toBe(false);
  expect(await passwords.verify('!', '!')).toBe(false);
});

test.each([
  ['7168', 'm=7168,t=5'],
  ['9216', 'm=9216,t=4'],
  ['12288', 'm=12288,t=3'],
  ['65536', 'm=65536,t=2'],
])('%s KiB of memory: %s, never weaker than OWASP allows', async (memory, parameters) => {
  const other = new Passwords(loadConfig({ ARGON2_MEMORY_KIB: memory }));
  const kept = await other.hash('x');
  expect(kept).toContain(parameters);
  expect(other.isOutdated(kept)).toBe(false);
  expect(passwords.isOutdated(kept)).toBe(true);
});

test('less memory than OWASP allows stops the start', () => {
  expect(() => loadConfig({ ARGON2_MEMORY_KIB: '1024' })).toThrow('ARGON2_MEMORY_KIB');
});
