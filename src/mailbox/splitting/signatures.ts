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
  new RegExp(`^(?:отправлено|послано|написано|sent)\\s+(?:с|со|из|через|при помощи|from|with|via)\\s+(?:моего\\s+|моей\\s+|my\\s+|мобильн\\p{L}*\\s+|приложения\\s+)?(?:${DEVICE}).{0,100}$`, 'iu'),
  /^(?:получить|получите|скачать|скачайте|загрузить|get)\s+(?:outlook|bluemail|mymail|почту mail\.ru|яндекс\.?\s?почту)\s+(?:для|for)\s+.{2,40}$/iu,
  /^(?:простите|извините)\s+за\s+краткость.{0,80}$/iu,
  /^(?:без вирусов\.|virus-free\.|это (?:письмо|сообщение) (?:было )?проверено (?:на вирусы )?).{0,120}$/iu,
  /^<?https?:\/\/(?:www\.avast\.|aka\.ms\/|m\.ya\.ru\/ymail|mail\.ru\/?)\S*>?$/iu,
  /^mailto:\S+$/iu,
];

const CLOSING = /^(?:с\s+уважением|с\s+ув\.|с\s+наилучшими\s+пожеланиями|с\s+почтением|всего\s+доброго|best\s+regards|kind\s+regards|regards)(?![\p{L}])/iu;

const isAdvert = ({ text }: BodyLine): boolean => ADVERTS.some((advert) => advert.test(text.trim()));
const isDashes = ({ text }: BodyLine): boolean => /^--\s*$/.test(text);

export const isClosing = (text: string): boolean => CLOSING.test(text.trim());

/**
 * Parts the end of somebody's own words that is no part of them: what the client marks, what follows `-- `,
 * a device's advertisement, and a closing with the sender's own name or address under it.
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
  const dashes = lines.findLastIndex((candidate, at) => at >= tail && at <= last && isDashes(candidate));
  if (dashes >= 0) return dashes;
  const closing = lines.findLastIndex(({ text }, at) => at >= tail && at <= last && isClosing(text));
  if (closing >= 0 && signer && last - closing <= 8 && names(lines.slice(closing, last + 1), signer)) return closing;
  return end;
}

function names(lines: readonly BodyLine[], { surname, email }: Signer): boolean {
  const text = lines.map((line) => line.text).join(' ').toLowerCase();
  return text.includes(surname.toLowerCase()) || text.includes(email.toLowerCase());
}
