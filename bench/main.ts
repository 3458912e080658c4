import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parts } from './support/parts.js';
import type { Figure } from './support/figure.js';
import { renderTable } from './support/table.js';

/**
 * `npm run bench [-- --only name,name] [--quick]`: measures, prints a table and the same as JSON, and leaves the JSON
 * in `var/bench.json`. Ends with 1 when a target is missed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });
  const asked = values.only?.split(',') ?? Object.keys(parts);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`No such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  const directory = resolve(process.env['VAR_DIR'] ?? './var', 'bench');
  await mkdir(directory, { recursive: true });
  const figures: Figure[] = [];
  for (const name of asked) {
    console.error(`${name} ...`);
    const run = parts[name as keyof typeof parts];
    try {
      figures.push(...(await run({ quick: values.quick, directory })));
    } catch (error) {
      // One part that fails does not take the figures of the others with it.
      console.error(error);
      figures.push({ part: name, name: 'the part failed', values: {}, target: 'runs', met: false, note: String(error) });
    }
  }
  const json = JSON.stringify({ quick: values.quick, node: process.version, figures }, null, 2);
  await writeFile(join(directory, '..', 'bench.json'), `${json}\n`);
  console.log(renderTable(figures));
  console.log(json);
  if (figures.some(({ met }) => met === false)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
