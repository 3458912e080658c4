import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLetter, UnreadableLetter } from '../letters/read-letter.js';
import { recogniseMachine } from '../letters/recognise.js';
import { splitReply } from '../splitting/split-reply.js';
import { readConsolidation, readCuratorLetter } from './curator-letter.js';
import { readExecutorLetter } from './executor-letter.js';
import { letterBytes, letterFixtures } from './letters.fixtures.js';

const signer = { surname: 'Пересветова', email: 'peresvetova@minobr.example' };
const letters = letterFixtures.map((fixture) => letterBytes(fixture, { from: signer.email, token: 'TOKEN', ours: 'ours@otklik.example' }));
const asks = new Set(['submit-draft', 'return', 'publish', 'revise-and-publish', 'approve', 'request-changes', 'publish-for-executor', 'consolidate', 'unclear']);

/** One change of a letter's bytes: overwritten, left out, repeated, moved, or put in. */
const mutation = fc.record({
  kind: fc.constantFrom('overwrite', 'drop', 'repeat', 'insert', 'swap-line'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 400 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
});

function mutate(raw: Buffer, { kind, at, length, bytes }: { kind: string; at: number; length: number; bytes: Uint8Array }): Buffer {
  const from = Math.floor(at * raw.length);
  const [before, part, after] = [raw.subarray(0, from), raw.subarray(from, from + length), raw.subarray(from + length)];
  if (kind === 'overwrite') return Buffer.concat([before, bytes, raw.subarray(from + bytes.length)]);
  if (kind === 'drop') return Buffer.concat([before, after]);
  if (kind === 'repeat') return Buffer.concat([before, part, part, part, after]);
  if (kind === 'insert') return Buffer.concat([before, bytes, raw.subarray(from)]);
  const lines = raw.toString('latin1').split('\r\n');
  const line = Math.floor(at * lines.length);
  return Buffer.from([...lines.slice(0, line), ...lines.slice(line + 1), lines[line] ?? ''].join('\r\n'), 'latin1');
}

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
