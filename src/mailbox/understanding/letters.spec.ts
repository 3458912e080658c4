import { describe, expect, test } from '@jest/globals';
import { readLetter } from '../letters/read-letter.js';
import { splitReply, type SplitReply } from '../splitting/split-reply.js';
import type { Ask, Unclear } from './ask.js';
import { readConsolidation, readCuratorLetter } from './curator-letter.js';
import { readExecutorLetter } from './executor-letter.js';
import { letterBytes, letterFixtures, type LetterFixture, stageOf } from './letters.fixtures.js';

const signers = {
  executor: { surname: 'Пересветова', email: 'peresvetova@minobr.example' },
  curator: { surname: 'Соколова', email: 'sokolova@guvp.example' },
};

async function understand(fixture: LetterFixture): Promise<{ said: SplitReply; ask: Ask | Unclear; files: number }> {
  const signer = signers[fixture.role];
  const letter = await readLetter(letterBytes(fixture, { from: signer.email, token: 'TOKEN', ours: 'ours@otklik.example' }));
  expect([letter.from, letter.recipients, letter.inReplyTo]).toEqual([signer.email, ['otklik+token@otklik.example'], '<ours@otklik.example>']);
  const said = splitReply(letter, signer);
  const { status, publisher } = stageOf[fixture.command] ?? { status: fixture.role === 'executor' ? 'assigned' : 'in-review', publisher: 'executor' as const };
  const matter = { status: fixture.stage ?? status, publisher, network: 'vk' as const, currentText: null };
  const ask =
    fixture.role === 'executor' ? readExecutorLetter(said, matter) : fixture.command === 'consolidate' ? readConsolidation(said, matter) : readCuratorLetter(said, matter);
  return { said, ask, files: letter.files.length };
}

/** Every word of the sender's, whatever else was kept with them. */
const holds = (text: string, words: string): boolean => {
  const bare = (value: string) => value.replaceAll(/\s+/g, '');
  return bare(text).includes(bare(words)) || words.split(/\s+/).every((word) => text.includes(word));
};

describe('letters of every client, with every command, in every encoding', () => {
  test.each(letterFixtures.map((fixture) => [fixture.file, fixture] as const))('%s', async (_, fixture) => {
    const { said, ask, files } = await understand(fixture);
    expect(said.text).toBe(fixture.text);
    expect(holds(said.text, fixture.text)).toBe(true);
    expect(said.certainty).toBe(fixture.certainty ?? 'sure');
    expect({ do: ask.do, kind: 'kind' in ask ? ask.kind : undefined, why: ask.do === 'unclear' ? ask.why : undefined }).toEqual({ do: fixture.do, kind: fixture.kind, why: fixture.why });
    expect(files).toBe(fixture.files ?? 0);
  });
});
