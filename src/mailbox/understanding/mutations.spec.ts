import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLetter, UnreadableLetter } from '../letters/read-letter.js';
import { recogniseMachine } from '../letters/recognise.js';
import { splitReply } from '../splitting/split-reply.js';
import { readConsolidation, readCuratorLetter } from './curator-letter.js';
import { readExecutorLetter } from './executor-letter.js';
import { letterBytes, letterFixtures } from './letters.fixtures.js';
import { mutate, mutation } from '../../../test/support/letter-mutations.js';

const signer = { surname: 'Пересветова', email: 'peresvetova@minobr.example' };
const letters = letterFixtures.map((fixture) => letterBytes(fixture, { from: signer.email, token: 'TOKEN', ours: 'ours@otklik.example' }));
const asks = new Set(['submit-draft', 'return', 'publish', 'revise-and-publish', 'approve', 'request-changes', 'publish-for-executor', 'consolidate', 'unclear']);

test(
  '10,000 mutations of real letters: read or refused, never a crash, and what is understood is one of the asks',
  async () => {
    let [read, refused] = [0, 0];
    const property = fc.asyncProperty(fc.nat(letters.length - 1), fc.array(mutation, { minLength: 1, maxLength: 4 }), async (which, mutations) => {
      const raw = mutations.reduce(mutate, letters[which] as Buffer);
      const letter = await readLetter(raw).catch((error: unknown) => {
        if (error instanceof UnreadableLetter) return null;
        throw error;
      });
      if (!letter) {
        refused += 1;
        return;
      }
      read += 1;
      recogniseMachine(raw, letter, null);
      const said = splitReply(letter, signer);
      // What goes into the database.
      JSON.stringify([said, letter.subject, letter.references, letter.files.length]);
      expect(`${said.text}${said.quoted}${letter.subject}`).not.toMatch(/\0|\p{Cs}/u);
      for (const status of ['assigned', 'changes-requested', 'approved', 'interim-published', 'in-review']) {
        for (const publisher of ['executor', 'curator'] as const) {
          const executor = readExecutorLetter(said, { status, publisher, network: 'vk', currentText: null });
          const curator = readCuratorLetter(said, { status, publisher, network: 'vk' });
          for (const ask of [executor, curator, readConsolidation(said, { status: 'consolidation', network: 'vk' })]) {
            expect(asks.has(ask.do)).toBe(true);
            // Text of uncertain origin approves and publishes nothing.
            if (said.certainty === 'unsure') expect(['approve', 'publish', 'revise-and-publish', 'publish-for-executor', 'consolidate']).not.toContain(ask.do);
          }
        }
      }
    });
    await fc.assert(property, { numRuns: 10_000, seed: 77, endOnFailure: true });
    expect(read + refused).toBeGreaterThanOrEqual(10_000);
    expect(read).toBeGreaterThan(9000);
  },
  300_000,
);

test('shapes that make careless patterns slow are read in no time to speak of', () => {
  const deep = `${'<div>'.repeat(20_000)}Согласовано${'</div>'.repeat(20_000)}`;
  const quotes = '<blockquote>a'.repeat(20_000);
  const lines = '> a\nb\n'.repeat(60_000);
  const header = 'От: a\n'.repeat(60_000);
  const long = 'а@'.repeat(150_000);
  for (const [text, html] of [[null, deep], [null, quotes], [lines, null], [header, null], [long, null], [' '.repeat(300_000), null]] as const) {
    const said = splitReply({ text, html }, signer);
    readExecutorLetter(said, { status: 'assigned', publisher: null, network: 'vk', currentText: null });
    readCuratorLetter(said, { status: 'in-review', publisher: 'executor', network: 'vk' });
  }
}, 60_000);
