import { figuresOf, markdown, readLabelled } from './assistance/index.js';
import { topicsEdition } from './executors/index.js';

/** Prints how good the suggestions of `assistance` are on labelled files (JSON Lines). */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('npm run evaluate -- FILE.jsonl [FILE.jsonl …]');
  process.exit(2);
}
const codes = new Map(topicsEdition.groups.flatMap((group) => group.topics.map(({ name, code }) => [`${group.name}: ${name}`, code] as const)));
try {
  for (const table of figuresOf(await readLabelled(files), codes)) console.log(markdown(table));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
