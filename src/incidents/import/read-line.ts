import { z } from 'zod';
import { TimeZone } from '../../calendar/index.js';
import { postKey } from '../../networks/index.js';
import type { Clock } from '../../platform/clock/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { invalid } from '../../platform/http/index.js';
import { recordBody } from '../incidents.schemas.js';
import { checkPostedAt, type FoundMessage } from '../record-incidents.js';
import type { ParsedLine } from './parse-lines.js';

/** A line of a file, ready to be recorded, or why it will not be. */
export type ReadLine =
  { line: number; message: FoundMessage; fault: null } | { line: number; message: null; fault: DomainError };

/** The rules of recording one message by hand; files carry no attachments. */
const lineBody = recordBody.omit({ attachments: true });

/** 17.06.2020 10:00, 17.06.2020 10:00:30, 2020-06-17 10:00: local times, as spreadsheets write them. */
const LOCAL = /^(?:(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d\d)-(\d\d))[ T]+(\d{1,2}):(\d\d)(?::(\d\d))?$/;
/** NUL and halves of surrogate pairs: JSON can say them, PostgreSQL cannot hold them. */
const UNSTORABLE = /[\0\p{Cs}]/u;
const DAY_MS = 86_400_000;

/** Files also take local times, so the explanation names them first. */
const ofFile = (issue: z.core.$ZodIssue): z.core.$ZodIssue =>
  issue.code === 'invalid_format' && issue.path[0] === 'postedAt'
    ? { ...issue, message: 'Нужны дата и время: 17.06.2020 10:00 или 2020-06-17T10:00:00+10:00' }
    : issue;

/** Holds parsed lines to the rules of a message; local times are read in one time zone. */
export class LineChecker {
  private readonly zone: TimeZone;

  constructor(
    timeZone: string,
    private readonly clock: Clock,
  ) {
    this.zone = TimeZone.of(timeZone);
  }

  /** Never throws: what does not fit becomes a fault of its line. */
  check({ line, value, error }: ParsedLine): ReadLine {
    if (error) return { line, message: null, fault: error };
    const { author, ...rest } = value;
    if ([value.text, value.url, author.name, author.profileUrl ?? ''].some((text) => UNSTORABLE.test(text))) {
      return { line, message: null, fault: new DomainError('import.not-storable') };
    }
    const result = z.safeParse(lineBody, { ...rest, author, postedAt: this.instant(value.postedAt) });
    if (!result.success) return { line, message: null, fault: invalid(result.error.issues.map(ofFile)) };
    try {
      postKey(result.data.network, result.data.url);
      checkPostedAt(result.data.postedAt, this.clock.now());
    } catch (error) {
      // Without the link itself, which leads to a citizen.
      if (error instanceof DomainError)
        return { line, message: null, fault: new DomainError(error.code, { network: result.data.network }) };
      throw error;
    }
    return { line, message: result.data, fault: null };
  }

  /** A local time as an instant; whatever else it is, the rules of a message judge it. */
  private instant(text: string): string {
    const match = LOCAL.exec(text);
    if (!match) return text;
    const [, day, month, year, isoYear, isoMonth, isoDay, hours, minutes, seconds = '0'] = match;
    const [y, m, d] = [year ?? isoYear, month ?? isoMonth, day ?? isoDay].map(Number) as [number, number, number];
    const [h, min, s] = [hours, minutes, seconds].map(Number) as [number, number, number];
    const date = new Date(Date.UTC(y, m - 1, d));
    const exists = date.getUTCMonth() === m - 1 && date.getUTCDate() === d && h < 24 && min < 60 && s < 60;
    if (!exists) return text;
    return new Date(this.zone.toInstant(date.getTime() / DAY_MS, ((h * 60 + min) * 60 + s) * 1000)).toISOString();
  }
}
