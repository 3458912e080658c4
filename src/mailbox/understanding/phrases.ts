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

/** Whether a text is nothing but politeness and «принято». */
export function isAcknowledgement(text: string): boolean {
  const parts = clauses(text);
  return parts.length > 0 && parts.length <= 6 && parts.every((part) => isFiller(part) || ACKNOWLEDGEMENT.test(part));
}
