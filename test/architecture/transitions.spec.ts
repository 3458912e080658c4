import { describe, expect, test } from '@jest/globals';
import { accountWorkflow } from '../../src/accounts/index.js';
import { reviewWorkflow } from '../../src/approvals/index.js';
import { planWorkflow } from '../../src/content-plans/index.js';
import { type Role, roles } from '../../src/identity/index.js';
import { assignmentWorkflow, incidentWorkflow } from '../../src/incidents/index.js';
import { deliveryWorkflow } from '../../src/publishing/index.js';
import { reportWorkflow } from '../../src/reporting/index.js';
import { explain } from '../../src/platform/errors/index.js';
import { letterWorkflow } from '../../src/platform/mail/index.js';
import { allowedEvents, type Transition, transitionOf, type Workflow } from '../../src/platform/workflow/index.js';

/**
 * What the tables must say, written apart from them, from regulation M. A cell is who may act (C curator, E executor,
 * K committee, A administrator, S nobody: a consequence), then `circumstances>state`; a missing cell: not allowed.
 * Cells of several actors are parted by `|`. Circumstances are one character each, in the order of `circumstances`: a value's letter, `?` any value that is known,
 * `*` known or not.
 */
interface Matrix {
  circumstances: Record<string, Record<string, unknown>>;
  events: readonly string[];
  cells: Record<string, Record<string, string>>;
}

const incident: Matrix = {
  circumstances: {
    kind: { i: 'interim', f: 'final' },
    mode: { 1: 'single', n: 'several' },
    ground: { q: 'no-question', h: 'intent-to-harm', o: 'obscene-or-insulting', t: 'threat-to-officials' },
    returnPending: { y: true, n: false },
    answered: { a: true, u: false },
    partMissing: { m: true, f: false },
  },
  events: ['record', 'decline', 'merge', 'route', 'parts-returned', 'parts-ready', 'answer', 'consolidated-reply'],
  cells: {
    '': { record: 'C ******>recorded' },
    recorded: { decline: 'C **?*u*>declined', merge: 'C ****u*>merged', route: 'C *?****>routed' },
    declined: {},
    merged: {},
    routed: {
      route: 'C *****m>routed', 'parts-returned': 'S ***?**>returned', 'parts-ready': 'S ******>consolidation',
      answer: 'S i*****>interim-answered f*****>closed',
    },
    returned: { decline: 'C **?*u*>declined', merge: 'C ****u*>merged', route: 'C ****u*>routed ****a*>interim-answered' },
    consolidation: {
      route: 'C ****um>routed ****am>interim-answered', 'parts-returned': 'S ***?**>returned',
      'consolidated-reply': 'C i*****>interim-answered f*****>closed',
    },
    'interim-answered': {
      route: 'C *****m>interim-answered', 'parts-returned': 'S ***?**>returned', 'parts-ready': 'S ******>consolidation',
      answer: 'S i*****>interim-answered f*****>closed',
    },
    closed: {},
  },
};

const published = '*f>published *i>interim-published';
const publishedByCurator = 'C cf>published ci>interim-published';
const withdraw = 'C **>withdrawn';
const assignment: Matrix = {
  circumstances: { publisher: { e: 'executor', c: 'curator', k: 'consolidated' }, kind: { i: 'interim', f: 'final' } },
  events: [
    'assign', 'return', 'reroute', 'close-return', 'withdraw', 'submit-draft', 'approve', 'request-changes', 'publish',
    'revise-and-publish', 'publish-for-executor', 'consolidate', 'account-lost', 'account-found',
  ],
  cells: {
    '': { assign: 'C **>assigned' },
    assigned: { withdraw, return: 'E **>returned', 'submit-draft': 'E ??>in-review' },
    'in-review': {
      withdraw, approve: 'C e*>approved k*>part-ready c*>handed-over', 'request-changes': 'C ?*>changes-requested', 'publish-for-executor': publishedByCurator, 'account-lost': 'S e*>in-review',
    },
    'changes-requested': { withdraw, 'revise-and-publish': 'E ef>published ei>interim-published c*>handed-over k*>part-ready', 'account-lost': 'S e*>changes-requested', 'account-found': 'S c*>changes-requested' },
    approved: { withdraw, publish: `E ${published}`, 'account-lost': 'S e*>handed-over' },
    'handed-over': { withdraw, 'publish-for-executor': publishedByCurator },
    'part-ready': { withdraw, consolidate: `S ${published}` },
    'interim-published': { withdraw, 'submit-draft': 'E ?f>in-review' },
    published: {},
    returned: { reroute: 'S **>rerouted', 'close-return': 'S **>rerouted' },
    rerouted: {},
    withdrawn: {},
  },
};

const review: Matrix = {
  circumstances: {},
  events: ['submit', 'approve', 'request-changes', 'withdraw'],
  cells: {
    '': { submit: 'E >in-review' },
    'in-review': { approve: 'CK >approved', 'request-changes': 'CK >changes-requested', withdraw: 'CE >withdrawn' },
    approved: {},
    'changes-requested': {},
    withdrawn: {},
  },
};

const letter: Matrix = {
  circumstances: {},
  events: ['queue', 'send', 'accept', 'put-off', 'refuse', 'give-up', 'lose', 'confirm', 'bounce', 'resend'],
  cells: {
    '': { queue: 'S >queued' },
    queued: { send: 'S >sending' },
    sending: { accept: 'S >sent', 'put-off': 'S >queued', refuse: 'S >failed', 'give-up': 'S >failed', lose: 'S >uncertain' },
    sent: { bounce: 'S >bounced' },
    failed: { resend: 'S >queued' },
    bounced: { resend: 'S >queued' },
    uncertain: { confirm: 'S >sent', bounce: 'S >bounced', resend: 'S >queued' },
  },
};

const staysAny = (state: string) => `E n>${state} | K y>${state}`;
/** Regulation A, clauses 2.2 and 5 to 7: authorities write and send, the committee decides; the Government's own is the committee's. */
const plan: Matrix = {
  circumstances: { government: { y: true, n: false } },
  events: ['open', 'edit', 'submit', 'no-news-pegs', 'approve', 'recommend', 'amend', 'record-outcome'],
  cells: {
    '': { open: staysAny('draft') },
    draft: { edit: staysAny('draft'), submit: 'E n>submitted | K y>approved', 'no-news-pegs': 'E n>no-news-pegs' },
    submitted: { approve: 'K *>approved', recommend: 'K *>recommended', 'record-outcome': 'E *>submitted' },
    recommended: { edit: 'E *>recommended', submit: 'E *>submitted', 'record-outcome': 'E *>recommended' },
    approved: { amend: staysAny('amended'), 'record-outcome': staysAny('approved') },
    amended: { edit: staysAny('amended'), submit: 'E n>submitted | K y>approved', 'no-news-pegs': 'E n>no-news-pegs', 'record-outcome': staysAny('amended') },
    'no-news-pegs': { amend: 'E *>amended' },
  },
};

const proposes = { propose: 'E ra*>change-submitted ma*>change-submitted da*>change-submitted ta*>change-submitted' };
const account: Matrix = {
  circumstances: {
    kind: { c: 'create', r: 'rename', m: 'move', d: 'delete', t: 'details' }, owner: { a: 'authority', g: 'government' }, asked: { y: true, n: false },
  },
  events: ['submit', 'enter', 'resubmit', 'withdraw', 'accept', 'send-back', 'propose', 'correct', 'strike', 'confirm-current'],
  cells: {
    '': { submit: 'E *a*>submitted', enter: 'KA ***>accepted' },
    submitted: { accept: 'K ***>accepted', 'send-back': 'K ***>sent-back', withdraw: 'E ***>withdrawn' },
    'sent-back': { resubmit: 'E ***>submitted', withdraw: 'E ***>withdrawn', strike: 'KA ***>withdrawn' },
    accepted: { ...proposes, correct: 'KA ***>accepted', strike: 'KA ***>deleted', 'confirm-current': 'EK **y>accepted' },
    'change-submitted': {
      accept: 'K r**>accepted m**>accepted t**>accepted d**>deleted', withdraw: 'E ***>accepted',
      'send-back': 'K r**>change-sent-back m**>change-sent-back d**>change-sent-back t**>change-sent-back',
    },
    'change-sent-back': { ...proposes, withdraw: 'E ***>accepted', strike: 'KA ***>deleted' },
    deleted: {},
    withdrawn: {},
  },
};

/** M-15: what is approved is frozen; nobody but the mail knows whether it was sent, and where it cannot, the curator asks. */
const report: Matrix = {
  circumstances: { uncertain: { y: true, n: false } },
  events: ['form', 'write', 'refresh', 'approve', 'send', 'confirm', 'accepted', 'refused', 'correct'],
  cells: {
    '': { form: 'S *>draft' },
    draft: { write: 'C *>draft', refresh: 'C *>draft', approve: 'C *>approved' },
    approved: { send: 'C *>sending', accepted: 'S *>sent', correct: 'C *>superseded' },
    sending: { accepted: 'S *>sent', refused: 'S *>approved', confirm: 'C y>sending' },
    sent: { refused: 'S *>approved', correct: 'C *>sent' },
    superseded: {},
  },
};

const letters: Record<string, Role> = { C: 'curator', E: 'executor', K: 'committee', A: 'admin' };

interface Target {
  to: string;
  roles: Role[];
}

/** What a cell says under circumstances given as letters, `-` where one is not known. */
function targets(cell: string | undefined, given: string, unknownHolds: boolean): Target[] {
  if (!cell) return [];
  if (cell.includes(' | ')) return cell.split(' | ').flatMap((part) => targets(part, given, unknownHolds));
  const [who = '', ...ways] = cell.split(' ');
  const named = [...who].flatMap((letter) => letters[letter] ?? []);
  const holds = (wanted: string, value: string) =>
    wanted === '*' || (value === '-' ? unknownHolds : wanted === '?' || wanted === value);
  return ways
    .map((way) => way.split('>') as [string, string])
    .filter(([pattern]) => [...pattern].every((wanted, index) => holds(wanted, given[index] ?? '-')))
    .map(([, to]) => ({ to, roles: named }));
}

/** Every combination of circumstances, each also not known. */
function combinations({ circumstances }: Matrix): { given: string; values: Record<string, unknown> }[] {
  return Object.entries(circumstances).reduce(
    (sofar, [name, values]) =>
      sofar.flatMap(({ given, values: before }) => [
        { given: `${given}-`, values: before },
        ...Object.entries(values).map(([letter, value]) => ({ given: `${given}${letter}`, values: { ...before, [name]: value } })),
      ]),
    [{ given: '', values: {} as Record<string, unknown> }],
  );
}

type AnyWorkflow = Workflow<Transition<string, string, Role, Record<string, unknown>>>;

describe.each([
  ['incident', incidentWorkflow as unknown as AnyWorkflow, incident],
  ['assignment', assignmentWorkflow as unknown as AnyWorkflow, assignment],
  ['content-plan', planWorkflow as unknown as AnyWorkflow, plan],
  ['account', accountWorkflow as unknown as AnyWorkflow, account],
  ['review', reviewWorkflow as unknown as AnyWorkflow, review],
  ['letter', letterWorkflow as unknown as AnyWorkflow, letter],
  ['report', reportWorkflow as unknown as AnyWorkflow, report],
] as const)('%s', (_, workflow, matrix) => {
  const states = Object.keys(matrix.cells).map((state) => state || null);

  test('has the states and events of the matrix and no others', () => {
    expect(new Set(workflow.table.flatMap(({ from, to }) => [from, to]))).toEqual(new Set(states));
    expect(new Set(workflow.table.map(({ event }) => event))).toEqual(new Set(matrix.events));
    expect(new Set(workflow.final)).toEqual(new Set(states.filter((state) => state && Object.keys(matrix.cells[state] ?? {}).length === 0)));
  });

  test.each(states.flatMap((state) => matrix.events.map((event) => [state, event] as const)))('from %s by %s, under any circumstances', (state, event) => {
    for (const { given, values } of combinations(matrix)) {
      const [expected] = targets(matrix.cells[state ?? '']?.[event], given, false);
      const row = transitionOf(workflow, state, event, values);
      expect([given, row && { to: row.to, roles: [...row.roles] }]).toEqual([given, expected ?? null]);
    }
  });

  test.each(states.flatMap((state) => roles.map((role) => [state, role] as const)))('from %s offers to %s what is possible', (state, role) => {
    for (const { given, values } of combinations(matrix)) {
      const possible = matrix.events.filter((event) => targets(matrix.cells[state ?? '']?.[event], given, true).some((target) => target.roles.includes(role)));
      expect([given, allowedEvents(workflow, state, [role], values).toSorted()]).toEqual([given, possible.toSorted()]);
    }
  });
});

test('every state people may be told of has its word', () => {
  const told = [incidentWorkflow, assignmentWorkflow, reviewWorkflow, planWorkflow, deliveryWorkflow, reportWorkflow, accountWorkflow];
  for (const workflow of told) {
    for (const { to } of workflow.table) expect([to, explain('incident.action-not-allowed', { state: to })]).toEqual([to, expect.stringMatching(/состояние: «[а-яё ,]+»/)]);
  }
});
