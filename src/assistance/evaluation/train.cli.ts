import { writeFile } from 'node:fs/promises';
import { normalise } from '../language/normalise.js';
import { rudeWords } from '../screening/lexicon.js';
import { threats } from '../screening/threats.js';
import { readLabelled } from './labelled.js';
import { trainModel } from './train-model.js';

/** Trains the model of screening on labelled files and writes its weights into the source. */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('npm run train -- FILE.jsonl [FILE.jsonl …]');
  process.exit(2);
}
const rows = await readLabelled(files);
const heldByRules = (text: string): boolean => {
  const words = normalise(text);
  return rudeWords(words).some(({ kind }) => kind === 'obscene') || threats(words).length > 0;
};
const { step, bias, threshold, weights } = trainModel(rows, heldByRules);
const lines = weights.match(/.{1,160}/g) ?? [];
await writeFile(
  'src/assistance/screening/weights.ts',
  `import type { ModelFile } from './model.js';\n\n/** Written by \`npm run train\`; numbers by hashed features, no text. */\nexport const model: ModelFile = {\n  step: ${step},\n  bias: ${bias},\n  threshold: ${threshold},\n  weights: \`\n${lines.join('\n')}\n\`,\n};\n`,
);
console.log(`${rows.length} texts, ${weights.length} bytes of weights, threshold ${threshold}`);
