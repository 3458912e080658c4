import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { keyFromFile } from './key-file.js';
import { SealError, SecretBox } from './secret-box.js';

const [one, two] = [randomBytes(32), randomBytes(32)];

describe('SecretBox', () => {
  const box = new SecretBox([one]);

  test('opens what it sealed, never twice the same text', () => {
    const sealed = box.seal('секрет', 'user:1:totp');
    expect(sealed).not.toContain('секрет');
    expect(box.seal('секрет', 'user:1:totp')).not.toBe(sealed);
    expect(box.open(sealed, 'user:1:totp')).toBe('секрет');
  });

  test('does not open a value moved to another place, or changed in any character', () => {
    const sealed = box.seal('secret', 'user:1:totp');
    expect(() => box.open(sealed, 'user:2:totp')).toThrow(SealError);
    for (let i = sealed.indexOf('.') + 1; i < sealed.length - 1; i += 1) {
      const changed = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1);
      expect(() => box.open(changed, 'user:1:totp')).toThrow(SealError);
    }
    expect(() => box.open(sealed.slice(0, 12), 'user:1:totp')).toThrow(SealError);
    expect(() => box.open('', 'user:1:totp')).toThrow(SealError);
  });

  test('after rotation opens old values and seals new ones under the new key', () => {
    const old = box.seal('secret', 'p');
    const rotated = new SecretBox([two, one]);
    expect(rotated.open(old, 'p')).toBe('secret');
    expect(rotated.isOutdated(old)).toBe(true);
    const fresh = rotated.seal('secret', 'p');
    expect(rotated.isOutdated(fresh)).toBe(false);
    expect(new SecretBox([two]).open(fresh, 'p')).toBe('secret');
    expect(() => new SecretBox([two]).open(old, 'p')).toThrow(SealError);
  });

  test('marks equal texts alike, under its own key', () => {
    expect(box.fingerprint('text')).toBe(box.fingerprint('text'));
    expect(box.fingerprint('text')).not.toBe(box.fingerprint('texts'));
    expect(box.fingerprint('text')).not.toBe(new SecretBox([two]).fingerprint('text'));
  });

  test('refuses a key of another length', () => {
    expect(() => new SecretBox([randomBytes(16)])).toThrow('32 bytes');
  });
});

describe('the key file', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otklik-key-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test('is made once by many processes at once, readable by its owner alone', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => keyFromFile(join(directory, 'var'))));
    expect(new Set(all.map(({ key }) => key.toString('hex'))).size).toBe(1);
    expect(all.filter(({ made }) => made)).toHaveLength(1);
    expect(await readdir(join(directory, 'var'))).toEqual(['secret.key']);
    expect((await stat(join(directory, 'var', 'secret.key'))).mode & 0o777).toBe(0o600);
    expect((await keyFromFile(join(directory, 'var'))).made).toBe(false);
  });

  test('with something else in it stops the start', async () => {
    await writeFile(join(directory, 'secret.key'), 'short');
    await expect(keyFromFile(directory)).rejects.toThrow('must hold 32 bytes');
  });
});
