import type { Network } from '../../networks/index.js';
import { type Ask, LONGEST_ASK, type Said, type Unclear, unclear } from './ask.js';
import { publishedLink } from './links.js';
import { clauses, isAcknowledgement, isFiller, isPointer, isPromise, plainWords, withoutGreeting } from './phrases.js';

/** What the matter stands at, as far as an executor's letter is read by it. */
export interface ExecutorMatter {
  status: string;
  publisher: 'executor' | 'curator' | 'consolidated' | null;
  network: Network;
  /** The text that was approved or remarked on. */
  currentText: string | null;
}

/** Longest reply and longest reason the product takes, characters. */
const REPLY_MAX = 16_000;
const REASON_MAX = 2000;

/** A client that has only plain text writes bold words between asterisks. */
const INTERIM = /^[\s*_]*промежуточный(?:\s+(?:ответ|проект|проект\s+ответа))?[\s*_]*(?:[.:!—–-]+[*_]*|$)/iu;
const FINAL = /^[\s*_]*(?:окончательный\s+(?:ответ|проект|проект\s+ответа)|проект\s+(?:окончательного\s+)?ответа)[\s*_]*(?:[.:!—–-]+[*_]*|$)/iu;
const RETURN = /^[\s*_]*(?:возврат|возвращаем|возвращаю|не\s+наша\s+компетенция|не\s+в\s+нашей\s+компетенции|не\s+относится\s+к\s+нашей\s+компетенции)[\s*_]*(?:[.:!,—–-]+[*_]*|$)/iu;

/** Words that mean a command but are none: a wrong guess would send a return to the citizen as an answer. */
const NEARLY_INTERIM = /^\s*(?:это\s+|направляем\s+|направляю\s+)?промежуточный\s+(?:ответ|проект)(?![\p{L}])/iu;
const NEARLY_RETURN = /^\s*(?:(?:здравствуйте|добрый\s+день|коллеги)[\s,.!]*)*(?:прошу\s+|просим\s+)?(?:вернуть|возврат|возвращаем|возвращаю|данный\s+вопрос|вопрос)(?![\p{L}])/iu;
const FOREIGN = /компетенц|полномоч|не\s+наш|не\s+относится/iu;
const SHORT = 600;

/** Reads what an executor's letter asks for, by the state of their assignment (M-8.1, M-10, M-11, M-12.2, M-13.1). */
export function readExecutorLetter(said: Said, matter: ExecutorMatter): Ask | Unclear {
  const text = said.text.trim();
  if (text === '') return unclear('empty');
  if (text.length > LONGEST_ASK) return unclear('too-long');
  if (matter.status === 'assigned' || matter.status === 'interim-published') return readDraft(text, matter);
  if (matter.status === 'approved') return readPublication(said, matter);
  if (matter.status === 'changes-requested') return readRevision(said, matter);
  return unclear('not-your-turn');
}

function readDraft(whole: string, { status }: ExecutorMatter): Ask | Unclear {
  const text = openedByCommand(whole);
  const [first, rest] = firstLine(text);
  const opening = text.split('\n').filter((line) => line.trim() !== '').slice(0, 3);
  const commands = [INTERIM, FINAL, RETURN].filter((command) => opening.some((line) => command.test(line) && isCommandLine(line, command)));
  if (commands.length > 1) return unclear('contradictory');
  if (RETURN.test(first)) {
    const reason = `${first.replace(RETURN, '').trim()}\n${rest}`.trim();
    if (clauses(reason).every(isFiller)) return unclear('reason-missing');
    if (status !== 'assigned') return unclear('not-your-turn');
    return reason.length > REASON_MAX ? unclear('too-long') : { do: 'return', reason };
  }
  if (!INTERIM.test(first) && NEARLY_INTERIM.test(first)) return unclear('command-uncertain');
  if (text.length <= SHORT && NEARLY_RETURN.test(text) && FOREIGN.test(text)) return unclear('command-uncertain');
  const kind = INTERIM.test(first) ? 'interim' : 'final';
  const named = kind === 'interim' ? INTERIM : FINAL.test(first) ? FINAL : null;
  const words = named ? `${first.replace(named, '').trim()}\n${rest}`.trim() : text;
  if (words === '') return unclear('empty');
  if (isAcknowledgement(words) || (named === null && isPromise(words))) return unclear('acknowledgement');
  if (isPointer(words)) return unclear('text-in-file');
  return words.length > REPLY_MAX ? unclear('too-long') : { do: 'submit-draft', kind, text: words };
}

/** The words a command in their first line speaks of; the text itself where there is none. */
export function withoutCommand(text: string): string {
  const [first, rest] = firstLine(openedByCommand(text));
  const command = [INTERIM, FINAL, RETURN].find((one) => one.test(first));
  return command ? `${first.replace(command, '').trim()}\n${rest}`.trim() : text;
}

/** A command may stand under a greeting to the curator; without one the greeting is the citizen's. */
function openedByCommand(text: string): string {
  const bare = withoutGreeting(text);
  const [opened] = firstLine(bare);
  return [INTERIM, FINAL, RETURN].some((command) => command.test(opened) && isCommandLine(opened, command)) ? bare : text;
}

/** A command is the beginning of a line only where it stands alone or is followed by its mark («Возврат: …»). */
function isCommandLine(line: string, command: RegExp): boolean {
  const [mark = ''] = command.exec(line) ?? [];
  return line.trim() === mark.trim() || /[:—–-]\s*$/.test(mark.trim());
}

/** M-13.1: the approved text word for word, so the letter brings its link and nothing else. */
function readPublication({ text, certainty }: Said, matter: ExecutorMatter): Ask | Unclear {
  const link = publishedLink(text, matter.network);
  if (link.found === 'none') return unclear('link-missing');
  if (link.found === 'foreign') return unclear('link-network');
  if (link.found === 'several') return unclear('link-ambiguous');
  if (certainty === 'unsure') return unclear('split-unsure');
  const beside = plainWords(link.rest);
  const same = matter.currentText !== null && beside.includes(plainWords(matter.currentText));
  if (!same && beside.split(' ').length > 25) return unclear('text-not-expected');
  return { do: 'publish', url: link.url };
}

/** M-12.2: the revised text, and its link where the executor publishes. */
function readRevision({ text, certainty }: Said, { publisher, network }: ExecutorMatter): Ask | Unclear {
  const link = publishedLink(text, network);
  if (publisher === 'executor') {
    if (link.found === 'none') return unclear('link-missing');
    if (link.found === 'foreign') return unclear('link-network');
    if (link.found === 'several') return unclear('link-ambiguous');
    if (certainty === 'unsure') return unclear('split-unsure');
    const words = revisedWords(link.rest);
    if (words === '' || isAcknowledgement(words)) return unclear('text-missing');
    return words.length > REPLY_MAX ? unclear('too-long') : { do: 'revise-and-publish', text: words, url: link.url };
  }
  if (certainty === 'unsure') return unclear('split-unsure');
  if (link.found === 'one' && link.rest.trim() === '') return unclear('link-not-expected');
  const words = revisedWords(text);
  if (words === '') return unclear('empty');
  if (isAcknowledgement(words)) return unclear('acknowledgement');
  return words.length > REPLY_MAX ? unclear('too-long') : { do: 'revise-and-publish', text: words };
}

/** «Доработанный текст:» names what follows and is no part of it. */
const REVISED = /^\s*(?:доработанный|исправленный|новый)\s+(?:текст|ответ|вариант)(?:\s+ответа)?\s*(?:[.:!—–-]+|$)/iu;
function revisedWords(text: string): string {
  const [first, rest] = firstLine(text.trim());
  return (REVISED.test(first) ? `${first.replace(REVISED, '').trim()}\n${rest}` : text).trim();
}

function firstLine(text: string): [first: string, rest: string] {
  const end = text.indexOf('\n');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}
