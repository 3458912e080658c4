import { type BodyLine, isBlank } from './body-line.js';

/** The line our own letters begin with: whatever client quotes it, the answer stands above. */
const MARKER = /Пишите ответ выше этой строки/i;

const MONTH = '(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec)';
const DATE = new RegExp(
  `\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{4}[-.]\\d{2}[-.]\\d{2}|\\d{1,2}\\s+${MONTH}|${MONTH}\\p{L}*\\.?\\s+\\d{1,2}`,
  'iu',
);
const TIME = /\d{1,2}:\d{2}/;
const ADDRESS = /[^\s<>@,;:()"«»]{1,64}@[^\s<>@,;:()"«»]{1,250}/;
const VERB = /(?:^|[^\p{L}])(?:пишет|пишете|писали?|писала|написали?|написала|wrote|writes)(?:\([а-яё]{1,3}\))?(?![\p{L}])/iu;

/** Longest introduction of a quotation, characters. */
const INTRO_MAX = 400;

/** How surely a text introduces a quotation: by date and address, or only by date and a verb. */
export function introKind(text: string): 'addressed' | 'spoken' | null {
  const line = text.trim();
  if (line.length > INTRO_MAX || !/[:：]$/.test(line) || !DATE.test(line)) return null;
  if (TIME.test(line) && ADDRESS.test(line)) return 'addressed';
  return VERB.test(line) ? 'spoken' : null;
}

/** «От:» and its like begin the header of the letter below, as Outlook and forwarding clients write it. */
const HEADER_FROM = /^\*?(?:От|От кого|Отправитель|From)\*?\s*:/iu;
const HEADER_OTHER = /^\*?(?:Отправлено|Дата|Кому|Копия|Тема|Важность|Sent|Date|To|Cc|Subject|Importance|Reply-To)\*?\s*:/iu;

/** «-----Исходное сообщение-----», «-------- Forwarded message --------», «Начало переадресованного сообщения:». */
const DELIMITER =
  /^(?:[-_=*]{2,}\s*)?(?:Исходное сообщение|Исходное письмо|Пересылаемое сообщение|Пересланное сообщение|Начало переадресованного сообщения|Original Message|Forwarded message|Original-Nachricht)\s*(?:[-_=*]{2,}|:)\s*$/iu;
const RULE = /^[_\-=]{20,}$/;

/** Whether the header of another letter begins at a line: «От:» and at least two more of its fields right after, one broken in two at most. */
export function headerBlockAt(lines: readonly BodyLine[], at: number): boolean {
  const first = lines[at];
  if (!first || !HEADER_FROM.test(first.text)) return false;
  let [fields, others] = [0, 0];
  for (const line of lines.slice(at + 1, at + 10)) {
    if (isBlank(line)) continue;
    const isField = HEADER_OTHER.test(line.text);
    others = isField ? 0 : others + 1;
    if (others === 2) break;
    if (isField) fields += 1;
  }
  return fields >= 2;
}

export const isDelimiter = ({ text }: BodyLine): boolean => DELIMITER.test(text);
export const isMarker = ({ text }: BodyLine): boolean => MARKER.test(text);
export const isShortRule = ({ text }: BodyLine): boolean => /^[_\-=*]{4,}$/.test(text);
export const isRule = ({ text }: BodyLine): boolean => RULE.test(text);
export const isHeaderField = ({ text }: BodyLine): boolean => HEADER_FROM.test(text) || HEADER_OTHER.test(text);

/** An introduction of one to three lines that begins at a line, for clients break long ones. */
export function introAt(lines: readonly BodyLine[], at: number): { length: number; kind: 'addressed' | 'spoken' } | null {
  const first = lines[at];
  // Broken or not, the moment stands at its beginning: a line of somebody's own before it is no part of it.
  if (!first || isBlank(first) || !DATE.test(first.text)) return null;
  for (let length = 1; length <= 3; length += 1) {
    const kind = introOver(lines, at, length);
    if (!kind) continue;
    const later = [1, 2].some((step) => step < length && introOver(lines, at + step, length - step));
    return later ? null : { length, kind };
  }
  return null;
}

function introOver(lines: readonly BodyLine[], at: number, length: number): 'addressed' | 'spoken' | null {
  const part = lines.slice(at, at + length);
  if (part.length < length || part.some((line) => isBlank(line) || line.quoted !== part[0]?.quoted)) return null;
  return introKind(part.map(({ text }) => text.trim()).join(' '));
}
