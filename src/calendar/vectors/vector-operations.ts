import type { Boundary, WorkingTime } from '../working-time.js';
import { VectorError, isJson } from './vector-file.js';
import type { Vector } from './vector-file.js';
import { formatInstant, hasFraction, isDate, parseInstant, readAmount, readDays } from './vector-values.js';

/** What an operation gave against what it should; both as text for people. */
export interface Outcome {
  readonly passed: boolean;
  readonly expected: string;
  readonly actual: string;
}

type Operation = (time: WorkingTime, vector: Vector) => Outcome;

/** Every operation of the product, by its name in the vectors. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  addWorkingTime: (time, vector) =>
    instant(time, vector, time.addWorkingTime(from(time, vector), readAmount(vector.input), boundaryOf(vector))),
  workingTimeBetween: between,
  durationBetween: between,
  isWorking: (time, vector) => plain(vector, time.isWorking(from(time, vector))),
  isWorkingDay: (time, vector) => plain(vector, time.isWorkingDay(dateOf(time, vector))),
  nextWorkingInstant: (time, vector) => instant(time, vector, time.nextWorkingInstant(from(time, vector))),
  nextClosingInstant: (time, vector) => instant(time, vector, time.nextClosingInstant(from(time, vector))),
  addWorkingDays: (time, vector) => plain(vector, time.addWorkingDays(dateOf(time, vector), readDays(vector.input))),
  contentPlanDeadline: (time, vector) => {
    const week = vector.input['weekStart'];
    if (!isDate(week)) throw new VectorError(`"weekStart" is not a date: ${JSON.stringify(week)}`);
    return instant(time, vector, time.contentPlanDeadline(week));
  },
};

/** Operations the libraries behind the vectors have and the product has no use for: terms only run forward. */
const UNUSED: ReadonlySet<string> = new Set([
  'addDaysThenSnap', 'addWorkingDaysKeepTime', 'nextPeriodStart', 'previousClosingInstant', 'previousPeriodEnd',
  'previousWorkingInstant', 'workingDaysBetween', 'workingPeriods',
]);

/** The name a vector is skipped under, null when it is to be run, undefined when the operation is not known. */
export function skipNameOf({ op, input }: Vector): string | null | undefined {
  if (UNUSED.has(op)) return op;
  if (!Object.hasOwn(OPERATIONS, op)) return undefined;
  const amounts = [input['amount'], input['seconds'], input['days']];
  const backward = input['direction'] === 'backward' || amounts.some((amount) => Number(amount) < 0);
  return backward ? `${op} backward` : null;
}

export function boundaryOf({ boundary }: Vector): Boundary {
  if (boundary === undefined) return 'earliest';
  if (boundary === 'earliest' || boundary === 'latest') return boundary;
  throw new VectorError(`unknown boundary "${boundary}"`);
}

/** Working seconds. Reversed instants: negative under `earliest`, zero under `latest`, as the libraries have it. */
function between(time: WorkingTime, vector: Vector): Outcome {
  const ms = time.workingTimeBetween(
    parseInstant(vector.input['from'], time.timeZone),
    parseInstant(vector.input['to'], time.timeZone),
  );
  const exact = (boundaryOf(vector) === 'latest' ? Math.max(ms, 0) : ms) / 1000;
  const expected = isJson(vector.expected) ? vector.expected['seconds'] : vector.expected;
  const actual = wholeSeconds(vector, expected) ? roundAway(exact) : exact;
  return { passed: expected === actual, expected: `${show(expected)} s`, actual: `${exact} s` };
}

function instant(time: WorkingTime, vector: Vector, result: number): Outcome {
  const actual = formatInstant(result, time.timeZone);
  if (isDate(vector.expected)) {
    return { passed: time.localDateOf(result) === vector.expected, expected: vector.expected, actual };
  }
  const expected = parseInstant(vector.expected, time.timeZone);
  const rounded = hasFraction(vector.input) && expected % 1000 === 0 ? Math.round(result / 1000) * 1000 : result;
  return { passed: expected === rounded, expected: formatInstant(expected, time.timeZone), actual };
}

function plain(vector: Vector, actual: string | boolean): Outcome {
  return { passed: actual === vector.expected, expected: show(vector.expected), actual: show(actual) };
}

/** Results are recorded in whole seconds: a fraction in the input must not make a rounded result a mismatch. */
function wholeSeconds(vector: Vector, expected: unknown): boolean {
  return hasFraction(vector.input) && Number.isInteger(expected);
}

function roundAway(value: number): number {
  return value < 0 ? 0 - Math.round(-value) : Math.round(value);
}

function from(time: WorkingTime, vector: Vector): number {
  return parseInstant(vector.input['time'], time.timeZone);
}

/** The date of the input, or the local date of its instant. */
function dateOf(time: WorkingTime, { input }: Vector): string {
  const value = input['date'] ?? input['time'];
  return isDate(value) ? value : time.localDateOf(parseInstant(value, time.timeZone));
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
