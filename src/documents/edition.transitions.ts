import { checkWorkflow, type Transition, type Workflow } from '../platform/workflow/index.js';
import type { DocumentKind, EditionState, Publisher } from './document.entity.js';

export type EditionEvent = 'begin' | 'revise' | 'issue' | 'discard' | 'supersede';

/** Whose document it is and of what kind: who may act, and under which clause. */
export interface Shelf {
  kind: DocumentKind;
  publisher: Publisher;
}

/** What the decree lets whom issue. */
export const shelves: readonly (Shelf & { clause: string })[] = [
  { kind: 'recommendations', publisher: 'it-ministry', clause: 'D-3.1' },
  { kind: 'instruction', publisher: 'executor', clause: 'A-3.4' },
  { kind: 'instruction', publisher: 'committee', clause: 'A-2.5' },
  { kind: 'material', publisher: 'curator', clause: 'D-2.3' },
  { kind: 'material', publisher: 'it-ministry', clause: 'D-3.2' },
  { kind: 'material', publisher: 'committee', clause: 'A-2.3' },
];

type Row = Transition<EditionState, EditionEvent, Publisher, Shelf>;

const moves: readonly Pick<Row, 'event' | 'from' | 'to'>[] = [
  { event: 'begin', from: null, to: 'draft' },
  { event: 'revise', from: 'draft', to: 'draft' },
  { event: 'issue', from: 'draft', to: 'issued' },
  { event: 'discard', from: 'draft', to: 'discarded' },
  // Drawn by the issue of the next edition.
  { event: 'supersede', from: 'issued', to: 'superseded' },
];

/** The life of an edition, the same on every shelf; who leads it there the shelf says. */
export const editionWorkflow: Workflow<Row> = {
  name: 'edition',
  final: ['superseded', 'discarded'],
  table: moves.flatMap((move) =>
    shelves.map(({ kind, publisher, clause }) => ({
      ...move, roles: move.event === 'supersede' ? [] : [publisher], clause, when: { kind, publisher },
    })),
  ),
};

checkWorkflow(editionWorkflow);

/** The clause a document of this shelf rests on. */
export const clauseOf = ({ kind, publisher }: Shelf): string =>
  shelves.find((shelf) => shelf.kind === kind && shelf.publisher === publisher)?.clause ?? 'D-3.1';
