/** Letters, digits and signs that stand for a Cyrillic letter because they look like it. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  a: 'а', b: 'в', c: 'с', d: 'д', e: 'е', g: 'д', h: 'н', i: 'и', k: 'к', l: 'л', m: 'м', n: 'п', o: 'о', p: 'р', r: 'г', s: 'с', t: 'т', u: 'и', v: 'в', w: 'ш', x: 'х', y: 'у', z: 'з',
  0: 'о', 3: 'з', 4: 'ч', 6: 'б', '@': 'а', $: 'с', '€': 'е',
  'α': 'а', 'β': 'в', 'ε': 'е', 'κ': 'к', 'ο': 'о', 'ρ': 'р', 'τ': 'т', 'υ': 'у', 'χ': 'х', 'і': 'и', 'ї': 'и', 'є': 'е', 'ґ': 'г', 'ј': 'и', 'ѕ': 'с', 'ӏ': 'л', 'ý': 'у', 'á': 'а', 'é': 'е', 'ó': 'о',
};

/** Transliteration from Latin: the longest first. */
const SOUNDS_LIKE: readonly (readonly [string, string])[] = [
  ['shch', 'щ'], ['sch', 'щ'], ['yo', 'е'], ['jo', 'е'], ['zh', 'ж'], ['kh', 'х'], ['ts', 'ц'], ['ch', 'ч'], ['sh', 'ш'], ['yu', 'ю'], ['ju', 'ю'], ['ya', 'я'], ['ja', 'я'], ['ye', 'е'], ['je', 'е'], ['ck', 'к'],
  ['a', 'а'], ['b', 'б'], ['c', 'ц'], ['d', 'д'], ['e', 'е'], ['f', 'ф'], ['g', 'г'], ['h', 'х'], ['i', 'и'], ['j', 'й'], ['k', 'к'], ['l', 'л'], ['m', 'м'], ['n', 'н'], ['o', 'о'], ['p', 'п'], ['q', 'к'], ['r', 'р'],
  ['s', 'с'], ['t', 'т'], ['u', 'у'], ['v', 'в'], ['w', 'в'], ['x', 'х'], ['y', 'й'], ['z', 'з'], ["'", 'ь'],
];

/** Any letter may stand here. */
export const ANY = '*';

export const isCyrillic = (char: string): boolean => char >= 'а' && char <= 'я';
export const isLatin = (char: string): boolean => char >= 'a' && char <= 'z';
export const isDigit = (char: string): boolean => char >= '0' && char <= '9';

/** The Cyrillic letter a sign looks like; undefined for a sign that looks like none. */
export const lookalike = (char: string): string | undefined => (Object.hasOwn(LOOKS_LIKE, char) ? LOOKS_LIKE[char] : undefined);

/** A Latin word by its looks: «cyka». */
export const byLooks = (latin: string): string => [...latin].map((char) => lookalike(char) ?? char).join('');

/** A Latin word by its sound: «suka», «blyat». */
export function bySound(latin: string): string {
  let word = '';
  for (let at = 0; at < latin.length; ) {
    const pair = SOUNDS_LIKE.find(([sound]) => latin.startsWith(sound, at));
    word += pair?.[1] ?? latin[at];
    at += pair?.[0].length ?? 1;
  }
  return word;
}

/** Repeated letters as one: «суууука», and «длинный» too; digits as they are. */
export function squeeze(word: string): string {
  let squeezed = '';
  for (const char of word) if (char !== squeezed.at(-1) || isDigit(char)) squeezed += char;
  return squeezed;
}
