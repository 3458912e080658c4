import { describe, expect, it } from '@jest/globals';
import { worktimeCommand } from './worktime-command.js';

const WEEK = { mon: [['09:00', '13:00'], ['14:00', '18:00']], tue: [['09:00', '17:00']] };
const PLAIN = { hours: WEEK, specialDays: {}, breaks: {}, holidays: [], timeZone: 'Etc/UTC' };
const DAYS = { id: 'A', weekly: { ...WEEK, wed: WEEK.mon, thu: WEEK.mon, fri: WEEK.mon }, decreeDays: 'non-working' };

interface Run {
  readonly code: number;
  readonly out: string[];
  readonly err: string[];
}

function runText(text: string): Run {
  const [out, err]: [string[], string[]] = [[], []];
  const code = worktimeCommand(['file.json'], {
    readFile: () => text, print: (line) => out.push(line), complain: (line) => err.push(line),
  });
  return { code, out, err };
}

/** Runs one vector; the fields left out are those of a plain schedule without a calendar. */
function run(vector: Record<string, unknown>): Run {
  return runText(JSON.stringify({ schedules: { A: DAYS }, vectors: [{ id: 'v1', schedule: PLAIN, ...vector }] }));
}

type Fields = Record<string, unknown>;

function result(op: string, input: Fields, expected: unknown, more: Fields = {}): string {
  return run({ op, input, expected, ...more }).out.at(-1) as string;
}

const PASSED = '1 passed, 0 failed, 0 skipped';
const FAILED = '0 passed, 1 failed, 0 skipped';
const SKIPPED = '0 passed, 0 failed, 1 skipped';

describe('the worktime command', () => {
  // 4 January 2021 was a Monday.
  it.each<[string, string, Record<string, unknown>, unknown, Record<string, unknown>?]>([
    ['seconds', 'addWorkingTime', { time: '2021-01-04T12:30:00Z', seconds: 3600 }, '2021-01-04T14:30:00Z'],
    ['a unit', 'addWorkingTime', { time: '2021-01-04T12:30:00Z', amount: 90, unit: 'minute', direction: 'forward' },
      '2021-01-04T15:00:00Z'],
    ['a fraction of an hour', 'addWorkingTime', { time: '2021-01-04T09:00:00Z', amount: 4.1, unit: 'hour' },
      '2021-01-04T14:06:00Z'],
    ['another offset', 'addWorkingTime', { time: '2021-01-04T22:30:00+10:00', seconds: 3600 },
      '2021-01-05T00:30:00+10:00'],
    ['an exact fill', 'addWorkingTime', { time: '2021-01-04T17:00:00Z', seconds: 3600 }, '2021-01-04T18:00:00Z'],
    ['an exact fill, earliest', 'addWorkingTime', { time: '2021-01-04T17:00:00Z', amount: 1, unit: 'hour' },
      '2021-01-04T18:00:00Z', { boundary: 'earliest' }],
    ['an exact fill, latest', 'addWorkingTime', { time: '2021-01-04T17:00:00Z', amount: 1, unit: 'hour' },
      '2021-01-05T09:00:00Z', { boundary: 'latest' }],
    ['nothing, earliest', 'addWorkingTime', { time: '2021-01-06T17:00:00Z', amount: 0, unit: 'hour' },
      '2021-01-06T17:00:00Z', { boundary: 'earliest' }],
    ['nothing, latest', 'addWorkingTime', { time: '2021-01-06T17:00:00Z', amount: 0, unit: 'hour' },
      '2021-01-11T09:00:00Z', { boundary: 'latest' }],
    ['whole seconds from fractions', 'durationBetween',
      { from: '2021-01-04T10:00:00.250Z', to: '2021-01-04T10:00:01Z' }, { seconds: 1 }],
    ['seconds', 'workingTimeBetween', { from: '2021-01-04T12:00:00Z', to: '2021-01-05T10:00:00Z' }, 21_600],
    ['reversed, earliest', 'durationBetween', { from: '2021-01-04T15:00:00Z', to: '2021-01-04T10:00:00Z' },
      { seconds: -14_400 }, { boundary: 'earliest' }],
    ['reversed, latest', 'durationBetween', { from: '2021-01-04T15:00:00Z', to: '2021-01-04T10:00:00Z' },
      { seconds: 0 }, { boundary: 'latest' }],
    ['an interval without its end', 'isWorking', { time: '2021-01-04T13:00:00Z' }, false],
    ['a date', 'isWorkingDay', { time: '2021-01-05' }, true],
    ['a date by the schedule\'s clocks', 'isWorkingDay', { time: '2021-01-05T20:00:00Z' }, false,
      { schedule: { ...PLAIN, timeZone: 'Asia/Tokyo' } }],
    ['the instant itself', 'nextWorkingInstant', { time: '2021-01-04T12:59:59Z' }, '2021-01-04T12:59:59Z'],
    ['lunch', 'nextClosingInstant', { time: '2021-01-04T09:00:00Z' }, '2021-01-04T13:00:00Z'],
    ['midnight as one library writes it', 'nextClosingInstant', { time: '2021-01-04T09:00:00Z' },
      '2021-01-04T23:59:59.999999Z', { schedule: { ...PLAIN, hours: { mon: [['00:00', '24:00']] } } }],
    ['a special day', 'isWorking', { time: '2021-01-04T09:30:00Z' }, false,
      { schedule: { ...PLAIN, specialDays: { '2021-01-04': [['10:00', '12:00']] } } }],
    ['a break', 'addWorkingTime', { time: '2021-01-04T09:00:00Z', seconds: 7200 }, '2021-01-04T11:30:00Z',
      { schedule: { ...PLAIN, breaks: { '2021-01-04': [['10:00', '10:30']] } } }],
    ['a holiday', 'nextWorkingInstant', { time: '2021-01-04T09:00:00Z' }, '2021-01-05T09:00:00Z',
      { schedule: { ...PLAIN, holidays: ['2021-01-04'] } }],
    ['a Russian week', 'addWorkingDays', { date: '2021-02-19', days: 3 }, '2021-02-25', { schedule: 'A' }],
    ['a plan', 'contentPlanDeadline', { weekStart: '2020-02-17' }, '2020-02-20T17:00:00+10:00', { schedule: 'A' }],
    ['decree days at work', 'isWorkingDay', { date: '2020-04-01' }, true,
      { schedule: { ...DAYS, decreeDays: 'working' } }],
    ['missing parts of a schedule', 'isWorkingDay', { date: '2021-01-05' }, true, { schedule: { hours: WEEK } }],
  ])('passes %s (%s)', (_, op, input, expected, more = {}) => {
    expect(result(op, input, expected, more)).toBe(PASSED);
    // And the same case with another result fails: the comparison is real.
    const others = { boolean: !expected, string: '2021-01-01' };
    const wrong = others[typeof expected as keyof typeof others] ?? { seconds: 7 };
    expect(result(op, input, wrong, more)).toBe(FAILED);
  });

  it('says who wins when a special day is also a holiday', () => {
    const schedule = { ...PLAIN, specialDays: { '2021-01-04': [['09:00', '12:00']] }, holidays: ['2021-01-04'] };
    const input = { time: '2021-01-04T10:00:00Z' };
    expect(result('isWorking', input, false, { schedule: { ...schedule, onConflict: 'holiday wins' } })).toBe(PASSED);
    expect(result('isWorking', input, true, { schedule: { ...schedule, onConflict: 'special wins' } })).toBe(PASSED);
    expect(result('isWorking', input, true, { schedule, boundary: 'earliest' })).toBe(PASSED);
    expect(result('isWorking', input, false, { schedule, boundary: 'latest' })).toBe(PASSED);
  });

  it('prints a mismatch and leaves with 1', () => {
    const { code, out } = run({
      op: 'addWorkingTime', input: { time: '2021-01-04T12:30:00Z', seconds: 3600 }, expected: '2021-01-04T13:30:00Z',
    });
    expect(code).toBe(1);
    expect(out).toEqual([
      'FAIL v1 addWorkingTime: expected 2021-01-04T13:30:00Z, got 2021-01-04T14:30:00Z; '
        + 'input {"time":"2021-01-04T12:30:00Z","seconds":3600}',
      FAILED,
    ]);
  });

  it.each([
    ['addWorkingTime backward', { op: 'addWorkingTime', input: { amount: 1, unit: 'hour', direction: 'backward' } }],
    ['addWorkingTime backward', { op: 'addWorkingTime', input: { seconds: -60 } }],
    ['addWorkingDays backward', { op: 'addWorkingDays', input: { date: '2021-01-04', days: -1 } }],
    ['workingPeriods', { op: 'workingPeriods', input: {} }],
    ['previousWorkingInstant', { op: 'previousWorkingInstant', input: {} }],
  ])('skips %s by name', (name, vector) => {
    expect(run({ expected: 0, ...vector })).toEqual({ code: 0, out: [`skipped ${name}: 1`, SKIPPED], err: [] });
  });

  it('skips a vector known to be wrong in itself, by name, and runs it once it is corrected', () => {
    const vector = {
      op: 'addWorkingTime', boundary: 'earliest', expected: '1991-11-18T13:06:00Z',
      origin: 'a library, spec/working_hours/duration_spec.rb:66',
      schedule: { ...PLAIN, hours: { fri: [['09:00', '17:00']], mon: [['09:00', '17:00']] } },
    };
    const input = { time: '1991-11-15T21:00:00Z', amount: 4, unit: 'hour', direction: 'forward' };
    expect(run({ ...vector, input }).out[0]).toMatch(/^skipped addWorkingTime v1 \(wrong in itself: .*4\.1/);
    expect(result(vector.op, { ...input, amount: 4.1 }, vector.expected, vector)).toBe(PASSED);
    expect(result(vector.op, { ...input, amount: 3 }, vector.expected, vector)).toBe(FAILED);
  });

  it.each<[string, unknown]>([
    ['not an object', 7],
    ['no operation ("op")', { input: {} }],
    ['no "input"', { op: 'isWorking', schedule: PLAIN, expected: true }],
    ['no "schedule"', { op: 'isWorking', input: {}, expected: true }],
    ['unknown schedule "Z"', { op: 'isWorking', input: {}, schedule: 'Z', expected: true }],
    ['no "expected"', { op: 'isWorking', input: {}, schedule: PLAIN }],
    ['not an instant: undefined', { op: 'isWorking', input: {}, schedule: PLAIN, expected: true }],
    ['the schedule has neither "weekly" nor "hours"', { op: 'isWorking', input: {}, schedule: {}, expected: true }],
    ['unknown unit undefined', { op: 'addWorkingTime', input: { time: '2021-01-04' }, schedule: PLAIN, expected: '' }],
    ['unknown boundary "middle"', { op: 'isWorking', input: {}, schedule: PLAIN, expected: true, boundary: 'middle' }],
    ['"holidays" is not a list of dates', {
      op: 'isWorking', input: {}, schedule: { hours: {}, holidays: 1 }, expected: 1,
    }],
  ])('counts a malformed vector as failed and goes on: %s', (problem, vector) => {
    const good = { op: 'isWorking', input: { time: '2021-01-04T10:00:00Z' }, schedule: PLAIN, expected: true };
    const { code, out } = runText(JSON.stringify({ vectors: [vector, good] }));
    expect(out[0]).toContain(`cannot be run: ${problem}`);
    expect([code, out.at(-1)]).toEqual([1, '1 passed, 1 failed, 0 skipped']);
  });

  it('reports an impossible schedule as a failure of its vectors', () => {
    const schedule = { ...PLAIN, hours: { mon: [['18:00', '09:00']] } };
    expect(run({ op: 'isWorking', input: { time: '2021-01-04' }, expected: true, schedule }).out[0])
      .toMatch(/^FAIL v1 isWorking: InvalidScheduleError: interval 18:00-09:00 does not run forward/);
    const empty = { op: 'nextWorkingInstant', input: { time: '2021-01-04' }, expected: '', schedule: { hours: {} } };
    expect(run(empty).out[0]).toMatch(/NoWorkingTimeError/);
  });

  it('warns of a year without a calendar', () => {
    const { err, code } = run({ op: 'isWorkingDay', input: { date: '2028-01-10' }, expected: true, schedule: 'A' });
    expect(err).toEqual(['warning: no production calendar for 2028; only the statutory holidays were taken out']);
    expect(code).toBe(0);
  });

  it('names an unknown operation on one line and leaves with 2', () => {
    expect(run({ op: 'addLunch', input: {}, expected: 1 })).toEqual({
      code: 2, out: ['skipped addLunch: 1', SKIPPED], err: ['file.json: unknown operation addLunch'],
    });
    expect(run({ op: 'toString', input: {}, expected: 1 }).code).toBe(2);
  });

  it.each([
    ['broken JSON', '{"vectors": [\n\n  x\n]}', /^file\.json: not valid JSON: [^\n]+$/],
    ['not JSON', '{', /^file\.json: not valid JSON: /],
    ['no vectors', '{"vector": []}', /^file\.json: there is no list "vectors" in it$/],
    ['a list', '[]', /there is no list "vectors"/],
  ])('refuses a file with %s on one line', (_, text, message) => {
    const { code, out, err } = runText(text);
    expect([code, out, err.length]).toEqual([2, [], 1]);
    expect(err[0]).toMatch(message);
  });

  it('refuses a missing file, a directory and a missing argument', () => {
    const complain = (args: string[], code?: string): string[] => {
      const err: string[] = [];
      const io = {
        readFile: (): string => { throw Object.assign(new Error('cannot'), { code }); },
        print: () => {}, complain: (line: string) => err.push(line),
      };
      expect(worktimeCommand(args, io)).toBe(2);
      return err;
    };
    expect(complain(['a.json'], 'ENOENT')).toEqual(['a.json: no such file']);
    expect(complain(['a'], 'EISDIR')).toEqual(['a: is a directory']);
    expect(complain(['a'], 'EACCES')).toEqual(['a: cannot']);
    expect(complain([])).toEqual(['usage: npm run --silent worktime -- FILE.json']);
  });
});
