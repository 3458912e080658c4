import { clauses, isFiller, isPromise, plainWords } from './phrases.js';

/** What it is that is approved: «ответ», «проект ответа», «текст». */
const THING = '(?:проект|проект ответа|ответ|текст|текст ответа|вариант|этот вариант|черновик|редакция|версия|всё|все)';
const SAYS = [
  'согласованн?[оаы]?', 'согласую', 'согласовываю', 'согласовали', 'согласен', 'согласна', 'согласны', 'утверждаю', 'утвержден[оаы]?', 'утвердить', 'одобряю', 'одобрен[оаы]?', 'поддерживаю',
  'ок', 'окей', 'ok', 'okay', 'approved', 'approve', 'agreed', '\\+', 'принимается', 'визирую', 'не возражаю', 'возражений нет', 'нет возражений', 'без возражений',
];
const NO_REMARKS = ['без замечаний', 'замечаний нет', 'нет замечаний', 'замечаний не имею', 'не имею замечаний', 'замечаний и предложений нет', 'замечания отсутствуют', 'всё хорошо', 'все хорошо', 'все верно', 'все в порядке'];
const GO = ['можно публиковать', 'публикуйте', 'публикуйте пожалуйста', 'можете публиковать', 'в публикацию', 'к публикации', 'размещайте', 'можно размещать', 'разрешаю публикацию'];

const APPROVAL = new RegExp(
  `^(?:(?:${[...SAYS, ...NO_REMARKS, ...GO].join('|')})|(?:${SAYS.join('|')}) (?:${THING}|${NO_REMARKS.join('|')}|${GO.join('|')})|${THING} (?:${SAYS.join('|')}|не вызывает замечаний)|(?:да )?(?:${SAYS.join('|')}))$`,
  'u',
);
/** Only confirms a word of approval that stands beside it. */
const CONSENT_OPENING = /^(?:согласован|согласую|согласовыва|соглас[её]н|согласн|утвержда|утвержден|одобр|ок(?![\p{L}])|окей|ok(?![\p{L}])|approved|без замечаний|замечаний нет|нет замечаний)/u;
/** What makes a consent conditional, or an instruction of it. */
const QUALIFIED =
  /(?:^|[^\p{L}])(?:но|однако|кроме|за исключением|при условии|если|с учетом|с замечани\p{L}+|с правк\p{L}+|с оговорк\p{L}+|после (?:правк|доработк|исправлен|того)\p{L}*|только|исправ\p{L}+|поправ\p{L}+|замен\p{L}+|добав\p{L}+|убер\p{L}+|убрать|измен\p{L}+|уточн\p{L}+|дополн\p{L}+|сократ\p{L}+|доработ\p{L}+|перепиш\p{L}+|напишите|укажите|назовите)(?![\p{L}])/u;
const NEGATED = /(?:^|[^\p{L}])не\s+(?:согласован\p{L}*|согласую|согласовываю|согласен|согласна|согласны|утвержда\p{L}*|утвержден\p{L}*|одобр\p{L}*|могу|принима\p{L}*|ок)(?![\p{L}])|(?:^|[^\p{L}])нельзя(?![\p{L}])/u;

/** How a curator's words stand to a draft. */
export type Verdict = 'approval' | 'remarks' | 'uncertain';

/**
 * Reads a curator's answer to a draft (M-12.1). Approval is only what says nothing else: with a condition, an
 * instruction or a negation it is remarks; an approval beside words that are neither, or asked as a question, is uncertain.
 */
export function readVerdict(text: string): Verdict {
  const words = plainWords(text);
  const parts = clauses(text);
  const consents = parts.filter((part) => APPROVAL.test(part));
  if (NEGATED.test(words)) return 'remarks';
  if (consents.length > 0 && parts.every((part) => APPROVAL.test(part) || isFiller(part))) return text.includes('?') ? 'uncertain' : 'approval';
  if (QUALIFIED.test(words)) return 'remarks';
  // «Принято, спасибо», «посмотрю после обеда»: the letter was read; whether the draft is approved nobody knows but its writer.
  if (isPromise(text)) return 'uncertain';
  // «Согласовано. Отправьте копию в приёмную»: an approval, or a remark? Nobody but the curator knows.
  return consents.length > 0 || parts.some((part) => CONSENT_OPENING.test(part)) ? 'uncertain' : 'remarks';
}
