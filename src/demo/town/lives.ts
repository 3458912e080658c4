import type { WorkingTime } from '../../calendar/index.js';
import { demoMessages, type DemoMessage } from '../data/index.js';
import { storyMessages } from '../story/stories.js';

/** What the officials do with a message at one of its turns. */
export type Did =
  | 'record'
  | 'decline'
  | 'merge'
  | 'route'
  | 'return'
  | 'reroute'
  | 'draft'
  | 'remarks'
  | 'revise'
  | 'approve'
  | 'publish'
  | 'consolidate';

/** How a message will fare; what becomes of it follows from this and from the product's own rules. */
export interface Life {
  message: DemoMessage;
  /** When it is recorded. */
  at: Date;
  /** Minutes of working time from the thing named to the next one. */
  pace: Record<Did, number>;
  /** Authority it goes to at first by mistake, which returns it (M-8). */
  wrongFirst: string | null;
  /** The curator has remarks (M-12.1). */
  remarks: boolean;
  /** A final answer follows the interim one (M-11.2). */
  finalToo: boolean;
  /** Nobody goes on after this. */
  stop: Did | null;
  /** It is merged into the first message of the life before it. */
  mergeInto: DemoMessage | null;
}

/** So many of the messages come on the day the demo ends on. */
const TODAY = 20;
const FIRST_DAY = '2020-09-30';
const SLOTS = 15;
const SLOT_MINUTES = 30;

const story = new Set(storyMessages.map(({ url }) => url));
const messages = demoMessages.filter(({ url }) => !story.has(url));
const earlier = messages.slice(0, -TODAY);
const today = messages.slice(-TODAY);

/** A number that looks random and is the same at every start. */
const dice = (index: number, sides: number, salt: number): number =>
  (((index + 1) * 2_654_435_761 + salt * 40_503) >>> 7) % sides;

/** The days before the story: nearly everything is answered, at an ordinary pace, some things late, a few forgotten. */
export function earlierLives(workingTime: WorkingTime): Life[] {
  const days = [0, 1, 2, 3, 4].map((n) => (n === 0 ? FIRST_DAY : workingTime.addWorkingDays(FIRST_DAY, n)));
  const perDay = Math.ceil(earlier.length / days.length);
  return earlier.map((message, index): Life => {
    const day = Math.floor(index / perDay);
    const slot = Math.floor(((index % perDay) * SLOTS) / perDay);
    const opening = workingTime.instantAt(days[day] as string, '09:00');
    const wrongFirst = message.authorities.length === 1 && dice(index, 11, 1) === 4 ? wrongAuthority(message) : null;
    const pace = ordinaryPace(index);
    return {
      message,
      at: new Date(workingTime.addWorkingTime(opening, (10 + slot * SLOT_MINUTES) * 60_000)),
      // What is not theirs people see at once.
      pace: wrongFirst ? { ...pace, route: 30 } : pace,
      wrongFirst,
      remarks: dice(index, 5, 2) === 0,
      finalToo: day < 3,
      stop: forgotten[index] ?? null,
      mergeInto: index === 1 ? (earlier[0] as DemoMessage) : null,
    };
  });
}

/** Messages nobody went on with, by their place; their terms are overdue. */
const forgotten: Record<number, Did> = {
  124: 'route', 131: 'draft', 138: 'route', 150: 'remarks', 157: 'route', 162: 'approve',
};

function ordinaryPace(index: number): Life['pace'] {
  // The one late step of some messages: past the hour, past the six hours.
  const late = (did: Did, every: number, salt: number, otherwise: number, much: number): [Did, number] => [
    did,
    dice(index, every, salt) === 0 ? much : otherwise,
  ];
  return {
    ...done,
    ...Object.fromEntries([
      late('record', 23, 3, 10 + 10 * dice(index, 2, 4), 80),
      late('route', 11, 5, 50 + 10 * dice(index, 22, 6), 400),
      late('draft', 17, 7, 10 + 10 * dice(index, 3, 8), 90),
      late('approve', 19, 9, 10 + 10 * dice(index, 2, 10), 70),
    ]),
    publish: 8 * 60 * (1 + dice(index, 3, 11)),
  };
}

const done: Life['pace'] = {
  record: 10, decline: 0, merge: 0, route: 40, return: 20, reroute: 60, draft: 20, remarks: 30, revise: 10, approve: 10,
  publish: 0, consolidate: 960,
};

const wrongAuthority = ({ authorities }: DemoMessage): string =>
  authorities.includes('min-zhkh') ? 'gu-gos-kontrol' : 'min-zhkh';

/** Where each of today's messages stands in the end, and how many minutes before it was recorded. */
const fates: readonly [stop: Did | null, minutes: number][] = [
  [null, 150], [null, 150], ['approve', 95], ['approve', 105], ['draft', 85],
  ['route', 140], ['route', 80], [null, 140], ['remarks', 115], ['draft', 70],
  ['route', 60], ['return', 65], ['draft', 100], ['remarks', 100], ['approve', 105],
  [null, 120], [null, 40], ['route', 30], ['record', 25], ['record', 5],
];

/** The day the demo ends on: something in every state, nothing overdue yet at `until`. */
export function todaysLives(workingTime: WorkingTime, from: Date, until: Date): Life[] {
  const total = workingTime.workingTimeBetween(from, until);
  return today.map((message, index): Life => {
    const [stop, minutes] = fates[index] as (typeof fates)[number];
    return {
      message,
      at: new Date(workingTime.addWorkingTime(from, Math.max(0, total - minutes * 60_000))),
      pace: { ...done, return: 480 },
      wrongFirst: stop === 'return' ? wrongAuthority(message) : null,
      remarks: stop === 'remarks',
      finalToo: false,
      stop,
      mergeInto: null,
    };
  });
}
