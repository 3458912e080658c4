import type { Word } from '../language/words.js';
import { hasContact } from './contacts.js';
import type { ReadText, Remark } from './finding.js';
import { isPassive } from './word-forms.js';

const GREETING = /^(?:здравствуй|здравств|приветств|привет|уважаем)/u;
const GOOD = /^(?:добр(?:ый|ого|ое|ой|ая))$/u;
const PART_OF_DAY = /^(?:день|дня|вечер|вечера|утро|утра|ночи|времени)$/u;
/** A greeting stands among the first words: after a name at most. */
const GREETING_WITHIN = 10;

/** Words that name a time without a number. */
const MOMENT = /^(?:сегодня|завтра|послезавтра|вчера|позавчера|ежедневно|еженедельно|понедельник|вторник|сред[ау]|четверг|пятниц|суббот|воскресен|январ|феврал|март[ае]?$|апрел|ма[йяе]$|июн|июл|август|сентябр|октябр|ноябр|декабр|весной|летом|осенью|зимой)/u;
const SPAN = /^(?:дн|день|недел|месяц|квартал|год|лет$|сут|час|минут)/u;
const END_OF = /^(?:конц|начал|середин|следующ|текущ|эт|будущ|прошл)/u;
const CALENDAR_DATE = /(?<![\d.])\d{1,2}\.\d{1,2}(?:\.\d{2,4})?(?!\.?\d)|(?<!\d)\d{1,2}:\d{2}(?!\d)/;

const SAID_ONLY = /^(?:сообщ|информиру|проинформиру|уведом|благодар|поним|прос|рекоменд|наде|направ|перед|рассмотр|рассматрив|извин|принос|получи|поясн|отмет|предлаг|обрат|довод|ответ|были|было|есть|если|или|почти|дали|тем|этим|всем|нашим|вашим|своим|ним|таким|каким|другим|одним|самим|всеми|хотим|можем|знаем|видим|будем|имеем|может|будет|совет|бюджет|кабинет|комитет|привет|интернет|кредит|предмет|билет|объект|будут|здрав|добр)/u;
const DONE_OR_WILL = /(?:[иаеяуы]л(?:и|а|о)?|[иаеяуы]лись|[аеяио]ем|[ао]им|уем|[дтмнрлжшщбпвсзкг][еи]м|[аяуюеи]т|[ую]тся)$/u;

const TURN_TO = /^(?:обратитесь|обращайтесь|обращаться|обратиться|позвоните|звоните|позвонить|напишите|пишите|уточните|уточнить|узнайте|узнать|запишитесь|записаться|приходите|подойдите|приезжайте|подайте|подать|сообщите|проконсультироваться|получить)$/u;

/** What a reply owes its reader (M-9): a greeting, what was done or will be, dates, and where to turn if they must. */
export function replyRemarks(read: ReadText): Remark[] {
  const { words } = read;
  if (words.length === 0) return [];
  return [...greeting(words), ...measure(words), ...date(read), ...contact(read)];
}

function greeting(words: readonly Word[]): Remark[] {
  const greets = words.slice(0, GREETING_WITHIN).some(({ lower }, index) => GREETING.test(lower) || (GOOD.test(lower) && PART_OF_DAY.test(words[index + 1]?.lower ?? '')));
  return greets ? [] : [missing('no-greeting', 'Нет приветствия.', 'Здравствуйте!')];
}

function measure(words: readonly Word[]): Remark[] {
  const acts = words.some(({ lower }) => lower.length >= 5 && !SAID_ONLY.test(lower) && (DONE_OR_WILL.test(lower) || (isPassive(lower) && !lower.endsWith('ся'))));
  return acts ? [] : [missing('no-measure', 'Не сказано, что сделано или будет сделано.', '(кто, что и когда делает)')];
}

function date({ text, words }: ReadText): Remark[] {
  const dated = CALENDAR_DATE.test(text) || words.some(({ lower }, index) => {
    if (MOMENT.test(lower)) return true;
    const before = words[index - 1]?.lower ?? '';
    const earlier = words[index - 2]?.lower ?? '';
    return SPAN.test(lower) && (/\d$/.test(before) || /\d$/.test(earlier) || END_OF.test(before));
  });
  return dated ? [] : [missing('no-date', 'Нет ни одной даты или срока.', '(когда: число, месяц)')];
}

function contact(read: ReadText): Remark[] {
  const due = read.words.find(({ lower }) => TURN_TO.test(lower));
  if (!due || hasContact(read)) return [];
  return [{ rule: 'no-contact', from: due.from, to: due.to, message: 'Сказано обратиться, но нет ни телефона, ни адреса, ни почты.', suggestion: '(телефон, адрес или почта)' }];
}

const missing = (rule: Remark['rule'], message: string, suggestion: string): Remark => ({ rule, from: 0, to: 0, message, suggestion });
