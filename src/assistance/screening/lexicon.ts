import { ANY, squeeze } from '../language/letters.js';
import { remembered } from '../language/remembered.js';
import type { NormalWord } from '../language/normalise.js';
import { decent, insult, obscene, rude, vulgar } from './rude-words.js';

/** Obscene and vulgar words; words that insult a person; harsh words that only add weight. */
export type RudeKind = 'obscene' | 'vulgar' | 'insult' | 'rude';

export interface RudeWord {
  readonly kind: RudeKind;
  /** As it is meant. */
  readonly word: string;
  /** Whether letters were changed, masked or parted. */
  readonly disguised: boolean;
  readonly from: number;
  readonly to: number;
}

const whole = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`, 'u');
const DECENT = whole(decent);
const kinds: readonly (readonly [RudeKind, RegExp])[] = [
  ['obscene', whole(obscene)],
  ['vulgar', whole(vulgar)],
  ['insult', whole(insult)],
  ['rude', whole(rude)],
];

/** What a normalised word without masks is; null for most words. Words are 40 letters at most, so the work is bounded. */
export const rudeKind: (word: string) => RudeKind | null = remembered((word) => {
  if (word.length < 2 || DECENT.test(word)) return null;
  return kinds.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
});

/** Words people mask most; what a mask hides is guessed from these alone. */
const MASKED: readonly string[] = (
  'хуй хуя хуе хую хуйня хуйню хуйней хуево хуевая хуевый хуесос хуило нахуй похуй охуел охуели охуеть пизда пизду пизде пизды пиздец пиздеть пиздит пиздабол спиздили ' +
  'блять бля блядь бляди блядей блядский ебать ебал ебаный ебаная ебаные ебанный ебанутый ебанутая ебут ебет ебучий ебись ебло заебал заебали заебись заебало наебал наебали уебок уебки уебан уебище ' +
  'выебать проебали доебались отъебись разъебали долбоеб долбоебы ебанат пидор пидорас пидоры пидарас пидары пидоров пидорасы мудак мудаки мудаков мудила гандон гондон гандоны залупа дрочить ' +
  'жопа жопу жопе жопы жопой говно говна говне говном сука суки суку сучка сучки шлюха шлюхи шлюху шалава хера нахер похер херня херню насрать засранцы сраный сраная обосрал ' +
  'мразь мрази мразей тварь твари тварей урод уроды падла падлы падлой падлу дебил дебилы идиот идиоты козел козлы сволочь сволочи ублюдок ублюдки ублюдков гнида гниды скотина'
).split(' ').map((word) => squeeze(word));

/**
 * What a word with masks (`*`: one to four letters) may be: «п*зд*ц», «х*й», «б**ть». Two letters must be left, and
 * half of the word.
 */
export function maskedWord(word: string): string | null {
  const letters = word.replaceAll(ANY, '');
  if (letters.length < 2 || word.length > 20 || !/^[а-я*]+$/u.test(word)) return null;
  const pattern = new RegExp(`^${word.replaceAll(ANY, '[а-я]{1,4}')}$`, 'u');
  return MASKED.find((stem) => stem.length <= letters.length * 2 + 1 && pattern.test(stem)) ?? null;
}

/** The rude words among the words of a text. */
export const rudeWords = (words: readonly NormalWord[]): RudeWord[] => words.flatMap((word) => rudeWord(word) ?? []);

function rudeWord({ word, from, to, disguised, readings }: NormalWord): RudeWord | null {
  const kind = rudeKind(word);
  if (kind && kind !== 'rude') return { kind, word, disguised, from, to };
  for (const reading of readings) {
    const meant = reading.word.includes(ANY) ? maskedWord(reading.word) : reading.word;
    const hidden = meant && rudeKind(meant);
    // Harsh words are not worth a disguise: what looks like one is something else.
    if (hidden && hidden !== 'rude') return { kind: hidden, word: meant, disguised: true, from, to: reading.to };
  }
  return kind && { kind, word, disguised, from, to };
}
