import type { ReadText } from './finding.js';

const STREET = /^(?:ул|улиц[аеыу]|пр|просп|проспект[аеу]?|пер|переул(?:ок|ке|ка)|бульвар[аеу]?|шоссе|площад[ьи]|наб|набережн(?:ая|ой)|кабинет[еа]?|каб|окн[оеа]|д|дом[еа]?)$/u;
const PHONE_WORD = /^(?:тел|телефон|телефону|телефоны|телефонам|номер|номеру|линия|линию|линии)$/u;
/** Digits that make a telephone number: five of a village up to eleven of a mobile one. */
const [FEWEST, MOST] = [5, 15];
const NUMBER_AFTER = 4;

/** Whether a text names a telephone, an address, a mailbox or a page. */
export function hasContact({ text, words }: ReadText): boolean {
  if (/@[^\s@]|https?:\/\/|www\.|(?:\.ru|\.рф|\.com)(?![\p{L}])/iu.test(text)) return true;
  if (hasPhone(text)) return true;
  return words.some(({ lower }, index) => {
    if (!STREET.test(lower) && !PHONE_WORD.test(lower)) return false;
    return words.slice(index + 1, index + 1 + NUMBER_AFTER).some((next) => /^\d/.test(next.text));
  });
}

/** A run of digits, blanks, brackets, hyphens and pluses with the digits of a telephone in it; dates are parted by dots. */
function hasPhone(text: string): boolean {
  let digits = 0;
  let joints = 0;
  for (const char of text) {
    if (char >= '0' && char <= '9') {
      digits += 1;
      joints = 0;
    } else if (digits > 0 && joints < 3 && (char === ' ' || char === '-' || char === '–' || char === '(' || char === ')')) {
      joints += 1;
    } else {
      if (digits >= FEWEST && digits <= MOST) return true;
      digits = 0;
      joints = 0;
    }
  }
  return digits >= FEWEST && digits <= MOST;
}
