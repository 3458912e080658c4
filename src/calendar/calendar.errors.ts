/** What can go wrong in working-time arithmetic; `code` is stable, the message is for logs. */
export abstract class WorkingTimeError extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The computation needs a year whose production calendar is not known, and no fallback was asked for. */
export class CalendarMissingError extends WorkingTimeError {
  readonly code = 'calendar.missing';

  constructor(readonly year: number) {
    super(`no production calendar for ${year}`);
  }
}

/** There is no working time to be found: an empty schedule, or one whose validity has ended. */
export class NoWorkingTimeError extends WorkingTimeError {
  readonly code = 'calendar.no-working-time';
}

/** A schedule, override or time zone that cannot be understood. */
export class InvalidScheduleError extends WorkingTimeError {
  readonly code = 'calendar.invalid-schedule';
}

/** A production calendar that contradicts itself. */
export class InvalidCalendarError extends WorkingTimeError {
  readonly code = 'calendar.invalid-calendar';
}

/** Not an existing date in the form `YYYY-MM-DD`. */
export class InvalidDateError extends WorkingTimeError {
  readonly code = 'calendar.invalid-date';

  constructor(readonly value: string) {
    super(`not a date: "${value}"`);
  }
}

/** A negative, fractional-day or non-finite amount. The decree's terms only run forward. */
export class InvalidAmountError extends WorkingTimeError {
  readonly code = 'calendar.invalid-amount';
}

/** An instant or date outside the years the arithmetic covers. */
export class OutOfRangeError extends WorkingTimeError {
  readonly code = 'calendar.out-of-range';
}
