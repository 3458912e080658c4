/** Moments, spans, counts and clauses as people here read them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A working day of the default schedule. */
const WORKING_DAY = 8 * HOUR;

let formats = formatsIn('Asia/Vladivostok');

function formatsIn(timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('ru', { timeZone, ...options });
  return {
    weekday: format({ weekday: 'long' }),
    shortWeekday: format({ weekday: 'short' }),
    date: format({ day: 'numeric', month: 'long' }),
    year: format({ year: 'numeric' }),
    shortDate: format({ day: '2-digit', month: '2-digit' }),
    time: format({ hour: '2-digit', minute: '2-digit' }),
    numeric: format({ day: '2-digit', month: '2-digit', year: 'numeric' }),
  };
}

/** Sets the time zone moments are worded in: TIME_ZONE of the process. */
export function wordMomentsIn(timeZone: string): void {
  formats = formatsIn(timeZone);
}

/** «10:20» */
export const time = (at: Date): string => formats.time.format(at);

/** «9 октября» */
export const dayMonth = (at: Date): string => formats.date.format(at);

/** «пт 09.10» */
export const shortDay = (at: Date): string => `${formats.shortWeekday.format(at)} ${formats.shortDate.format(at)}`;

/** «пт 09.10 10:20» */
export const dayAndTime = (at: Date): string => `${shortDay(at)} ${time(at)}`;

/** «09.10.2020», for tables. */
export const numericDay = (at: Date): string => formats.numeric.format(at);

/** «09.10.2020 10:20», for tables. */
export const numericMoment = (at: Date): string => `${numericDay(at)} ${time(at)}`;

/** «9 октября 2020 года» */
export const dayOfYear = (at: Date): string => `${dayMonth(at)} ${formats.year.format(at)} года`;

/** «пятница, 9 октября 2020 года» */
export const longDay = (at: Date): string =>
  `${formats.weekday.format(at)}, ${dayOfYear(at)}`;

/** «пятница, 9 октября 2020 года, 10:20» */
export const longMoment = (at: Date): string => `${longDay(at)}, ${time(at)}`;

/** When a term ends, as a date by which: «понедельник, 19 октября 2020 года, 17:00»; midnight is said to be the end of the day before. */
export const longDue = (at: Date): string => (isMidnight(at) ? `до конца ${dayOfYear(before(at))}` : longMoment(at));

/** When a term ended: midnight as 24:00 of the day before, for the next day was none of it. */
export const longEnd = (at: Date): string => (isMidnight(at) ? `${longDay(before(at))}, 24:00` : longMoment(at));

/** «до пт 09.10 10:20», «до конца пн 19.10». */
export const untilDue = (at: Date): string => (isMidnight(at) ? `до конца ${shortDay(before(at))}` : `до ${dayAndTime(at)}`);

/** «пт 09.10 10:20», «пн 19.10 24:00». */
export const shortEnd = (at: Date): string => (isMidnight(at) ? `${shortDay(before(at))} 24:00` : dayAndTime(at));

const isMidnight = (at: Date): boolean => time(at) === '00:00';
const before = (at: Date): Date => new Date(at.getTime() - MINUTE);

/** «2 ч 35 мин», from two working days on «6 раб. дн. 7 ч»; milliseconds of working time, to the minute. */
export const span = (ms: number): string => worded(ms, WORKING_DAY, 'раб. дн.');

/** «2 ч 35 мин», from two days on «16 сут. 21 ч»; milliseconds of the clock's time, day and night, to the minute. */
export const clockSpan = (ms: number): string => worded(ms, DAY, 'сут.');

/** From two days on in days, of which each has so many milliseconds. */
function worded(ms: number, day: number, days: string): string {
  const hours = Math.round(ms / HOUR);
  const inDay = day / HOUR;
  if (ms >= 2 * day) return joined([Math.floor(hours / inDay), days], [hours % inDay, 'ч']);
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 1) return 'меньше минуты';
  return joined([Math.floor(minutes / 60), 'ч'], [minutes % 60, 'мин']);
}

/** What is left of a term: «5 ч 40 мин рабочего времени»; working days say themselves what they are, and the clock's days are none. */
export function remaining(ms: number, working: boolean): string {
  if (!working) return clockSpan(ms);
  return ms < 2 * WORKING_DAY ? `${span(ms)} рабочего времени` : span(ms);
}

const joined = (...parts: [number, string][]): string =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');

/** Clauses 2 and 3 of the decree and of regulation A have numbered parts; elsewhere a clause has paragraphs. */
const numberedParts = /^[DA]-[23]\./;

/** «М, п. 8, абз. 1» for `M-8.1`, «А, п. 3.6» for `A-3.6`; regulations A and M by their letter, the decree itself as «П». */
export function clauseInRussian(clause: string): string {
  const [, part = '', article = '', paragraph] = /^([DAM])-(\d+)(?:\.(\d+))?$/.exec(clause) ?? [];
  if (numberedParts.test(clause)) return `${part === 'D' ? 'П' : 'А'}, п. ${article}.${paragraph ?? ''}`;
  const letter = { D: 'П', A: 'А', M: 'М' }[part] ?? part;
  return `${letter}, п. ${article}${paragraph ? `, абз. ${paragraph}` : ''}`;
}

/** «1 событие», «2 события», «5 событий». */
export function counted(count: number, one: string, few: string, many: string): string {
  const form = { one, few, many, other: many, zero: many, two: few }[new Intl.PluralRules('ru').select(count)];
  return `${count} ${form}`;
}

/** What a mark of a deadline means. */
export const markTitles = {
  half: 'Прошла половина срока',
  soon: 'До конца срока 15 минут',
  passed: 'Срок истёк',
} as const;

const whole = new Intl.NumberFormat('ru', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('ru', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const months = ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'];

/** «12 345»: groups of a count are kept together by narrow spaces that do not break. */
export const amount = (count: number): string => whole.format(count);

/** «87,5 %» of a whole; a dash where there is nothing to be a part of. */
export const share = (part: number, of: number): string => (of === 0 ? '—' : `${tenths.format((part / of) * 100)}\u00a0%`);

/** «июнь 2020 года» for `2020-06`. */
export const monthAndYear = (month: string): string => `${months[Number(month.slice(5, 7)) - 1] ?? month} ${month.slice(0, 4)} года`;

/** The first words of a text, at most so many letters, «…» where it goes on. */
export const beginning = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`);
