import { describe, expect, test } from '@jest/globals';
import { allowedEvents, transitionOf } from '../platform/workflow/index.js';
import { documentKinds, publishers } from './document.entity.js';
import { clauseOf, editionWorkflow } from './edition.transitions.js';

/** What the decree lets whom issue, written down a second time. */
const decree: Record<string, string> = {
  'recommendations it-ministry': 'D-3.1',
  'instruction executor': 'A-3.4',
  'instruction committee': 'A-2.5',
  'material curator': 'D-2.3',
  'material it-ministry': 'D-3.2',
  'material committee': 'A-2.3',
};
const moves: Record<string, Record<string, string>> = {
  '': { begin: 'draft' },
  draft: { revise: 'draft', issue: 'issued', discard: 'discarded' },
  issued: { supersede: 'superseded' },
  superseded: {},
  discarded: {},
};
const events = ['begin', 'revise', 'issue', 'discard', 'supersede'] as const;
const states = [null, 'draft', 'issued', 'superseded', 'discarded'] as const;
const shelves = documentKinds.flatMap((kind) => publishers.map((publisher) => ({ kind, publisher })));

describe.each(shelves)('$kind of $publisher', (shelf) => {
  const clause = decree[`${shelf.kind} ${shelf.publisher}`];

  test.each(states)('from %s', (state) => {
    const possible = clause ? (moves[state ?? ''] ?? {}) : {};
    for (const event of events) {
      const row = transitionOf(editionWorkflow, state, event, shelf);
      expect([event, row && [row.to, row.clause]]).toEqual([event, possible[event] ? [possible[event], clause] : null]);
    }
    for (const role of publishers) {
      const offered = role === shelf.publisher ? Object.keys(possible).filter((event) => event !== 'supersede') : [];
      expect([role, allowedEvents(editionWorkflow, state, [role], shelf).toSorted()]).toEqual([role, offered.toSorted()]);
    }
  });

  test('names its clause', () => {
    if (clause) expect(clauseOf(shelf)).toBe(clause);
  });
});
