import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountWorkflow } from '../../src/accounts/index.js';
import { reviewWorkflow } from '../../src/approvals/index.js';
import { planWorkflow } from '../../src/content-plans/index.js';
import { editionWorkflow } from '../../src/documents/index.js';
import { assignmentWorkflow, incidentWorkflow } from '../../src/incidents/index.js';
import { candidateWorkflow } from '../../src/intake/index.js';
import { letterWorkflow } from '../../src/platform/mail/index.js';
import { incomingWorkflow } from '../../src/mailbox/index.js';
import { reportWorkflow } from '../../src/reporting/index.js';
import { deliveryWorkflow } from '../../src/publishing/index.js';
import { mermaid } from '../../src/platform/workflow/index.js';

/** The diagrams by the name in their markers, `<!-- diagram:incident -->` … `<!-- /diagram -->`. */
const diagrams = new Map([
  ['incident', () => mermaid(incidentWorkflow)],
  ['assignment', () => mermaid(assignmentWorkflow)],
  ['candidate', () => mermaid(candidateWorkflow)],
  ['content-plan', () => mermaid(planWorkflow)],
  ['account', () => mermaid(accountWorkflow)],
  ['delivery', () => mermaid(deliveryWorkflow)],
  ['review', () => mermaid(reviewWorkflow)],
  ['edition', () => mermaid(editionWorkflow)],
  ['letter', () => mermaid(letterWorkflow)],
  ['incoming-letter', () => mermaid(incomingWorkflow)],
  ['report', () => mermaid(reportWorkflow)],
]);

/** Documents with diagrams, and which. */
export const documents: Record<string, readonly string[]> = {
  'src/incidents/README.md': ['incident', 'assignment'],
  'src/intake/README.md': ['candidate'],
  'src/content-plans/README.md': ['content-plan'],
  'src/accounts/README.md': ['account'],
  'src/mailbox/README.md': ['incoming-letter'],
  'src/publishing/README.md': ['delivery'],
  'src/approvals/README.md': ['review'],
  'src/documents/README.md': ['edition'],
  'src/platform/mail/README.md': ['letter'],
  'src/reporting/README.md': ['report'],
};

const block = /(<!-- diagram:([\w-]+) -->\n)[\s\S]*?(<!-- \/diagram -->)/g;

/** Names of the diagrams a document has room for, in order. */
export const diagramsIn = (text: string): string[] => [...text.matchAll(block)].map(([, , name]) => name ?? '');

/**
 * A document as it should be: each diagram drawn anew from its table.
 * @throws Error for a marker that names no diagram.
 */
export function drawn(text: string): string {
  return text.replaceAll(block, (_, begin: string, name: string, end: string) => {
    const draw = diagrams.get(name);
    if (!draw) throw new Error(`No diagram ${name}`);
    return `${begin}\`\`\`mermaid\n${draw()}\n\`\`\`\n${end}`;
  });
}

/** The document as it is, from the folder of the project. */
export const document = (path: string): Promise<string> => readFile(join(process.cwd(), path), 'utf8');
