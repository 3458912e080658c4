import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { headerLine, isMailbox } from './header-text.js';
import { nextIn } from './letter-threads.js';
import { NotOurs } from './post.js';
import { fromBase32, toBase32 } from './reply-tokens.js';
import { nextAttempt } from './retry.js';
import { resultOfFailure } from './smtp-result.js';

const MINUTE = 60_000;

test('a token is read back, and nothing but what was written', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
    const text = toBase32(Buffer.from(bytes));
    expect(fromBase32(text)).toEqual(Buffer.from(bytes));
    expect(text).toMatch(/^[a-z0-9]+$/);
    expect(fromBase32(`${text}!`)).toBeNull();
  }));
  expect(toBase32(Buffer.alloc(18))).toHaveLength(29);
});

test('a header line never breaks, whatever it is given', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\r\n\0\u2028\u0085]/.test(headerLine(text))));
  expect(headerLine('Анна\r\nBcc: all@min.example\u2028x')).toBe('Анна Bcc: all@min.example x');
  expect([...headerLine('я'.repeat(500))]).toHaveLength(200);
});

test.each(['a@b.example', 'имя@почта.рф', 'a.b+c@d-e.example'])('%s is a mailbox', (address) => expect(isMailbox(address)).toBe(true));
test.each(['a@b.example, c@d.example', 'a@b.example\nc', '<a@b.example>', 'a@b@c', 'a', 'a@', 'x: a@b;', `${'a'.repeat(65)}@b.example`])('%j is none', (address) =>
  expect(isMailbox(address)).toBe(false));

describe('references', () => {
  it('name the first letter and the last ones', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `<${i}@x>`);
    expect(nextIn([])).toEqual({ inReplyTo: null, refs: [] });
    expect(nextIn(ids.slice(0, 2))).toEqual({ inReplyTo: '<1@x>', refs: ['<0@x>', '<1@x>'] });
    expect(nextIn(ids).refs).toEqual(['<0@x>', ...ids.slice(-8)]);
    expect(nextIn(['<0@x>'], '<theirs@y>')).toEqual({ inReplyTo: '<theirs@y>', refs: ['<0@x>', '<theirs@y>'] });
  });
});

describe('attempts', () => {
  const first = new Date('2020-10-09T00:00:00Z');
  it('come at growing pauses until hours have passed, with one last at the end', () => {
    const moments: number[] = [];
    for (let now = first, attempts = 1; ; attempts += 1) {
      const next = nextAttempt(attempts, first, now, false, 12);
      if (!next) break;
      moments.push((next.getTime() - first.getTime()) / MINUTE);
      now = next;
    }
    expect(moments).toEqual([1, 3, 8, 18, 33, 63, 123, 243, 363, 483, 603, 720]);
  });
  it('wait ten minutes at most for a server that is away', () =>
    expect(nextAttempt(9, first, first, true, 12)).toEqual(new Date(first.getTime() + 10 * MINUTE)));
});

describe('what a failed attempt means', () => {
  const error = (more: object) => Object.assign(new Error('x'), more);
  const before = { started: false, handedOver: false, closing: false };
  const within = { ...before, started: true };
  const after = { ...within, handedOver: true };
  it.each([
    ['550 to the recipient', error({ code: 'EENVELOPE', responseCode: 550 }), before, { kind: 'refused' }],
    ['554 to the letter', error({ code: 'EMESSAGE', responseCode: 554 }), after, { kind: 'refused' }],
    ['451 to the letter', error({ code: 'EMESSAGE', responseCode: 451 }), after, { kind: 'later', doubtful: false, serverAway: false }],
    ['a wrong password', error({ code: 'EAUTH', responseCode: 535 }), before, { kind: 'later', serverAway: true }],
    ['530 to the sender', error({ code: 'EENVELOPE', responseCode: 530 }), before, { kind: 'later', serverAway: true }],
    ['no connection', error({ code: 'ESOCKET' }), before, { kind: 'later', serverAway: true, doubtful: false }],
    ['a cut within the letter', error({ code: 'ECONNECTION' }), within, { kind: 'later', serverAway: false, doubtful: false }],
    ['a cut after the letter', error({ code: 'ECONNECTION' }), after, { kind: 'later', doubtful: true }],
    ['silence after the letter', error({ code: 'ETIMEDOUT' }), after, { kind: 'unknown' }],
    ['our own stop after the letter', error({ code: 'ECONNECTION' }), { ...after, closing: true }, { kind: 'unknown' }],
    ['a letter another worker took', new NotOurs('x'), within, { kind: 'not-ours' }],
  ])('%s', (_, fault, progress, result) => expect(resultOfFailure(fault, progress)).toMatchObject(result));
});
