import type { INestApplicationContext } from '@nestjs/common';
import type { WorkingTime } from '../../calendar/index.js';
import { locationId } from '../../executors/index.js';
import type { IncidentView } from '../../incidents/index.js';
import { demoPeople, type DemoPerson } from '../data/index.js';
import type { Interface } from './interface.js';
import { letterStory } from './letter-story-texts.js';
import { type FoundLetter, Letterbox } from './letterbox.js';
import { contactOf, topicOf } from './lookups.js';
import type { Page } from './page.js';
import { nameOf, Teller } from './teller.js';

/** Working minutes from the beginning to each turn. */
const turns = { record: 0, route: 20, return: 55, reroute: 80, interim: 165, approve: 195, publish: 225, final: 545, remarks: 575, revise: 615 } as const;

/** Where the story is told. */
interface Stage {
  app: INestApplicationContext;
  api: Interface;
  page: Page;
  workingTime: WorkingTime;
  begin: Date;
  /** How often it was told before: each time it is another post. */
  number: number;
}

const personOf = (role: DemoPerson['role'], code?: string): DemoPerson =>
  demoPeople.find((person) => person.role === role && (code === undefined || person.authorityCode === code)) as DemoPerson;

/**
 * Tells one incident's story by letters: executors and curator read them in their mailboxes and answer there (M-8 to M-13).
 * Only the messages themselves are recorded and routed in the interface (M-6).
 */
export async function tellLetterStory({ app, api, page, workingTime, begin, number }: Stage): Promise<void> {
  const { message } = letterStory;
  const [curator, wrong, right] = [personOf('curator'), personOf('executor', letterStory.wrong), personOf('executor', letterStory.right)];
  const teller = new Teller(api, page, workingTime, curator, begin);
  const letters = new Letterbox(app, api.root);
  await teller.prepare();
  await teller.moveTo(begin);

  const asCurator = (path: string, body: object) => api.post<IncidentView>(curator.email, path, body);
  const posted = (reply: number): string => message.url.replace(/\d+$/, (last) => String(Number(last) + reply));
  const found = {
    network: message.network, url: posted(10 * number), author: { name: message.authorName, profileUrl: message.profileUrl ?? null }, text: message.text,
    postedAt: new Date(begin.getTime() - 45 * 60_000).toISOString(),
  };
  const incident = await teller.deed({ after: turns.record, by: curator, says: message.text, act: () => asCurator('/incidents', found) });
  const topicId = await topicOf(api, curator, message.topic);
  const contacts = new Map<DemoPerson, string>();
  for (const person of [wrong, right]) contacts.set(person, await contactOf(api, curator, person));

  const route = async (after: number, to: DemoPerson, note: string) => {
    await before(after);
    await teller.deed({
      after, by: curator, says: note,
      act: () => asCurator(`/incidents/${incident.id}/route`, { topicId, locationId: locationId(message.oktmo ?? ''), executorIds: [contacts.get(to)], note }),
    });
  };
  /** What happened to others goes out before, so that the story's letters come alone. */
  const before = async (after: number) => {
    await teller.moveTo(teller.moment(after - 1));
    await letters.bring();
  };
  /** A minute later the letter about it lies in the mailbox. */
  const comes = async (after: number, to: DemoPerson): Promise<FoundLetter> => {
    await letters.bring();
    const at = teller.moment(after + 1);
    await teller.moveTo(at);
    const letter = await letters.find(to.email, incident.number, teller.moment(after));
    teller.remark(at, `Письмо: ${nameOf(to)}, ${to.email}`, '✉', 'cyan');
    page.body(letter.page, { inks: ['dim'] });
    return letter;
  };
  const answers = async (after: number, by: DemoPerson, letter: FoundLetter, text: string): Promise<void> => {
    await before(after);
    await teller.deed({
      after, by, says: text.replaceAll(/\s+/g, ' '), how: `ответ на это письмо из ящика ${by.email}`,
      act: async () => {
        await letters.answer(letter, text);
        return incident;
      },
    });
  };

  await route(turns.route, wrong, letterStory.note);
  await answers(turns.return, wrong, await comes(turns.route, wrong), letterStory.returned);
  await route(turns.reroute, right, letterStory.rerouteNote);
  await answers(turns.interim, right, await comes(turns.reroute, right), letterStory.interim);
  await answers(turns.approve, curator, await comes(turns.interim, curator), letterStory.approved);
  const approval = await comes(turns.approve, right);
  await answers(turns.publish, right, approval, posted(10 * number + 1));
  await answers(turns.final, right, approval, letterStory.final);
  await answers(turns.remarks, curator, await comes(turns.final, curator), letterStory.remarks);
  await answers(turns.revise, right, await comes(turns.remarks, right), `${letterStory.revised}\n\n${posted(10 * number + 2)}`);
}
