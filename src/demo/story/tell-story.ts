import type { WorkingTime } from '../../calendar/index.js';
import { locationId } from '../../executors/index.js';
import type { AssignmentView, IncidentView } from '../../incidents/index.js';
import { demoPeople, type DemoPerson } from '../data/index.js';
import type { Interface } from './interface.js';
import { contactOf, topicOf } from './lookups.js';
import type { Page } from './page.js';
import type { DemoVk } from '../vk/demo-vk.js';
import type { Story } from './stories.js';
import { Teller } from './teller.js';

/** The beginning of the working day at which stories start, local time. */
const BEGIN = '09:20';
/** Working minutes from the beginning to each turn of the story. */
const turns = {
  record: 0,
  route: 25,
  return: 45,
  reroute: 95,
  draft: 140,
  remarks: 150,
  revise: 190,
  interim: 445,
  approve: 480,
  consolidate: 555,
  final: 1060,
  approveFinal: 1080,
  close: 1110,
} as const;

/** When a story told from `now` on begins: at 9:20 of the first working day that has not come so far. */
export function beginningAfter(now: Date, workingTime: WorkingTime): Date {
  const today = workingTime.localDateOf(now);
  const begins = workingTime.isWorkingDay(today) ? workingTime.instantAt(today, BEGIN) : 0;
  return new Date(
    begins >= now.getTime() ? begins : workingTime.instantAt(workingTime.addWorkingDays(today, 1), BEGIN),
  );
}

/** Who acts in a story. */
export function castOf({ first, wrong, right }: Story): Record<'curator' | 'first' | 'wrong' | 'right', DemoPerson> {
  const some = (role: DemoPerson['role'], code?: string) =>
    demoPeople.find(
      (person) => person.role === role && (code === undefined || person.authorityCode === code),
    ) as DemoPerson;
  return {
    curator: some('curator'),
    first: some('executor', first),
    wrong: some('executor', wrong),
    right: some('executor', right),
  };
}

/** Where a story is told. */
interface Stage {
  api: Interface;
  page: Page;
  workingTime: WorkingTime;
  begin: Date;
  /** How many stories of whatever message were told before: no two are answered by the same post. */
  number: number;
  /** How often this message has been found before: each time it is another post of the same text. */
  times: number;
  /** The network the last answer is published in. */
  vk: DemoVk;
  /** Address of the running product. */
  root: string;
}

/** Tells one incident's story: M-6 to M-13.3, with a return, an interim answer, remarks and one term passed. */
export async function tellStory(story: Story, { api, page, workingTime, begin, number, times, vk, root }: Stage): Promise<void> {
  const { curator, first, wrong, right } = castOf(story);
  const { message } = story;
  const teller = new Teller(api, page, workingTime, curator, begin);
  await teller.prepare();
  await teller.moveTo(begin);
  const asCurator = (path: string, body?: object) => api.post<IncidentView>(curator.email, path, body);
  const as = (person: DemoPerson, path: string, body?: object) => api.post<IncidentView>(person.email, path, body);
  const contact = (person: DemoPerson) => contactOf(api, curator, person);
  const contacts = { first: await contact(first), wrong: await contact(wrong), right: await contact(right) };
  const part = (incident: IncidentView, who: keyof typeof contacts) =>
    incident.assignments.findLast(({ executor }) => executor?.id === contacts[who]) as AssignmentView;
  const draft = (incident: IncidentView, who: keyof typeof contacts) => part(incident, who).drafts.at(-1)?.id ?? '';
  const topicId = await topicOf(api, curator, message.topic);
  const place = message.oktmo ? { locationId: locationId(message.oktmo) } : {};
  const answer = (n: number) => `https://vk.com/wall-990000001_${70_000 + 10 * number + n}?reply=${n}`;

  const found = {
    network: message.network,
    url: times === 0 ? message.url : message.url.replace(/\d+$/, (reply) => String(Number(reply) + times)),
    author: { name: message.authorName, profileUrl: message.profileUrl ?? null },
    text: message.text,
    postedAt: new Date(begin.getTime() - 100 * 60_000).toISOString(),
  };
  const says = (text: string): string => text.replaceAll(/\s+/g, ' ');

  const { id } = await teller.deed({
    after: turns.record,
    by: curator,
    says: says(message.text),
    act: () => asCurator('/incidents', found),
  });
  const route = (after: number, executorIds: string[], note: string) =>
    teller.deed({
      after,
      by: curator,
      says: note,
      act: () => asCurator(`/incidents/${id}/route`, { topicId, ...place, executorIds, note }),
    });

  let now = await route(turns.route, [contacts.first, contacts.wrong], story.note);
  const returned = part(now, 'wrong').id;
  await teller.deed({
    after: turns.return,
    by: wrong,
    says: story.returnReason,
    act: () => as(wrong, `/assignments/${returned}/return`, { reason: story.returnReason }),
  });
  now = await route(turns.reroute, [contacts.right], story.rerouteNote);
  const [firstPart, rightPart] = [part(now, 'first').id, part(now, 'right').id];

  now = await teller.deed({
    after: turns.draft,
    by: first,
    says: story.firstDraft,
    act: () => as(first, `/assignments/${firstPart}/drafts`, { kind: 'final', text: story.firstDraft }),
  });
  const remarked = draft(now, 'first');
  await teller.deed({
    after: turns.remarks,
    by: curator,
    says: story.remarks,
    act: () => asCurator(`/drafts/${remarked}/request-changes`, { remarks: story.remarks }),
  });
  await teller.deed({
    after: turns.revise,
    by: first,
    says: story.firstRevised,
    act: () => as(first, `/assignments/${firstPart}/revise-and-publish`, { text: story.firstRevised }),
  });
  now = await teller.deed({
    after: turns.interim,
    by: right,
    says: story.interimPart,
    act: () => as(right, `/assignments/${rightPart}/drafts`, { kind: 'interim', text: story.interimPart }),
  });
  const interim = draft(now, 'right');
  await teller.deed({ after: turns.approve, by: curator, act: () => asCurator(`/drafts/${interim}/approve`) });
  const consolidated = (after: number, text: string, n: number) =>
    teller.deed({
      after,
      by: curator,
      says: text,
      act: () => asCurator(`/incidents/${id}/consolidated-reply`, { text, url: answer(n) }),
    });
  await consolidated(turns.consolidate, story.interimAnswer, 1);

  now = await teller.deed({
    after: turns.final,
    by: right,
    says: story.finalPart,
    act: () => as(right, `/assignments/${rightPart}/drafts`, { kind: 'final', text: story.finalPart }),
  });
  const last = draft(now, 'right');
  await teller.deed({ after: turns.approveFinal, by: curator, act: () => asCurator(`/drafts/${last}/approve`) });
  // The final answer goes out by itself; the interim one was placed by hand.
  vk.stands([found]);
  const closed = await teller.deed({
    after: turns.close,
    by: curator,
    says: story.finalAnswer,
    act: async () => {
      await asCurator(`/incidents/${id}/consolidated-reply`, { text: story.finalAnswer, through: 'network' });
      return whenOut(() => api.get<IncidentView>(curator.email, `/incidents/${id}`));
    },
  });
  const link = closed.publications.at(-1)?.url ?? '';
  page.body(`Опубликовано через программный интерфейс ВКонтакте: ${link}`, { sign: '↗', inks: ['green'] });
  page.body(`В демонстрации сеть учебная, её стена: ${wallOf(link, root)}`, { sign: ' ' });
  page.title('Сроки этого сообщения: что требовало постановление и как вышло');
  await teller.summary();
}

/** How long the network may take for one answer, milliseconds. */
const PATIENCE_MS = 60_000;

/** Waits until the answer is out. @throws Error with why, when it waits for a person instead. */
async function whenOut(read: () => Promise<IncidentView>): Promise<IncidentView> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const incident = await read();
    const delivery = incident.deliveries.at(-1);
    if (delivery?.state === 'published') return incident;
    if (delivery?.state === 'manual' || performance.now() > until) throw new Error(`The answer is not out: ${delivery?.state} ${delivery?.reason}`);
    await new Promise((next) => setTimeout(next, 200));
  }
}

/** Where a link of the demo's VK can be looked at. */
export const wallOf = (link: string, root: string): string => {
  const { pathname, search } = new URL(link);
  return `${root}/demo/vk${pathname}${search}`;
};
