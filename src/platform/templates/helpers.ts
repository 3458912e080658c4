import Handlebars from 'handlebars';
import { amount, clauseInRussian, counted, dayAndTime, dayMonth, dayOfYear, longDay, longDue, longEnd, longMoment, numericDay, remaining, share, shortDay, shortEnd, span, time, untilDue } from '../russian/index.js';

/** A moment given as Date or ISO text; null is a dash, a value that is none an error. */
const moment = (word: (at: Date) => string) => (at: Date | string | null) => (at === null ? '—' : word(new Date(at)));

/** Wording every template may use: moments (Date or ISO text), spans in milliseconds, counts, clauses, comparison. */
export const wordingHelpers = {
  time: moment(time),
  dayMonth: moment(dayMonth),
  shortDay: moment(shortDay),
  dayAndTime: moment(dayAndTime),
  dayOfYear: moment(dayOfYear),
  longDay: moment(longDay),
  longMoment: moment(longMoment),
  longDue: moment(longDue),
  longEnd: moment(longEnd),
  untilDue: moment(untilDue),
  shortEnd: moment(shortEnd),
  numericDay: moment(numericDay),
  span,
  remaining,
  clause: clauseInRussian,
  counted: (count: number, one: string, few: string, many: string) => counted(count, one, few, many),
  /** Somebody's text in HTML: escaped, its lines kept. */
  lines: (text: string) => new Handlebars.SafeString(Handlebars.escapeExpression(text).replaceAll(/\r?\n/g, '<br>')),
  /** An address to be read: without its scheme, and free to go on in the next line after its marks, never within a word. */
  address: (url: string) =>
    new Handlebars.SafeString(Handlebars.escapeExpression(url.replace(/^https?:\/\//i, '')).replaceAll(/(?:\/|[_.\-?](?=\w)|&amp;)/g, '$&<wbr>')),
  /** Somebody's text in a plain letter: every line marked as quoted, so that none passes for ours. */
  quoted: (text: string) => text.split(/\r?\n/).map((line) => `> ${line}`).join('\n'),
  amount,
  share,
  eq: (one: unknown, other: unknown) => one === other,
};
