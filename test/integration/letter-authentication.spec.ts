import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/platform/config/index.js';
import { readLetter } from '../../src/mailbox/letters/read-letter.js';
import { FakeDns, KeyPair, signedLetter } from '../support/signed-letters.js';
import { LetterAuthentication } from '../../src/mailbox/senders/letter-authentication.js';

const FROM = 'anna@minobr.example.ru';
const DOMAIN = 'minobr.example.ru';
const OURS = { ip: '198.51.100.7', helo: 'mx.minobr.example.ru', mailFrom: FROM };
let key: KeyPair;
let dns: FakeDns;
beforeAll(() => {
  key = KeyPair.make();
});

const authentication = (strictness = 'required') => {
  const found = new LetterAuthentication(loadConfig({ MAIL_REPLY_ADDRESS: 'otklik@otklik.example', MAIL_FROM: 'otklik@otklik.example', MAIL_AUTHENTICATION: strictness }));
  found.resolver = dns.resolver;
  return found;
};
const check = async (raw: Buffer, envelope: object | null = null) => authentication().check(raw, await readLetter(raw), { source: envelope ? 'smtp' : 'imap', envelope });
/** The organisation publishes its key, its servers and its policy. */
const published = (policy = 'v=DMARC1; p=reject') => {
  dns = new FakeDns({ [`mail._domainkey.${DOMAIN}`]: key.record, [DOMAIN]: 'v=spf1 ip4:198.51.100.0/24 -all', [`_dmarc.${DOMAIN}`]: policy });
};
const signed = (more: Partial<Parameters<typeof signedLetter>[0]> = {}) => signedLetter({ from: FROM, text: 'Согласовано', key, domain: DOMAIN, ...more });
/** The same letter with another word in it. */
const altered = (raw: Buffer) => Buffer.from(raw.toString('latin1').replace('Subject: Re:', 'Subject: Re: '), 'latin1');

describe('without the connection (a mailbox read by IMAP) signatures tell', () => {
  test('signed by the sender’s own domain: pass', async () => {
    published();
    expect(await check(await signed())).toMatchObject({ result: 'pass', by: 'checked-here', methods: { dkim: 'pass', dmarc: 'pass' } });
  });

  test('altered on the way, body or header: fail', async () => {
    published();
    const raw = await signed({ text: 'Approved' });
    expect(await check(Buffer.from(raw.toString('latin1').replace('Approved', 'Rejected'), 'latin1'))).toMatchObject({ result: 'fail', methods: { dkim: 'fail' } });
    expect((await check(Buffer.from(raw.toString('latin1').replace(/^From: .*$/m, `From: Boss <${FROM}>`), 'latin1'))).result).toBe('fail');
    // White space is no alteration (relaxed canonicalisation).
    expect((await check(altered(raw))).result).toBe('pass');
  });

  test('well signed, but by somebody else: no proof', async () => {
    published();
    dns.records['mail._domainkey.mailer.example.org'] = key.record;
    expect(await check(await signed({ domain: 'mailer.example.org' }))).toMatchObject({ result: 'none', methods: { dkim: 'pass', dmarc: 'fail' } });
  });

  test('signed by a subdomain: proof, unless the policy is strict', async () => {
    published();
    dns.records[`mail._domainkey.lists.${DOMAIN}`] = key.record;
    expect((await check(await signed({ domain: `lists.${DOMAIN}` }))).result).toBe('pass');
    dns.records[`_dmarc.${DOMAIN}`] = 'v=DMARC1; p=reject; adkim=s';
    expect((await check(await signed({ domain: `lists.${DOMAIN}` }))).result).toBe('none');
    expect((await check(await signed())).result).toBe('pass');
  });

  test('a signature over the beginning of the letter proves nothing of what was added', async () => {
    published();
    const raw = await signed({ text: 'Начало', bodyLength: 4 });
    expect((await check(raw)).result).not.toBe('pass');
  });

  test('not signed: no proof; the key is gone: no proof', async () => {
    published();
    expect((await check(await signed({ key: null }))).result).toBe('none');
    delete dns.records[`mail._domainkey.${DOMAIN}`];
    expect((await check(await signed())).result).not.toBe('pass');
  });

  test('the name service does not answer: for now, and not a word more', async () => {
    published();
    dns.away = true;
    expect((await check(await signed())).result).toBe('temporary');
    dns.away = false;
    expect((await check(await signed())).result).toBe('pass');
  });
});

describe('with the connection (the SMTP listener) the sender’s list tells too', () => {
  test('from the sender’s own server: pass without a signature', async () => {
    published();
    expect(await check(await signed({ key: null }), OURS)).toMatchObject({ result: 'pass', methods: { spf: 'pass', dmarc: 'pass' } });
  });

  test('from elsewhere: fail', async () => {
    published();
    expect((await check(await signed({ key: null }), { ...OURS, ip: '203.0.113.5' })).result).toBe('fail');
  });

  test('from a server on another domain’s list: fail by policy, no proof without one', async () => {
    published();
    dns.records['evil.example.org'] = 'v=spf1 ip4:203.0.113.5 -all';
    const envelope = { ip: '203.0.113.5', helo: 'evil.example.org', mailFrom: 'a@evil.example.org' };
    expect((await check(await signed({ key: null }), envelope)).result).toBe('fail');
    delete dns.records[`_dmarc.${DOMAIN}`];
    expect((await check(await signed({ key: null }), envelope)).result).toBe('none');
  });

  test('a strict policy wants the very domain in the envelope', async () => {
    published('v=DMARC1; p=reject; aspf=s');
    dns.records[`bounce.${DOMAIN}`] = 'v=spf1 ip4:198.51.100.0/24 -all';
    expect((await check(await signed({ key: null }), { ...OURS, mailFrom: `b@bounce.${DOMAIN}` })).result).toBe('fail');
    dns.records[`_dmarc.${DOMAIN}`] = 'v=DMARC1; p=reject';
    expect((await check(await signed({ key: null }), { ...OURS, mailFrom: `b@bounce.${DOMAIN}` })).result).toBe('pass');
  });

  test('the name service does not answer: for now', async () => {
    published();
    dns.away = true;
    expect((await check(await signed({ key: null }), OURS)).result).toBe('temporary');
  });
});

test.each([
  ['required', { pass: true, none: false, fail: false, temporary: false }],
  ['lenient', { pass: true, none: true, fail: false, temporary: false }],
  ['off', { pass: true, none: true, fail: true, temporary: true }],
])('strictness %s', (strictness, expected) => {
  published();
  const { suffices } = { suffices: (result: string) => authentication(strictness).suffices({ result: result as 'pass', by: 'checked-here', methods: {} }) };
  expect(Object.fromEntries(Object.keys(expected).map((result) => [result, suffices(result)]))).toEqual(expected);
});
