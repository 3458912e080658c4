import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, isoWeekOf } from '../../../src/content-plans/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { isoOffset } from '../../../src/platform/http/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { openDue } from '../../support/plans.js';
import { createAccounts, seedIds } from '../../support/factories.js';

/**
 * A-6 worked out by hand from the production calendars: 17:00 of the last working day but one of the week before the
 * plan's. `P` is that week; the days named are the working ones. Where P has none, the nearest earlier week counts (rule 4).
 * Columns: Monday of the plan's week, the day it is due, why.
 */
const special: readonly (readonly [monday: string, due: string, why: string])[] = [
  // New Year 2020: P 30.12–5.1 works on Mon 30 and Tue 31 December alone.
  ['2020-01-06', '2019-12-30', 'P: Mo Tu; 1–3 January off'],
  ['2020-01-13', '2020-01-09', 'P: Th Fr; 6–8 January off'],
  ['2020-03-02', '2020-02-27', 'P: Tu We Th Fr; Mon 24 February for Sun 23'],
  ['2020-03-16', '2020-03-12', 'P: Tu We Th Fr; Mon 9 March for Sun 8'],
  // The decree days of 2020: from 30 March to 30 April nobody works, then 1–5 May (holiday, transfers) and 6–8 May (decree).
  ['2020-03-30', '2020-03-26', 'P 23–27 March is whole'],
  ['2020-04-06', '2020-03-26', 'P 30.3–3.4 has no day: 23–27 March, Thursday'],
  ['2020-04-13', '2020-03-26', 'P 6–10 April has none, nor the one before'],
  ['2020-04-20', '2020-03-26', 'P 13–17 April has none'],
  ['2020-04-27', '2020-03-26', 'P 20–24 April has none'],
  ['2020-05-04', '2020-03-26', 'P 27.4–1.5 has none: decree days and the First of May'],
  ['2020-05-11', '2020-03-26', 'P 4–8 May has none: two transfers and three decree days'],
  ['2020-05-18', '2020-05-14', 'P: Tu We Th Fr; Mon 11 May for Sat 9'],
  ['2020-06-15', '2020-06-10', 'P: Mo Tu We Th; Fri 12 June off: Wednesday'],
  ['2020-06-29', '2020-06-25', 'P: Mo Tu Th Fr; Wed 24 June by decree (the parade)'],
  ['2020-07-06', '2020-07-02', 'P: Mo Tu Th Fr; Wed 1 July by decree (the vote)'],
  ['2020-11-09', '2020-11-05', 'P: Mo Tu Th Fr; Wed 4 November off'],
  // New Year 2021: in Khabarovsk Krai 31 December 2020 was off by the governor's decision, so P 28.12–3.1 works Mo Tu We.
  ['2021-01-04', '2020-12-29', 'P: Mo Tu We: Tuesday'],
  ['2021-01-11', '2020-12-29', 'P 4–8 January has none: the week before, Tuesday 29 December'],
  ['2021-01-18', '2021-01-14', 'P 11–15 January is whole'],
  ['2021-02-22', '2021-02-19', 'P: Mo–Sa; Sat 20 February is worked: Friday'],
  ['2021-03-01', '2021-02-25', 'P: We Th Fr; 22 (for the 20th) and 23 February off'],
  ['2021-03-15', '2021-03-11', 'P: Tu–Fr; Mon 8 March off'],
  ['2021-05-03', '2021-04-29', 'P 26–30 April is whole, Fri shortened'],
  ['2021-05-10', '2021-04-29', 'P 3–7 May has none (transfer and four decree days): 26–30 April, Thursday'],
  ['2021-05-17', '2021-05-13', 'P: Tu–Fr; Mon 10 May for Sun 9'],
  ['2021-06-21', '2021-06-17', 'P: Tu–Fr; Mon 14 June for Sat 12'],
  ['2021-11-01', '2021-10-28', 'P 25–29 October is whole; the decree begins on Sat 30'],
  ['2021-11-08', '2021-10-28', 'P 1–5 November has none (three decree days, holiday, transfer): 25–29 October, Thursday'],
  // New Year 2022: Fri 31 December 2021 is off.
  ['2022-01-03', '2021-12-29', 'P: Mo Tu We Th: Wednesday'],
  ['2022-01-10', '2021-12-29', 'P 3–7 January has none: Wednesday 29 December'],
  ['2022-01-17', '2022-01-13', 'P 10–14 January is whole'],
  ['2022-02-28', '2022-02-24', 'P: Mo Tu Th Fr; Wed 23 February off'],
  ['2022-03-07', '2022-03-04', 'P: Mo–Sa; Sat 5 March is worked: Friday'],
  ['2022-03-14', '2022-03-10', 'P: We Th Fr; 7 and 8 March off'],
  ['2022-05-09', '2022-05-05', 'P: We Th Fr; 2 and 3 May off'],
  ['2022-05-16', '2022-05-12', 'P: We Th Fr; 9 and 10 May off'],
  ['2022-06-20', '2022-06-16', 'P: Tu–Fr; Mon 13 June for Sun 12'],
  ['2022-11-07', '2022-11-02', 'P: Mo Tu We Th; Fri 4 November off: Wednesday'],
  // New Year 2023: 1 January is a Sunday, P 26–30 December whole.
  ['2023-01-02', '2022-12-29', 'P 26–30 December is whole'],
  ['2023-01-09', '2022-12-29', 'P 2–6 January has none: Thursday 29 December'],
  ['2023-01-16', '2023-01-12', 'P 9–13 January is whole'],
  ['2023-02-27', '2023-02-21', 'P: Mo Tu We; Thu 23 and Fri 24 February off: Tuesday'],
  ['2023-03-13', '2023-03-09', 'P: Mo Tu Th Fr; Wed 8 March off'],
  ['2023-05-08', '2023-05-04', 'P: Tu–Fr; Mon 1 May off'],
  ['2023-05-15', '2023-05-11', 'P: We Th Fr; 8 and 9 May off'],
  ['2023-06-19', '2023-06-15', 'P: Tu–Fr; Mon 12 June off'],
  ['2023-11-06', '2023-11-02', 'P 30.10–3.11 is whole, Fri shortened'],
  ['2023-11-13', '2023-11-09', 'P: Tu–Fr; Mon 6 November for Sat 4'],
  // New Year 2024: 1–5 January are a whole week.
  ['2024-01-01', '2023-12-28', 'P 25–29 December is whole'],
  ['2024-01-08', '2023-12-28', 'P 1–5 January has none: Thursday 28 December'],
  ['2024-01-15', '2024-01-11', 'P: Tu–Fr; Mon 8 January off'],
  ['2024-02-26', '2024-02-21', 'P: Mo Tu We Th; Fri 23 February off: Wednesday'],
  ['2024-03-11', '2024-03-06', 'P: Mo Tu We Th; Fri 8 March off: Wednesday'],
  ['2024-04-29', '2024-04-26', 'P: Mo–Sa; Sat 27 April is worked: Friday'],
  ['2024-05-06', '2024-05-02', 'P: Th Fr; 29, 30 April and 1 May off'],
  ['2024-05-13', '2024-05-07', 'P: Mo Tu We; 9 and 10 May off: Tuesday'],
  ['2024-06-17', '2024-06-13', 'P: Mo Tu Th Fr; Wed 12 June off'],
  ['2024-11-04', '2024-11-01', 'P: Mo–Sa; Sat 2 November is worked: Friday'],
  ['2024-11-11', '2024-11-07', 'P: Tu–Fr; Mon 4 November off'],
  // New Year 2025: Sat 28 December is worked, 30 and 31 December are off.
  ['2024-12-30', '2024-12-27', 'P: Mo–Sa; Sat 28 December is worked: Friday'],
  ['2025-01-06', '2024-12-27', 'P 30.12–3.1 has none: 23–28 December, Friday'],
  ['2025-01-13', '2025-01-09', 'P: Th Fr; 6–8 January off'],
  ['2025-03-03', '2025-02-27', 'P 24–28 February is whole: Sun 23 moved to 8 May'],
  ['2025-05-05', '2025-04-29', 'P: Mo Tu We; Thu 1 and Fri 2 May off: Tuesday'],
  ['2025-05-12', '2025-05-06', 'P: Mo Tu We; Thu 8 and Fri 9 May off: Tuesday'],
  ['2025-06-16', '2025-06-10', 'P: Mo Tu We; Thu 12 and Fri 13 June off: Tuesday'],
  ['2025-11-03', '2025-10-31', 'P: Mo–Sa; Sat 1 November is worked: Friday'],
  ['2025-11-10', '2025-11-06', 'P: We Th Fr; 3 and 4 November off'],
  // New Year 2026: Wed 31 December 2025 is off, 5–9 January are a whole week.
  ['2026-01-05', '2025-12-29', 'P: Mo Tu: Monday'],
  ['2026-01-12', '2025-12-29', 'P 5–9 January has none: Monday 29 December'],
  ['2026-03-02', '2026-02-26', 'P: Tu–Fr; Mon 23 February off'],
  ['2026-03-16', '2026-03-12', 'P: Tu–Fr; Mon 9 March for Sun 8'],
  ['2026-05-04', '2026-04-29', 'P: Mo Tu We Th; Fri 1 May off: Wednesday'],
  ['2026-05-11', '2026-05-07', 'P 4–8 May is whole, Fri shortened'],
  ['2026-05-18', '2026-05-14', 'P: Tu–Fr; Mon 11 May for Sat 9'],
  ['2026-06-15', '2026-06-10', 'P: Mo Tu We Th; Fri 12 June off: Wednesday'],
  ['2026-11-09', '2026-11-05', 'P: Mo Tu Th Fr; Wed 4 November off'],
  // New Year 2027: Thu 31 December 2026 is off.
  ['2027-01-04', '2026-12-29', 'P: Mo Tu We: Tuesday'],
  ['2027-01-11', '2026-12-29', 'P 4–8 January has none: Tuesday 29 December'],
  ['2027-02-22', '2027-02-19', 'P: Mo–Sa; Sat 20 February is worked: Friday'],
  ['2027-03-01', '2027-02-25', 'P: We Th Fr; 22 (for the 20th) and 23 February off'],
  ['2027-03-15', '2027-03-11', 'P: Tu–Fr; Mon 8 March off'],
  ['2027-05-10', '2027-05-06', 'P: Tu–Fr; Mon 3 May for Sat 1'],
  ['2027-05-17', '2027-05-13', 'P: Tu–Fr; Mon 10 May for Sun 9'],
  ['2027-06-21', '2027-06-17', 'P: Tu–Fr; Mon 14 June for Sat 12'],
  ['2027-11-08', '2027-11-02', 'P: Mo Tu We; Thu 4 and Fri 5 November off: Tuesday'],
];

const FIRST = '2019-12-30';
const LAST = '2027-12-27';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ now: '2019-11-25T09:00:00+10:00' });
  // The bodies are as old as the weeks looked at, so that the calendar alone decides.
  const db = t.get(Database);
  await db.separately(() => db.change(`UPDATE authority SET valid_from = '2019-01-01T00:00:00Z'`));
  await createAccounts(t);
});
afterAll(() => t.close());

test('A-6: the plan of every week of 2020–2027 is asked for and due as worked out by hand; every other one on Thursday at 17:00', async () => {
  for (let day = '2019-11-25'; day <= '2027-12-20'; day = addDays(day, 21)) {
    t.clock.set(khv(`${day} 09:00`));
    await openDue(t);
  }
  const opened = await t.get(Database).rows<{ week: string; dueAt: Date; startedAt: Date; clause: string; role: string }>(
    `SELECT p.week, d.due_at AS "dueAt", d.started_at AS "startedAt", d.clause, d.bearer_role AS role
     FROM content_plan p JOIN deadline d ON d.subject_id = p.id AND d.obligation = 'plan.submit'
     WHERE p.authority_id = $1 AND p.week BETWEEN $2 AND $3 ORDER BY p.week`,
    [seedIds.authority('min-zdrav'), isoWeekOf(FIRST), isoWeekOf(LAST)],
  );
  const expected: Record<string, string> = {};
  for (let monday = FIRST; monday <= LAST; monday = addDays(monday, 7)) {
    // Thursday of the week before, unless the table says otherwise.
    const due = special.find(([week]) => week === monday)?.[1] ?? addDays(monday, -4);
    expected[isoWeekOf(monday)] = `${due}T17:00:00+10:00`;
  }
  expect(Object.keys(expected)).toHaveLength(418);
  expect(Object.fromEntries(opened.map(({ week, dueAt }) => [week, isoOffset(dueAt)]))).toEqual(expected);
  for (const { dueAt, startedAt, clause, role } of opened) {
    expect({ clause, role }).toEqual({ clause: 'A-6', role: 'authority' });
    // From the midnight that begins the week it is due in.
    expect([isoOffset(startedAt).slice(11), isoWeekOf(isoOffset(startedAt).slice(0, 10)), new Date(startedAt.getTime() + 10 * 3_600_000).getUTCDay()]).toEqual([
      '00:00:00+10:00', isoWeekOf(isoOffset(dueAt).slice(0, 10)), 1,
    ]);
  }
}, 120_000);

test('the table names at least thirty weeks whose plan is not due on a Thursday of the week before', () => {
  const odd = special.filter(([monday, due]) => due !== addDays(monday, -4));
  expect(odd.length).toBeGreaterThanOrEqual(30);
  expect(new Set(special.map(([monday]) => monday)).size).toBe(special.length);
  for (const [monday] of special) expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
});

test('every authority with an account owes one plan a week, once; one without owes none', async () => {
  const db = t.get(Database);
  const rows = await db.rows<{ code: string; plans: number; terms: number; accounts: number }>(
    `SELECT a.code, (SELECT count(*)::int FROM content_plan p WHERE p.authority_id = a.id) AS plans,
       (SELECT count(*)::int FROM deadline d WHERE d.bearer_authority_id = a.id AND d.obligation = 'plan.submit') AS terms,
       (SELECT count(*)::int FROM account c WHERE c.authority_id = a.id) AS accounts
     FROM authority a WHERE a.role IS DISTINCT FROM 'content-committee'`,
  );
  for (const { code, plans, terms, accounts } of rows) expect([code, plans === terms, plans > 400]).toEqual([code, true, accounts > 0]);
});
