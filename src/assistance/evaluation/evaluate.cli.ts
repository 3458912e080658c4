import { figuresOf, markdown } from './figures.js';
import { readLabelled } from './labelled.js';

/** Prints how good the suggestions are on labelled files (JSON Lines). */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('npm run evaluate -- FILE.jsonl [FILE.jsonl …]');
  process.exit(2);
}
try {
  for (const table of figuresOf(await readLabelled(files))) console.log(markdown(table));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
