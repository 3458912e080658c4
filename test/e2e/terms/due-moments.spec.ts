import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IncidentView } from '../../../src/incidents/index.js';
import { actsOf } from '../../support/acts.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { type Cast, cast } from '../../support/incidents.js';
import { type IncidentObligation, incidentObligations, obliged, termOf } from '../../support/obliged.js';

let t: TestApp;
let c: Cast;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-01T09:00:00+10:00' });
  c = await cast(t);
});
afterAll(() => t.close());

/**
 * Worked out by hand on the calendars of 2020 and 2021, 9:00–18:00 with lunch 13:00–14:00: 11 June 2020 closes at 17:00,
 * 12 June is a holiday; 24 June and 1 July 2020 are off by decree; Saturday 20 February 2021 is worked instead of Monday
 * the 22nd and closes at 17:00, the 23rd is a holiday.
 * Columns: where the term starts; a clock hour; one working hour; six working hours; seven working days.
 */
const situations: Record<string, readonly [string, string, string, string, string]> = {
  'a plain morning (Wed)': ['2020-06-17 10:07:13', '2020-06-17 11:07:13', '2020-06-17 11:07:13', '2020-06-17 17:07:13', '2020-06-29 18:00:00'],
  'over the lunch break': ['2020-06-17 12:30:13', '2020-06-17 13:30:13', '2020-06-17 14:30:13', '2020-06-18 10:30:13', '2020-06-29 18:00:00'],
  'started during lunch': ['2020-06-17 13:20:13', '2020-06-17 14:20:13', '2020-06-17 15:00:00', '2020-06-18 11:00:00', '2020-06-29 18:00:00'],
  'over a weekend (Fri)': ['2020-06-19 17:30:13', '2020-06-19 18:30:13', '2020-06-22 09:30:13', '2020-06-22 15:30:13', '2020-07-02 18:00:00'],
  'before a holiday, on its shortened eve (Thu)': ['2020-06-11 16:30:13', '2020-06-11 17:30:13', '2020-06-15 09:30:13', '2020-06-15 15:30:13', '2020-06-23 18:00:00'],
  'ending on the shortened eve of a holiday': ['2020-06-02 09:00:00', '2020-06-02 10:00:00', '2020-06-02 10:00:00', '2020-06-02 16:00:00', '2020-06-11 17:00:00'],
  'over to a working Saturday (Fri)': ['2021-02-19 17:30:13', '2021-02-19 18:30:13', '2021-02-20 09:30:13', '2021-02-20 15:30:13', '2021-03-03 18:00:00'],
  'from a working, shortened Saturday over its day off': ['2021-02-20 16:30:13', '2021-02-20 17:30:13', '2021-02-24 09:30:13', '2021-02-24 15:30:13', '2021-03-04 18:00:00'],
  'ending on a working, shortened Saturday': ['2021-02-11 09:00:00', '2021-02-11 10:00:00', '2021-02-11 10:00:00', '2021-02-11 16:00:00', '2021-02-20 17:00:00'],
  'outside hours, in the evening': ['2020-06-17 20:15:13', '2020-06-17 21:15:13', '2020-06-18 10:00:00', '2020-06-18 16:00:00', '2020-06-29 18:00:00'],
  'outside hours, on a Sunday': ['2020-06-21 12:00:13', '2020-06-21 13:00:13', '2020-06-22 10:00:00', '2020-06-22 16:00:00', '2020-07-02 18:00:00'],
  'on a day off by decree': ['2020-06-24 11:00:13', '2020-06-24 12:00:13', '2020-06-25 10:00:00', '2020-06-25 16:00:00', '2020-07-06 18:00:00'],
  'over a day off by decree (Tue)': ['2020-06-30 17:30:13', '2020-06-30 18:30:13', '2020-07-02 09:30:13', '2020-07-02 15:30:13', '2020-07-10 18:00:00'],
};

/** Which column a term is found in. */
const column: Record<IncidentObligation, 1 | 2 | 3 | 4> = {
  // M-6: a clock hour, for the clause does not say "working".
  'incident.route': 1,
  'incident.route-several': 2,
  'assignment.return': 2,
  'assignment.reroute': 2,
  'reply.draft': 3,
  'reply.final': 4,
  'reply.review': 2,
  'reply.revise': 2,
  'reply.publish': 2,
  'reply.publish-for-executor': 2,
  'reply.consolidate': 2,
};

/** Incidents with every act at one moment, in which all terms of an incident began. */
async function livesAt(start: string): Promise<Record<IncidentObligation, IncidentView>> {
  t.clock.set(khv(start));
  const acts = actsOf(c);
  const life = obliged(c);
  const recorded = await c.record();
  const routed = await c.route(recorded, c.health);
  const interim = await acts.draft(routed, c.health, 'interim');
  return {
    'incident.route': recorded,
    'incident.route-several': recorded,
    'assignment.return': routed,
    'reply.draft': routed,
    'reply.review': interim,
    'reply.final': interim,
    'reply.publish': await acts.approve(interim, c.health),
    'assignment.reroute': await life['assignment.reroute'].begin(),
    'reply.revise': await life['reply.revise'].begin(),
    'reply.publish-for-executor': await life['reply.publish-for-executor'].begin(),
    'reply.consolidate': await life['reply.consolidate'].begin(),
  };
}

/** The main directorate of internal policy, whoever of its people is on duty. */
const curator = { role: 'curator', authorityId: expect.any(String), contactId: null };

describe.each(Object.entries(situations))('%s', (_, row) => {
  let lives: Record<IncidentObligation, IncidentView>;
  beforeAll(async () => {
    lives = await livesAt(row[0]);
  });

  test.each(incidentObligations)('%s: %s borne by the %s', (clause, key, bearer) => {
    const executor = { role: 'executor', authorityId: c.health.authorityId, contactId: c.health.contactId };
    expect(termOf(lives[key], key)).toMatchObject({
      clause,
      state: 'open',
      bearer: bearer === 'executor' ? executor : curator,
      startedAt: iso(row[0]),
      dueAt: iso(row[column[key]]),
      metAt: null,
      passedAt: null,
    });
  });
});

/** A local moment of the table as the interface writes it. */
function iso(local: string): string {
  return `${local.replace(' ', 'T')}+10:00`;
}
