import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/** A small tree in which every file obeys the rules; each test plants one violation into it. */
const sound: Record<string, string> = {
  'src/platform/clock/index.ts': `export { now } from './clock.js';`,
  'src/platform/clock/clock.ts': `export const now = 1;`,
  'src/calendar/index.ts': `export { add } from './add.js';`,
  'src/calendar/add.ts': `export const add = 1;`,
  'src/incidents/index.ts': `export { record } from './record.js';`,
  'src/incidents/record.ts': `import { now } from '../platform/clock/index.js';\nimport { add } from '../calendar/index.js';\nexport const record = now + add;`,
  'src/app.module.ts': `import { record } from './incidents/index.js';\nexport const app = record;`,
};

let tree: string;
beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'otklik-boundaries-'));
  await cp('.dependency-cruiser.cjs', join(tree, '.dependency-cruiser.cjs'));
  await cp('tsconfig.json', join(tree, 'tsconfig.json'));
  await symlink(resolve('node_modules'), join(tree, 'node_modules'));
});
afterAll(() => rm(tree, { recursive: true, force: true }));

/** Names of the rules a tree breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  await rm(join(tree, 'src'), { recursive: true, force: true });
  await rm(join(tree, 'test'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  const report = await new Promise<string>((done) => {
    execFile(resolve('node_modules/.bin/depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], { cwd: tree, maxBuffer: 1e8 }, (_, out) => done(out));
  });
  const { summary } = JSON.parse(report) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].toSorted();
}

describe('the rules of the house', () => {
  test('a sound tree breaks none', async () => {
    expect(await broken(sound)).toEqual([]);
  });

  test.each([
    ['no-circular', { 'src/incidents/record.ts': `import { r } from './route.js';\nexport const record = r;`, 'src/incidents/route.ts': `import { record } from './record.js';\nexport const r = () => record;` }],
    ['only-through-index', { 'src/incidents/record.ts': `import { add } from '../calendar/add.js';\nexport const record = add;` }],
    ['platform-only-through-index', { 'src/incidents/record.ts': `import { now } from '../platform/clock/clock.js';\nexport const record = now;` }],
    ['pure-calendar', { 'src/calendar/add.ts': `import { now } from '../platform/clock/index.js';\nexport const add = now;` }],
    ['no-tests-in-product', { 'src/incidents/record.ts': `import { fake } from '../../test/fake.js';\nexport const record = fake;`, 'test/fake.ts': 'export const fake = 1;' }],
    ['no-orphans', { 'src/incidents/lost.ts': 'const lost = 1;\nconsole.log(lost);' }],
    ['calendar-looks-up', { 'src/calendar/add.ts': `import { record } from '../incidents/index.js';\nexport const add = record;`, 'src/incidents/record.ts': 'export const record = 1;' }],
    ['platform-looks-up', { 'src/platform/clock/clock.ts': `import { record } from '../../incidents/index.js';\nexport const now = record;`, 'src/incidents/record.ts': 'export const record = 1;' }],
  ])('%s fails on a planted violation', async (rule, planted) => {
    expect(await broken({ ...sound, ...planted })).toContain(rule);
  });
});
