import { type BodyLine, isBlank } from './body-line.js';

/** Who wrote the letter, as the directory knows them: tells their own signature from the words of an answer. */
export interface Signer {
  surname: string;
  email: string;
}

/** Longest signature, lines. */
const LONGEST = 12;

const DEVICE =
  'iPhone|iPad|айфона|Android|Андроид|Samsung|Galaxy|Xiaomi|Redmi|POCO|HUAWEI|Honor|realme|Nokia|Sony|BlackBerry|Outlook|Yandex|Яндекс|Mail\\.ru|MailRu|myMail|Gmail|K-9|BlueMail|AquaMail|Spark|eM Client|Proton|Thunderbird|телефона|смартфона|планшета|мобильн\\p{L}*|Почты Mail|Почты для|Mail for|my mobile|my phone';
const ADVERTS = [
  new RegExp(`^(?:отправлено|послано|написано|sent)\\s+(?:с|со|из|через|при помощи|from|with|via)\\s+(?:(?:моего|моей|my|мобильн\\p{L}*|приложения|устройства)\\s+){0,2}(?:${DEVICE}).{0,100}$`, 'iu'),
  /^(?:получить|получите|скачать|скачайте|загрузить|get)\s+(?:outlook|bluemail|mymail|почту mail\.ru|яндекс\.?\s?почту)\s+(?:для|for)\s+.{2,40}$/iu,
  /^(?:простите|извините)\s+за\s+краткость.{0,80}$/iu,
  /^(?:без вирусов\.|virus-free\.|это (?:письмо|сообщение) (?:было )?проверено (?:на вирусы )?).{0,120}$/iu,
  /^<?https?:\/\/(?:www\.avast\.|aka\.ms\/|m\.ya\.ru\/ymail|mail\.ru\/?)\S*>?$/iu,
  /^mailto:\S+$/iu,
];

const CLOSING = /^(?:с\s+уважением|с\s+ув\.|с\s+наилучшими\s+пожеланиями|с\s+почтением|всего\s+доброго|best\s+regards|kind\s+regards|regards)(?![\p{L}])/iu;

/** What an organisation's server puts under every letter: whom it is for, and that it is confidential. */
const DISCLAIMER_OPENING =
  /^[*_]*(?:(?:внимание|уведомление о конфиденциальности|конфиденциальность|disclaimer|confidentiality notice)[\s!:.*_]*)?(?:(?:настоящее|данное|это)\s+(?:электронное\s+)?(?:сообщение|письмо)(?:\s*[,(]|\s+(?:и|или|может|содержит|предназначено|является|отправлено|направлено|адресовано)\s)|(?:вся\s+)?информация,?\s+содержащаяся\s+в|содержание\s+(?:настоящего|данного|этого)\s+(?:сообщения|письма)|this\s+(?:e-?mail|message|communication)|the\s+information\s+(?:contained\s+)?in\s+this)/iu;
const DISCLAIMER = /конфиденциал|предназначен[оаы]?\s+(?:исключительно|только)|не\s+являетесь\s+(?:его\s+)?(?:адресатом|получателем)|confidential|intended\s+(?:only|solely|recipient)/iu;

/** Longest note that may be signed with a name and nothing else, characters: in a longer text a name may be somebody to turn to. */
const NOTE = 200;

const isAdvert = ({ text }: BodyLine): boolean => ADVERTS.some((advert) => advert.test(text.trim()));
const isDashes = ({ text }: BodyLine): boolean => /^--\s*$/.test(text);

export const isClosing = (text: string): boolean => CLOSING.test(text.trim());

/**
 * Parts the end of somebody's own words that is no part of them: what the client marks, what follows `-- `,
 * a device's advertisement, an organisation's disclaimer, and a closing with the sender's own name or address under it.
 */
export function partSignature(lines: readonly BodyLine[], signer: Signer | null): { body: BodyLine[]; signature: BodyLine[] } {
  let end = lines.length;
  for (;;) {
    const before = cutOnce(lines, end, signer);
    if (before === end) break;
    end = before;
  }
  return { body: lines.slice(0, end), signature: lines.slice(end) };
}

/** Where the lines before `end` end without one more piece of signature. */
function cutOnce(lines: readonly BodyLine[], end: number, signer: Signer | null): number {
  let last = end - 1;
  while (last >= 0 && isBlank(lines[last] as BodyLine)) last -= 1;
  if (last < 0) return end;
  const line = lines[last] as BodyLine;
  if (line.signature || isAdvert(line) || isDashes(line)) return last;
  const tail = Math.max(0, last - LONGEST);
  const disclaimer = disclaimerAt(lines, last);
  if (disclaimer !== null) return disclaimer;
  const dashes = lines.findLastIndex((candidate, at) => at >= tail && at <= last && isDashes(candidate));
  if (dashes >= 0) return dashes;
  const closing = lines.findLastIndex(({ text }, at) => at >= tail && at <= last && isClosing(text));
  if (closing >= 0 && signer && last - closing <= 8 && names(lines.slice(closing, last + 1), signer)) return closing;
  return signer && isNote(lines.slice(0, last)) && isNameOf(line.text, signer) ? last : end;
}

/** Where the paragraph that ends at `last` begins, if it is a disclaimer. */
function disclaimerAt(lines: readonly BodyLine[], last: number): number | null {
  const before = lines.findLastIndex((line, at) => at <= last && isBlank(line));
  const opening = lines.findIndex(({ text }, at) => at > before && at <= last && DISCLAIMER_OPENING.test(text.trim()));
  if (opening < 0) return null;
  return DISCLAIMER.test(lines.slice(opening, last + 1).map(({ text }) => text).join(' ')) ? opening : null;
}

/** A few words that are complete without what follows. */
function isNote(lines: readonly BodyLine[]): boolean {
  const text = lines.map((line) => line.text.trim()).join('\n').trim();
  return text !== '' && text.length <= NOTE && !/[:,;—–-]$/u.test(text);
}

/** «Соколова», «И. А. Соколова», «Соколова Ирина Аркадьевна»: the sender's surname with names or initials, and nothing else. */
function isNameOf(text: string, { surname }: Signer): boolean {
  const words = text.trim().split(/[\s,]+/);
  return words.length <= 4 && words.every((word) => /^\p{Lu}(?:[\p{Ll}-]+|\.(?:\p{Lu}\.)*)$/u.test(word)) && words.some((word) => word.toLowerCase() === surname.toLowerCase());
}

function names(lines: readonly BodyLine[], { surname, email }: Signer): boolean {
  const text = lines.map((line) => line.text).join(' ').toLowerCase();
  return text.includes(surname.toLowerCase()) || text.includes(email.toLowerCase());
}
