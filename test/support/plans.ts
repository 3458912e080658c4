import type { Response } from 'supertest';
import { AccountRefs } from '../../src/accounts/index.js';
import { OpenDuePlans, type PlanView } from '../../src/content-plans/index.js';
import type { ObligationKey } from '../../src/regulation/index.js';
import type { TestApp } from './app.js';
import { createAccounts, createExecutor, createPerson, type ContactPerson, type Person } from './factories.js';

/** Two clerks of the committee and two authorities with accounts, and what they do with plans over HTTP. */
export interface PlanCast {
  clerk: Person;
  colleague: Person;
  /** Health: accounts in all four networks. */
  health: ContactPerson;
  /** Forests: an account in VK alone. */
  forests: ContactPerson;
  /** Accounts of a person's authority, of the committee's clerks the Government's. */
  accountsOf: (person: Person) => Promise<{ id: string; network: string }[]>;
  send: (person: Person, method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object, headers?: Record<string, string>) => Promise<Response>;
  view: (id: string, person?: Person) => Promise<PlanView>;
  /** The plan of a person's authority for a week, opened if it is not yet. */
  plan: (person: Person, week: string) => Promise<PlanView>;
  /** So many posts, from Monday of the plan's week on, two a day. */
  fill: (person: Person, plan: PlanView, count?: number, more?: object) => Promise<PlanView>;
  act: (person: Person, plan: Pick<PlanView, 'id'>, act: string, body?: object) => Promise<PlanView>;
}

export async function planCast(t: TestApp): Promise<PlanCast> {
  await createAccounts(t);
  const clerk = await createPerson(t, { role: 'committee' });
  const colleague = await createPerson(t, { role: 'committee' });
  const health = await createExecutor(t, { authorityCode: 'min-zdrav' });
  const forests = await createExecutor(t, { authorityCode: 'upr-lesami' });
  const send: PlanCast['send'] = (person, method, path, body, headers = {}) => {
    const request = t.http[method](`/api/v1${path}`).set({ ...person.auth, ...headers });
    return (body ? request.send(body) : request).then((answer) => answer);
  };
  const accountsOf = (person: Person) => t.get(AccountRefs).ofOwner(person.authorityId);
  const view: PlanCast['view'] = async (id, person = clerk) => expectPlan(await send(person, 'get', `/content-plans/${id}`));
  return {
    clerk, colleague, health, forests, accountsOf, send, view,
    plan: async (person, week) => {
      const answer = await send(person, 'post', '/content-plans', { week });
      return answer.status === 409 ? view(answer.body.existingId, person) : expectPlan(answer, 201);
    },
    fill: async (person, plan, count = 5, more = {}) => {
      const [account] = await accountsOf(person);
      let filled = plan;
      for (let n = 0; n < count; n += 1) {
        filled = expectPlan(await send(person, 'post', `/content-plans/${plan.id}/items`, { ...post(plan, n), accountIds: [account?.id], ...more }), 201);
      }
      return filled;
    },
    act: async (person, { id }, act, body) => expectPlan(await send(person, 'post', `/content-plans/${id}/${act}`, body)),
  };
}

/** The n-th post of a week: two a day, at 10 and at 16. */
export const post = ({ from }: Pick<PlanView, 'from'>, n: number) => ({
  date: new Date(Date.parse(`${from}T00:00:00Z`) + Math.floor(n / 2) * 86_400_000).toISOString().slice(0, 10),
  time: n % 2 === 0 ? '10:00' : '16:00',
  theme: `Публикация ${n + 1}`,
  format: 'photo',
});

/** The plan an act answered with; any other answer fails the test with what was said. */
export function expectPlan(answer: Response, status = 200): PlanView {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body as PlanView;
}

/** Newest term of the obligation in a plan; the test fails when there is none. */
export function planTerm(plan: PlanView, obligation: ObligationKey): PlanView['deadlines'][number] {
  const found = plan.deadlines.filter((term) => term.obligation === obligation).toSorted((a, b) => a.id.localeCompare(b.id)).at(-1);
  if (!found) throw new Error(`No term ${obligation}`);
  return found;
}

/** Keys of the terms open in a plan, sorted. */
export const openPlanTerms = (plan: PlanView): string[] =>
  plan.deadlines.filter(({ state }) => state === 'open' || state === 'overdue').map(({ obligation }) => obligation).toSorted();

/** What the timetable does once a minute. */
export const openDue = (t: TestApp): Promise<void> => t.get(OpenDuePlans).execute();
