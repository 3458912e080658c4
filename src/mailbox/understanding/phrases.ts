/** Words as they are compared: lower case, ё as е, one space. */
export const plainWords = (text: string): string => text.toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim();

/** Pieces between marks of punctuation and line ends, without empty ones; smileys and bare symbols are dropped. */
export const clauses = (text: string): string[] =>
  plainWords(text.replaceAll('\n', '. '))
    .split(/[.,;:!?()«»"“”…—–/|]+|\s-\s/)
    .map((clause) => clause.replaceAll(/[^\p{L}\p{N}+\- ]/gu, ' ').replaceAll(/\s+/g, ' ').trim())
    .filter((clause) => clause !== '');

const WHOLE = (...phrases: string[]): RegExp => new RegExp(`^(?:${phrases.join('|')})$`, 'u');

/** What one says to be polite, and names of those spoken to. */
const FILLER = WHOLE(
  'здравствуй(?:те)?', '(?:добрый|доброго|доброе)(?: (?:день|дня|вечер|вечера|утро|утра|времени суток))?', 'день добрый', 'приветствую(?: вас)?', 'привет',
  '(?:большое )?спасибо(?: (?:большое|за работу|за ответ|за оперативность|вам|коллеги))?', 'благодарю(?: (?:вас|за работу))?', 'коллеги', 'уважаемые коллеги',
  'уважаем(?:ая|ый) .{1,60}', 'хорошо', 'хорошая работа', 'отлично', 'отличный ответ', 'с уважением', 'всего доброго', 'хорошего дня', 'пожалуйста', 'да',
  // «Анна Петровна»
  '\\p{L}{2,20} \\p{L}{3,20}(?:вна|вич|ична|ьич)', '\\p{L}{3,20}(?:вна|вич)',
);
export const isFiller = (clause: string): boolean => FILLER.test(clause);

/** «Принято», «спасибо», «в работе»: the letter was read, nothing is answered. */
const ACKNOWLEDGEMENT = WHOLE(
  'принято(?: (?:в работу|к исполнению|к сведению))?', 'принял(?:а|и)?(?: (?:в работу|к исполнению))?', 'получено', 'получил(?:а|и)?', 'в работе', 'взял(?:а|и)? в работу', 'беру в работу',
  'работаем', 'ок', 'окей', 'ok', 'okay', 'ага', 'понял(?:а|и)?', 'понятно', 'сделаем', 'сделаю', 'подготовим', 'готовим', 'ознакомлен(?:а|ы)?', 'прочитано', 'учтем', 'учту', 'согласен', 'согласна', 'согласовано',
  '\\+', 'thanks', 'thank you', 'received', 'noted',
);

const WHEN =
  '(?:сегодня|завтра|послезавтра|позже|попозже|скоро|вечером|утром|к вечеру|до вечера|до обеда|после обеда|в течение дня|до конца (?:дня|недели)|на днях|в ближайшее время|в срок|чуть|немного)';
/** «Ответим завтра», «посмотрю после обеда»: a promise to a colleague. To a citizen it may be an interim answer. */
const PROMISE = WHOLE(
  `(?:я |мы )?(?:ответим|отвечу|ответ (?:подготовим|пришлем|направим)|подготовим|подготовлю|пришлем|пришлю|направим|направлю|посмотрим|посмотрю|гляну|изучим|изучу|рассмотрим|рассмотрю|разберемся|разберусь|проверим|проверю|вернусь|сделаем|сделаю)(?: (?:ответ|проект|проект ответа))?(?: ${WHEN}){0,3}`,
);

/** «Проект ответа во вложении», «ответ ниже»: the words themselves are somewhere else. */
const POINTER = WHOLE(
  '(?:(?:направляю|направляем|высылаю|высылаем|пересылаю|пересылаем|прилагаю|прилагаем|смотрите|см|вот) )?(?:наш |окончательный |промежуточный )?(?:проект ответа|проект|текст ответа|текст|ответ)(?: (?:жителю|на сообщение|на согласование|исполнителя|специалиста|коллег))?(?: (?:во вложении|в приложении|в файле|в прикрепленном файле|приложен|прилагается|прилагаю|прикреплен|прикрепила?|ниже))?',
);

/** «Правки внёс в текст ниже», «замечания в файле»: the remarks themselves are somewhere else. */
const REMARKS_POINTER = WHOLE(
  '(?:(?:см|смотрите|все|вот|мои|мой|свои|свой|внес|внесла|сделал|сделала|отметил|отметила|выделил|выделила|исправил|исправила|поправил|поправила|прилагаю) )*(?:(?:правки|правку|исправления|замечания|комментарии|пометки|изменения|вариант) ?)?(?:(?:внес|внесла|сделал|сделала|отметил|отметила|выделил|выделила|написал|написала) )?(?:ниже|(?:прямо )?в тексте(?: ниже)?|в текст(?: ниже)?|по тексту|в цитате|красным|желтым|цветом|во вложении|в файле|в приложенном файле|прилагаю|прилагаются)(?: (?:ниже|красным|желтым|цветом))?',
);

const isAll = (text: string, ...kinds: ((part: string) => boolean)[]): boolean => {
  const parts = clauses(text);
  return parts.length > 0 && parts.length <= 6 && parts.every((part) => kinds.some((is) => is(part)));
};
const acknowledges = (part: string): boolean => ACKNOWLEDGEMENT.test(part);

/** Whether a text is nothing but politeness and «принято». */
export const isAcknowledgement = (text: string): boolean => isAll(text, isFiller, acknowledges);

/** Whether it only says so, or promises to see to it. */
export const isPromise = (text: string): boolean => isAll(text, isFiller, acknowledges, (part) => PROMISE.test(part));

/** Whether a text only says where the answer is. */
export const isPointer = (text: string): boolean => isAll(text, isFiller, (part) => POINTER.test(part));

/** Whether a text only says where the remarks are. */
export function isRemarksPointer(text: string): boolean {
  const parts = clauses(text);
  // «Анна, …»: a word before all others is whom it is said to.
  const said = parts.length > 1 && !(parts[0] as string).includes(' ') ? parts.slice(1) : parts;
  return said.length <= 6 && said.some((part) => REMARKS_POINTER.test(part)) && said.every((part) => isFiller(part) || REMARKS_POINTER.test(part));
}

/** The text without the greeting it begins with («Добрый день, коллеги!»); the text itself when there is none. */
export function withoutGreeting(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const [whole = '', words = ''] = /^([^\n.,!]{2,60})(?:[.,!]+[ \t]*\n?|\n)\s*/u.exec(rest) ?? [];
    if (whole === '' || !isFiller(plainWords(words))) return rest;
    rest = rest.slice(whole.length);
  }
}
