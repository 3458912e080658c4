import { pathToFileURL } from 'node:url';
import dayjs from 'dayjs';
import dayjsBusinessTime from 'dayjs-business-time';
// The pure files themselves: the arithmetic is measured without the application around it.
import { productionCalendars } from '../src/calendar/data/index.js';
import { compileWorkingTime } from '../src/calendar/working-time.js';

/** One line of the table: what was measured, for us and for the peer, in the same run. */
export interface WorktimeBenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly target: string;
  readonly met: boolean;
  readonly note: string;
}

const ZONE = 'Asia/Vladivostok';
const HOURS = 6;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const YEARS = productionCalendars.filter(({ year }) => year === 2021 || year === 2022);
const TARGET_PER_SECOND = 2_000_000;
const TARGET_RATIO = 200;

/**
 * Adds six working hours with lunch and the Russian calendar from minutes spread over 2021 and 2022, by ours and
 * by dayjs-business-time, and compares the results one by one.
 * @throws Error when they differ where the peer should be right: it knows neither shortened days nor working
 * weekends, so terms that touch one are counted apart.
 */
export async function benchWorktime(): Promise<WorktimeBenchRow[]> {
  const zone = process.env['TZ'];
  // The peer counts on the clocks of the process.
  process.env['TZ'] = ZONE;
  try {
    return measure();
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
}

function measure(): WorktimeBenchRow[] {
  const starts = spreadMinutes(20_000);
  const time = compileWorkingTime({ schedule: weekly(), calendar: productionCalendars, timeZone: ZONE });
  preparePeer();
  const peerStarts = starts.slice(0, 2000).map((start) => dayjs(start));
  const note = compareResults(starts.slice(0, 2000), (start) => time.addWorkingTime(start, HOURS * HOUR_MS));

  let sink = 0;
  const ours = bestPerSecond(5, 400, starts.length, () => {
    for (const start of starts) sink += time.addWorkingTime(start, HOURS * HOUR_MS);
  });
  const peer = bestPerSecond(2, 1000, 200, (round) => {
    for (let i = 0; i < 200; i += 1) {
      const start = peerStarts[(round * 200 + i) % peerStarts.length] as dayjs.Dayjs;
      sink += start.addBusinessHours(HOURS).valueOf();
    }
  });
  if (!Number.isFinite(sink)) throw new Error('the results are no instants');
  const ratio = ours / peer;
  const name = 'add 6 working hours (lunch, Russian calendar)';
  const row = { name, unit: 'calls/s', ours, peer, ratio, note };
  return [
    { ...row, target: `ours >= ${TARGET_PER_SECOND} per second`, met: ours >= TARGET_PER_SECOND },
    { ...row, target: `ours >= ${TARGET_RATIO} x dayjs-business-time`, met: ratio >= TARGET_RATIO },
  ];
}

function weekly() {
  const day = [['09:00', '13:00'], ['14:00', '18:00']] as const;
  return { mon: day, tue: day, wed: day, thu: day, fri: day };
}

function preparePeer(): void {
  dayjs.extend(dayjsBusinessTime);
  const day = [{ start: '09:00:00', end: '13:00:00' }, { start: '14:00:00', end: '18:00:00' }];
  dayjs.setBusinessTime({
    sunday: null, monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: null,
  });
  dayjs.setHolidays(YEARS.flatMap(({ nonWorkingWeekdays }) => [...nonWorkingWeekdays]));
}

/** Whole minutes, as the peer knows no smaller ones, at any hour of any day; the same ones in every run. */
function spreadMinutes(count: number): number[] {
  const [from, to] = [Date.parse('2021-01-01T00:00:00+10:00'), Date.parse('2022-12-20T00:00:00+10:00')];
  const minutes = (to - from) / MINUTE_MS;
  let state = 77;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from + Math.floor((state / 2 ** 32) * minutes) * MINUTE_MS;
  });
}

/** @throws Error when a result differs that has nothing to do with what the peer cannot express. */
function compareResults(starts: readonly number[], ours: (start: number) => number): string {
  const beyondPeer = new Set(YEARS.flatMap(({ shortenedDays, workingWeekends }) =>
    [...shortenedDays, ...workingWeekends.map(({ date }) => date)]));
  const localDate = (at: number): string => new Date(at + 10 * HOUR_MS).toISOString().slice(0, 10);
  let [equal, apart] = [0, 0];
  for (const start of starts) {
    const [mine, theirs] = [ours(start), dayjs(start).addBusinessHours(HOURS).valueOf()];
    if (mine === theirs) {
      equal += 1;
      continue;
    }
    const touched: string[] = [];
    for (let at = start; at < Math.max(mine, theirs) + DAY_MS; at += DAY_MS) touched.push(localDate(at));
    if (!touched.some((date) => beyondPeer.has(date))) {
      throw new Error(`from ${localDate(start)} ${start}: ours ${mine}, dayjs-business-time ${theirs}`);
    }
    apart += 1;
  }
  return `${equal} of ${starts.length} results equal; ${apart} touch a shortened day or a working Saturday, `
    + 'which the peer does not know';
}

/** The best of several rounds of at least `ms` each, in calls per second. */
function bestPerSecond(rounds: number, ms: number, calls: number, run: (round: number) => void): number {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    let [done, elapsed] = [0, 0];
    while (elapsed < ms) {
      run(done);
      done += 1;
      elapsed = performance.now() - started;
    }
    best = Math.max(best, (done * calls * 1000) / elapsed);
  }
  return best;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { name, ours, peer, ratio, target, met, note } of await benchWorktime()) {
    console.log(`${name}: ours ${Math.round(ours)}/s, peer ${Math.round(peer)}/s, ${ratio.toFixed(0)} x`);
    console.log(`  ${met ? 'met' : 'MISSED'}: ${target} (${note})`);
  }
}
