import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nthReminder } from '../../platform/reminders/index.js';
import type { Deadline } from '../../regulation/index.js';
import { outdatedFrom, standing } from './duty-state.js';

const AUTHORITY = { id: 'a', code: 'min', shortName: 'Министерство' };
const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2022, 0) }).map((at) => new Date(at));
const contacts = fc.uniqueArray(fc.record({ id: fc.constantFrom('c1', 'c2', 'c3'), name: fc.constant('Имя'), confirmedAt: moment }), { selector: ({ id }) => id });
const terms = fc.array(
  fc.record({ obligation: fc.constantFrom('executor.update', 'contacts.executor', 'contacts.account-manager'), subjectId: fc.constantFrom('a', 'c1', 'c2', 'other'), startedAt: moment }),
  { maxLength: 4 },
) as unknown as fc.Arbitrary<Deadline[]>;
const row = (people: { id: string; name: string; confirmedAt: Date }[]) => ({ authority: AUTHORITY, duty: 'executor' as const, owedSince: new Date(0), lastLeft: null, contacts: people });

test('the worst of a body’s people counts, and one with nobody is missing', () => {
  fc.assert(fc.property(contacts, terms, moment, (people, open, now) => {
    const { state, since, contacts: seen } = standing(row(people), open, now);
    const expected = people.length === 0 ? 'missing' : seen.some(({ changed }) => changed) ? 'changed' : seen.some(({ outdated }) => outdated) ? 'outdated' : 'present';
    expect([state, since === null]).toEqual([expected, expected === 'present']);
    for (const person of seen) expect(person.outdated).toBe(outdatedFrom(person.confirmedAt) <= now);
  }));
});

test('only terms about this body and this duty are shown', () => {
  fc.assert(fc.property(contacts, terms, moment, (people, open, now) => {
    const { term } = standing(row(people), open, now);
    if (!term) return;
    expect(term.obligation).not.toBe('contacts.account-manager');
    expect(['a', ...people.map(({ id }) => id)]).toContain(term.subjectId);
  }));
});

test('reminders are numbered in order, none before the first, one for each turn', () => {
  const turn = fc.integer({ min: 1, max: 1e9 });
  fc.assert(fc.property(moment, turn, turn, fc.integer({ min: -1e9, max: 1e10 }), (basis, first, every, later) => {
    const nth = nthReminder(basis, new Date(basis.getTime() + later), first, every);
    if (later < first) return expect(nth).toBeNull();
    expect(nth).toBeGreaterThanOrEqual(1);
    const began = first + ((nth ?? 0) - 1) * every;
    expect(began <= later && later < began + every).toBe(true);
  }));
});
