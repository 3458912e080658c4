import { describe, expect, it } from '@jest/globals';
import { accounts } from '../../src/accounts/data/accounts.js';
import { demoMessages, demoPeople } from '../../src/demo/data/index.js';
import { authorities } from '../../src/executors/data/authorities.js';
import { locations } from '../../src/executors/data/locations.js';
import { topicsEdition } from '../../src/executors/data/topics.js';

/* References between the data of several modules: here, because no module may look into another's data. */

const codes = authorities.map(({ code }) => code);
const repeated = <T>(values: readonly T[]): T[] => values.filter((value, index) => values.indexOf(value) !== index);
const missing = (values: readonly string[], known: readonly string[]): string[] =>
  values.filter((value) => !known.includes(value));
const ofKind = (kind: string) => demoMessages.filter((message) => message.kind === kind);

const urlOf = {
  vk: /^https:\/\/vk\.com\/wall-\d+_\d+\?reply=\d+$/,
  ok: /^https:\/\/ok\.ru\/group\/\d+\/topic\/\d+$/,
  facebook: /^https:\/\/www\.facebook\.com\/khv27\.[a-z]+\/posts\/\d+$/,
  instagram: /^https:\/\/www\.instagram\.com\/p\/[A-Za-z0-9]{11}\/$/,
  twitter: /^https:\/\/twitter\.com\/khv27_\w{1,9}\/status\/\d+$/,
};

describe('demo messages', () => {
  it('are 200, of every kind', () => {
    expect(demoMessages).toHaveLength(200);
    const kinds = ['no-question', 'obscene-or-insulting', 'threat-to-officials', 'intent-to-harm'];
    expect(kinds.map((kind) => ofKind(kind).length)).toEqual([12, 6, 2, 1]);
  });

  it('have distinct texts and posts, and addresses of their network', () => {
    expect(repeated(demoMessages.map(({ text }) => text))).toEqual([]);
    // The address without its query must differ too: a link to a comment and to its post may count as one post.
    expect(repeated(demoMessages.map(({ url }) => url.split('?')[0]))).toEqual([]);
    for (const { network, url } of demoMessages) expect(url).toMatch(urlOf[network]);
  });

  it('refer to topics, locations and authorities that exist', () => {
    const topics = topicsEdition.groups.flatMap((group) => group.topics.map(({ code }) => code));
    expect(missing(demoMessages.map(({ topic }) => topic), topics)).toEqual([]);
    expect(missing(demoMessages.flatMap(({ oktmo }) => oktmo ?? []), locations.map(({ oktmo }) => oktmo))).toEqual([]);
    expect(missing(demoMessages.flatMap((message) => message.authorities), codes)).toEqual([]);
  });

  it('name an authority for a question only, several for fifteen or more, a reply for forty or more', () => {
    for (const { kind, authorities: chosen, text } of demoMessages) {
      expect([text, chosen.length > 0]).toEqual([text, kind === 'question']);
      expect(repeated(chosen)).toEqual([]);
    }
    expect(demoMessages.filter((message) => message.authorities.length > 1).length).toBeGreaterThanOrEqual(15);
    const answered = demoMessages.filter(({ reply }) => reply !== undefined);
    expect(answered.length).toBeGreaterThanOrEqual(40);
    expect(answered.every(({ kind }) => kind === 'question')).toBe(true);
  });

  it('hold no telephone but the invented one and no mailbox outside .example', () => {
    const words = demoMessages.map(({ text, reply }) => `${text} ${reply ?? ''}`).join(' ');
    expect(new Set(words.match(/\+7[\d ()-]{8,}\d/g))).toEqual(new Set(['+7 (4212) 00-00-00']));
    expect((words.match(/\S+@\S+/g) ?? []).filter((mail) => !/\.example[.,:;]?$/.test(mail))).toEqual([]);
  });
});

describe('demo people', () => {
  it('fill every role and have unique mailboxes and telephones', () => {
    const count = (role: string): number => demoPeople.filter((person) => person.role === role).length;
    expect(['curator', 'committee', 'it-ministry', 'admin'].map(count)).toEqual([2, 1, 1, 1]);
    expect(repeated(demoPeople.map(({ email }) => email))).toEqual([]);
    expect(repeated(demoPeople.map(({ phone }) => phone))).toEqual([]);
    for (const { email } of demoPeople) expect(email).toMatch(/^[a-z]+@[a-z]+\.example$/);
  });

  it('work in authorities that exist, and every message finds an executor', () => {
    expect(missing(demoPeople.map(({ authorityCode }) => authorityCode), codes)).toEqual([]);
    const staffed = demoPeople.filter(({ role }) => role === 'executor').map(({ authorityCode }) => authorityCode);
    expect(missing(demoMessages.flatMap((message) => message.authorities), staffed)).toEqual([]);
    expect(repeated(staffed)).toHaveLength(2);
  });
});

describe('accounts', () => {
  it('are one per authority and network, never on Twitter (A-1, A-3.1)', () => {
    expect(repeated(accounts.map(({ authorityCode, network }) => `${authorityCode} ${network}`))).toEqual([]);
    expect(repeated(accounts.map(({ url }) => url))).toEqual([]);
    expect(new Set(accounts.map(({ network }) => network))).toEqual(new Set(['vk', 'ok', 'facebook', 'instagram']));
  });

  it('leave some authorities with four, some with one and some with none (M-13.2)', () => {
    expect(missing(accounts.flatMap(({ authorityCode }) => authorityCode ?? []), codes)).toEqual([]);
    const numbers = codes.map((code) => accounts.filter(({ authorityCode }) => authorityCode === code).length);
    expect([0, 1, 4].map((n) => numbers.filter((number) => number === n).length)).toEqual([10, 4, 4]);
    expect(accounts.filter(({ authorityCode }) => authorityCode === null)).toHaveLength(4);
  });
});
