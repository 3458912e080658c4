import { readFileSync } from 'node:fs';

/** A letter of `test/fixtures/letters` and what it should be understood as. */
export interface LetterFixture {
  file: string;
  client: string;
  command: string;
  role: 'executor' | 'curator';
  charset: string;
  encoding: string;
  /** The sender's own words, exactly. */
  text: string;
  do: string;
  kind?: 'final' | 'interim';
  why?: string;
  certainty?: string;
  files?: number;
  /** State of the assignment when it arrives, where the command does not tell. */
  stage?: string;
}

const folder = 'test/fixtures/letters/';

export const letterFixtures: readonly LetterFixture[] = JSON.parse(readFileSync(`${folder}letters.json`, 'utf8')) as LetterFixture[];

/** A fixture's bytes with these addresses and ids in its header. */
export function letterBytes({ file }: Pick<LetterFixture, 'file'>, places: { from: string; token: string; ours: string }): Buffer {
  const values: Record<string, string> = { FROM: places.from, TOKEN: places.token, OURS: places.ours };
  // One byte is one character here: what is encoded in the bodies stays as it is.
  const text = readFileSync(`${folder}${file}`).toString('latin1');
  return Buffer.from(text.replaceAll(/\{\{(FROM|TOKEN|OURS)\}\}/g, (_, name: string) => values[name] ?? ''), 'latin1');
}

/** State and publisher of an assignment at which each command is to be understood. */
export const stageOf: Record<string, { status: string; publisher: 'executor' | 'curator' | 'consolidated' | null }> = {
  final: { status: 'assigned', publisher: null },
  interim: { status: 'assigned', publisher: null },
  return: { status: 'assigned', publisher: null },
  'not-ours': { status: 'assigned', publisher: null },
  revise: { status: 'changes-requested', publisher: 'executor' },
  link: { status: 'approved', publisher: 'executor' },
  approve: { status: 'in-review', publisher: 'executor' },
  remarks: { status: 'in-review', publisher: 'executor' },
  'publish-for': { status: 'in-review', publisher: 'curator' },
  consolidate: { status: 'consolidation', publisher: 'consolidated' },
};
