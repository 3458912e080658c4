import { access, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { configSchema } from '../../src/platform/config/index.js';

test('every variable of the configuration stands in the README, and none that does not exist', async () => {
  const readme = await readFile('README.md', 'utf8');
  const table = readme.slice(readme.indexOf('### Configuration'), readme.indexOf('### Backup'));
  const documented = [...table.matchAll(/^\| (`[^|]*?) \|/gm)].flatMap(([, names]) => [...(names ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name));
  expect(documented.toSorted()).toEqual(Object.keys(configSchema.shape).toSorted());
});

test('every link of the README and of the decisions leads somewhere', async () => {
  for (const file of ['README.md', 'docs/adr/README.md']) {
    const text = await readFile(file, 'utf8');
    const folder = file.includes('/') ? `${file.slice(0, file.lastIndexOf('/'))}/` : '';
    for (const [, target] of text.matchAll(/\]\(([^)#]+)\)/g)) {
      if (/^https?:/.test(target as string)) continue;
      await expect(access(`${folder}${target}`)).resolves.toBeUndefined();
    }
  }
});
