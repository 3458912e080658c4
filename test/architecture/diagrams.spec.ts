import { expect, test } from '@jest/globals';
import { diagramsIn, document, documents, drawn } from '../support/diagrams.js';

test.each(Object.entries(documents))('%s shows %j as the tables are now; otherwise: npm run diagrams', async (path, names) => {
  const text = await document(path);
  expect(diagramsIn(text)).toEqual(names);
  expect(text).toBe(drawn(text));
});

test('a marker that names no diagram is refused', () => {
  expect(() => drawn('<!-- diagram:nothing -->\n<!-- /diagram -->')).toThrow('No diagram nothing');
});

test('what stands between the markers is exchanged, the rest is kept', () => {
  const text = drawn('before\n<!-- diagram:review -->\nold\n<!-- /diagram -->\nafter\n');
  expect(text).toMatch(/^before\n<!-- diagram:review -->\n```mermaid\nstateDiagram-v2\n[\s\S]+\n```\n<!-- \/diagram -->\nafter\n$/);
  expect(text).not.toContain('old');
  expect(drawn(text)).toBe(text);
});
