import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { hash } from '../language/hash.js';
import { normalise } from '../language/normalise.js';

/** One line of a labelled file; other members are passed over. */
const labelledText = z.object({
  id: z.string(),
  text: z.string(),
  source: z.string().default('—'),
  /** `toxic`, `non-toxic`, `citizen` (an honest message to the authorities), or nothing. */
  label: z.string().optional(),
  /** A ground of M-3 or M-4, where somebody has said which. */
  ground: z.string().optional(),
  topicGroup: z.string().optional(),
  topic: z.string().optional(),
  /** OKTMO of the place meant. */
  oktmo: z.string().optional(),
  /** `reply` or `post`, for style. */
  kind: z.enum(['reply', 'post']).optional(),
  neutralRewrites: z.array(z.string()).optional(),
});
export type LabelledText = z.output<typeof labelledText>;

/** Reads JSON Lines, file after file. @throws Error with file and line for what cannot be read. */
export async function readLabelled(files: readonly string[]): Promise<LabelledText[]> {
  const rows: LabelledText[] = [];
  for (const file of files) {
    let line = 0;
    for await (const json of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
      line += 1;
      if (json.trim() === '') continue;
      rows.push(parseLine(json, `${file}:${line}`));
    }
  }
  return rows;
}

function parseLine(json: string, place: string): LabelledText {
  try {
    return labelledText.parse(JSON.parse(json));
  } catch (error) {
    throw new Error(`${place}: ${error instanceof z.ZodError ? z.prettifyError(error) : 'not JSON'}`, { cause: error });
  }
}

/** One text in five is kept from training. */
const FOLDS = 5;

/** The fold of a text, 0 to 4, by its words: the same text is in the same fold whatever its id, its file or who is addressed. */
export const foldOf = (text: string): number => {
  const words = normalise(text.replace(/^\W{0,3}\[id\d+\|[^\]]*\],?/u, '')).map(({ word }) => word);
  return hash(words.slice(0, 40).join(' ')) % FOLDS;
};

/** Whether a text belongs to the fifth that no model has seen. */
export const isHeldOut = (text: string): boolean => foldOf(text) === 0;
