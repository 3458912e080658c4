import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { conditionalKeys, decreedTerms, obligation, obligationKeys } from './obligations.js';

const wh = (amount: number) => `${amount} wh`;
const wd = (amount: number) => `${amount} wd`;

/** The decree's table, written down a second time: key → clauses, bearer, term. */
const decree: Record<string, [string, string, string]> = {
  'incident.route': ['M-6', 'curator', '1 h'],
  'incident.route-several': ['M-7', 'curator', wh(1)],
  'assignment.return': ['M-8.1', 'executor', wh(1)],
  'assignment.reroute': ['M-8.2', 'curator', wh(1)],
  'reply.draft': ['M-10, M-11.1', 'executor', wh(6)],
  'reply.final': ['M-11.2', 'executor', wd(7)],
  'reply.review': ['M-12.1', 'curator', wh(1)],
  'reply.revise': ['M-12.2', 'executor', wh(1)],
  'reply.publish': ['M-13.1', 'executor', wh(1)],
  'reply.publish-for-executor': ['M-13.2', 'curator', wh(1)],
  'reply.consolidate': ['M-13.3', 'curator', wh(1)],
  'report.monthly': ['M-15', 'curator', 'before the 20th'],
  'executor.update': ['M-5.2', 'authority', wd(3)],
  'account.register': ['A-3.2', 'authority', wd(5)],
  'account.link': ['A-3.3', 'authority', wd(5)],
  'plan.submit': ['A-6, A-5.4', 'authority', 'content plan'],
  'plan.review': ['A-7.1', 'committee', wd(1)],
  'plan.revise': ['A-7.2', 'authority', wd(1)],
  'contacts.curator': ['D-2.2', 'curator', wd(5)],
  'contacts.executor': ['D-4', 'authority', wd(5)],
  'contacts.account-manager': ['D-5', 'authority', wd(5)],
  'security.recommendations': ['D-3.1', 'it-ministry', wd(30)],
};

function written(key: (typeof obligationKeys)[number]): string {
  const term = decreedTerms()[key];
  if (term.kind === 'monthly') return `before the ${term.beforeDay}th`;
  if (term.kind === 'content-plan') return 'content plan';
  return `${term.amount} ${{ 'clock-hours': 'h', 'working-hours': 'wh', 'working-days': 'wd' }[term.kind]}`;
}

test('every obligation of the decree, and no other', () => {
  expect(obligationKeys.toSorted()).toEqual(Object.keys(decree).toSorted());
});

test.each(obligationKeys)('%s: clause, bearer and term are those of the decree', (key) => {
  const { clause, bearer } = obligation(key);
  expect([clause.join(', '), bearer, written(key)]).toEqual(decree[key]);
});

test('people read what is owed in Russian', () => {
  for (const key of obligationKeys) {
    expect(obligation(key).title).toMatch(/^[А-ЯЁ][^a-z]+[^.]$/);
    expect(obligation(key).wording).toMatch(/^[А-ЯЁ][^a-z]+\.$/);
  }
});

test('only the return of a matter that may not be foreign is conditional', () => {
  expect(conditionalKeys).toEqual(['assignment.return']);
});

test('the README tells the same', () => {
  const readme = readFileSync('src/regulation/README.md', 'utf8');
  for (const key of obligationKeys) {
    const { clause, bearer } = obligation(key);
    expect(readme).toContain(`| \`${key}\` | ${clause.join(', ')} | ${bearer} |`);
  }
  expect(readme.match(/^\| `/gm)).toHaveLength(obligationKeys.length);
});
