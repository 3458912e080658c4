import { writeFile } from 'node:fs/promises';
import { normalise } from '../language/normalise.js';
import { rudeWords } from '../screening/lexicon.js';
import { threats } from '../screening/threats.js';
import { readLabelled } from './labelled.js';
import { trainModel } from './train-model.js';

/** Trains the model of screening on labelled files and writes its weights into the source. */
const WEIGHTS = 'src/assistance/screening/weights.ts';
/** Labelled texts of each kind without which there is nothing to learn from. */
const FEWEST = 500;

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('npm run train -- FILE.jsonl [FILE.jsonl …]');
  process.exit(2);
}
const rows = await readLabelled(files);
// A model of a few texts would quietly take the place of a good one.
const found = Object.fromEntries(['toxic', 'citizen'].map((label) => [label, rows.filter((row) => row.label === label).length])) as Record<string, number>;
for (const [label, count] of Object.entries(found)) {
  if (count >= FEWEST) continue;
  console.error(`${count} texts labelled "${label}": at least ${FEWEST} are needed. ${WEIGHTS} is left as it is.`);
  process.exit(2);
}
const heldByRules = (text: string): boolean => {
  const words = normalise(text);
  return rudeWords(words).some(({ kind }) => kind === 'obscene') || threats(words).length > 0;
};
const { step, bias, threshold, weights } = trainModel(rows, heldByRules);
const lines = weights.match(/.{1,160}/g) ?? [];
await writeFile(
  WEIGHTS,
  `import type { ModelFile } from './model.js';\n\n/** Written by \`npm run train\`; numbers by hashed features, no text. */\nexport const model: ModelFile = {\n  step: ${step},\n  bias: ${bias},\n  threshold: ${threshold},\n  weights: \`\n${lines.join('\n')}\n\`,\n};\n`,
);
console.log(`${rows.length} texts, ${weights.length} bytes of weights, threshold ${threshold}; written to ${WEIGHTS}: build again to use it`);
