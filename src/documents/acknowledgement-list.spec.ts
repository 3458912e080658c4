import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lines } from './acknowledgement-list.js';

const at = fc.integer({ min: 0, max: 1000 }).map((ms) => new Date(ms));
const person = fc.constantFrom('u1', 'u2', 'u3', 'u4');
const body = fc.constantFrom('a1', 'a2', null);
const readers = fc.uniqueArray(
  fc.record({ userId: fc.option(person), authorityId: body, since: at }).map((reader, index = 0) => ({
    ...reader, key: reader.userId ?? `contact-${String(reader.since.getTime())}-${index}`, name: 'Имя', authorityName: reader.authorityId,
  })),
  { selector: ({ key, authorityId }) => `${key} ${authorityId}` },
);
const acknowledged = fc.uniqueArray(
  fc.record({ subjectId: fc.constant('edition'), userId: person, authorityId: body, name: fc.constant('Имя'), at }),
  { selector: ({ userId }) => userId },
);

test('everybody asked and everybody who acknowledged stands there once; nobody acknowledges for another, and everybody for themselves wherever they are', () => {
  fc.assert(fc.property(readers, acknowledged, at, (asked, done, issuedAt) => {
    const rows = lines(asked, done, issuedAt);
    expect(rows.filter((row) => row.asked)).toHaveLength(asked.length);
    expect(new Set(rows.map(({ key, authorityId }) => `${key} ${authorityId}`)).size).toBe(rows.length);
    expect(new Set(rows.flatMap(({ key, acknowledgedAt }) => (acknowledgedAt === null ? [] : key))).size).toBe(done.length);
    expect(rows.filter((row) => !row.asked && asked.some(({ userId }) => userId === row.key))).toEqual([]);
    for (const row of rows) {
      const own = done.find(({ userId }) => userId === row.key);
      expect(row.acknowledgedAt).toEqual(own?.at ?? null);
      if (row.asked) expect(row.askedAt && row.askedAt >= issuedAt).toBe(true);
      if (!row.canSignIn) expect(row.acknowledgedAt).toBeNull();
    }
  }));
});
