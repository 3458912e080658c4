import { describe, expect, test } from '@jest/globals';
import { acceptedStep, newRecoveryCodes, newTotpSecret, otpauthUri, recoveryCodeHash } from './totp.js';

/** RFC 6238, appendix B: the ASCII secret 12345678901234567890 in base32, SHA-1; the last six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('codes by time', () => {
  test.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at %d seconds %s is the code of its step (RFC 6238)', (seconds, code, step) => {
    expect(acceptedStep(SECRET, code, at(seconds), null)).toBe(step);
  });

  test('one step off is borne either way, two are not', () => {
    expect(acceptedStep(SECRET, '287082', at(59 + 30), null)).toBe(1);
    expect(acceptedStep(SECRET, '287082', at(59 - 30), null)).toBe(1);
    expect(acceptedStep(SECRET, '287082', at(59 + 61), null)).toBeNull();
  });

  test('a step up to the last one used is used up', () => {
    expect(acceptedStep(SECRET, '287082', at(59), 0)).toBe(1);
    expect(acceptedStep(SECRET, '287082', at(59), 1)).toBeNull();
    expect(acceptedStep(SECRET, '287082', at(59), 2)).toBeNull();
  });

  test.each(['', '287083', '28708', '2870820', '28708a', ' 287082'])('%p is no code', (code) => {
    expect(acceptedStep(SECRET, code, at(59), null)).toBeNull();
  });

  test('a new secret has 160 bits and goes into the address an authenticator reads', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(otpauthUri(secret, 'curator@krai.example'));
    expect(uri.protocol).toBe('otpauth:');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, period: '30', digits: '6' });
    expect(decodeURIComponent(uri.pathname)).toContain('curator@krai.example');
  });
});

describe('recovery codes', () => {
  test('are ten different ones, easy to read', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
  });

  test('are found however they are typed, for their user alone', () => {
    const kept = recoveryCodeHash('u1', 'abcd-efgh-jkmn-pqrs');
    expect(recoveryCodeHash('u1', 'ABCD EFGH jkmnpqrs')).toBe(kept);
    expect(recoveryCodeHash('u2', 'abcd-efgh-jkmn-pqrs')).not.toBe(kept);
    expect(kept).not.toContain('abcd');
  });
});
