import { describe, expect, test } from '@jest/globals';
import { allowedEvents, checkWorkflow, mermaid, transitionOf, type Transition, type Workflow } from './index.js';

type Row = Transition<string, string, string, { kind: 'big' | 'small'; paid: boolean }>;
const row = (event: string, from: string | null, to: string, more: Partial<Row> = {}): Row => ({ event, from, to, roles: ['clerk'], clause: 'X-1', ...more });
const workflow = (...table: Row[]): Workflow<Row> => ({ name: 'thing', final: ['done'], table });

const sound = workflow(
  row('begin', null, 'open'),
  row('finish', 'open', 'done', { when: { kind: 'small' } }),
  row('finish', 'open', 'waiting', { when: { kind: 'big', paid: false }, clause: 'X-2' }),
  row('finish', 'open', 'done', { when: { kind: 'big', paid: true }, roles: ['chief'] }),
  row('expire', 'waiting', 'done', { roles: [] }),
);

describe('transitionOf', () => {
  test('finds the row that holds under the circumstances', () => {
    expect(transitionOf(sound, 'open', 'finish', { kind: 'small' })?.to).toBe('done');
    expect(transitionOf(sound, 'open', 'finish', { kind: 'big', paid: false })).toMatchObject({ to: 'waiting', clause: 'X-2' });
    expect(transitionOf(sound, null, 'begin', {})?.to).toBe('open');
  });

  test('is null for another state, another event, and circumstances that are not known', () => {
    expect(transitionOf(sound, 'done', 'finish', { kind: 'small' })).toBeNull();
    expect(transitionOf(sound, 'open', 'expire', { kind: 'small' })).toBeNull();
    expect(transitionOf(sound, 'open', 'finish', {})).toBeNull();
    expect(transitionOf(sound, 'open', 'finish', { kind: 'big' })).toBeNull();
  });

  test('takes a list of values as any of them', () => {
    const either = workflow(row('begin', null, 'done', { when: { kind: ['big', 'small'] } }));
    expect(transitionOf(either, null, 'begin', { kind: 'big' })).not.toBeNull();
    expect(transitionOf(either, null, 'begin', {})).toBeNull();
  });
});

describe('allowedEvents', () => {
  test('names an event once; what is not known yet does not exclude it', () => {
    expect(allowedEvents(sound, 'open', ['clerk', 'chief'], {})).toEqual(['finish']);
  });

  test('goes by roles and by what is known', () => {
    expect(allowedEvents(sound, 'open', ['chief'], { kind: 'small' })).toEqual([]);
    expect(allowedEvents(sound, 'open', ['chief'], { kind: 'big', paid: true })).toEqual(['finish']);
    expect(allowedEvents(sound, 'open', ['clerk'], { kind: 'big', paid: true })).toEqual([]);
  });

  test('never offers a consequence', () => {
    expect(allowedEvents(sound, 'waiting', ['clerk', 'chief'], {})).toEqual([]);
  });
});

describe('checkWorkflow', () => {
  test('passes a sound table', () => expect(() => checkWorkflow(sound)).not.toThrow());

  test.each([
    ['two rows for one case', 'two rows for finish from open', [row('begin', null, 'open'), row('finish', 'open', 'done'), row('finish', 'open', 'done', { when: { kind: 'big' } })]],
    ['lists that share a value', 'two rows', [row('begin', null, 'done', { when: { kind: ['big', 'small'] } }), row('begin', null, 'done', { when: { kind: 'big' } })]],
    ['rows told apart by different circumstances', 'two rows', [row('begin', null, 'done', { when: { kind: 'big' } }), row('begin', null, 'done', { when: { paid: true } })]],
    ['a state nothing leads to', 'state lost cannot be reached', [row('begin', null, 'done'), row('find', 'lost', 'done')]],
    ['a state that only itself leads to', 'state lost cannot be reached', [row('begin', null, 'done'), row('turn', 'lost', 'lost')]],
    ['a dead end', 'no way on from open', [row('begin', null, 'open')]],
    ['a way on from a final state', 'a way on from the final state done', [row('begin', null, 'done'), row('again', 'done', 'done')]],
  ])('refuses %s', (_, fault, table) => expect(() => checkWorkflow(workflow(...table))).toThrow(fault));
});

test('mermaid draws one arrow for each pair of states, with events and clauses', () => {
  expect(mermaid(sound).split('\n')).toEqual([
    'stateDiagram-v2',
    '  [*] --> open: begin (X-1)',
    '  open --> done: finish (X-1)',
    '  open --> waiting: finish (X-2)',
    '  waiting --> done: expire (X-1)',
    '  done --> [*]',
  ]);
});
