import { demoMessages } from '../../src/demo/data/index.js';
import type { Random } from './random.js';

/** Words whose share of the messages is known, for searches that meet few, some and many. */
export const probes = {
  /** In 30 % of the messages. */
  frequent: 'освещение',
  /** In 3 %. */
  common: 'поликлиника',
  /** In 0.6 %: thousands of a million, more than one page of ten thousand. */
  middling: 'шлагбаум',
  /** In ten messages, however many there are. */
  rare: 'клещеватка',
} as const;

/** Forms of the probes that texts hold, so that words are found in other forms than they are asked for. */
const forms = {
  frequent: ['освещение', 'освещения', 'освещением'],
  common: ['поликлиника', 'поликлинике', 'поликлинику'],
  middling: ['шлагбаум', 'шлагбаумом', 'шлагбаума'],
} as const;
const shares = { frequent: 0.3, common: 0.03, middling: 0.006 } as const;

/** Words of the invented messages, the most frequent first, followed by made-up names that make a long tail. */
function vocabulary(): string[] {
  const counts = new Map<string, number>();
  for (const { text, reply = '' } of demoMessages) {
    for (const word of `${text} ${reply}`.toLowerCase().match(/[а-яё]+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const known = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  return [...known, ...madeUp()];
}

function* madeUp(): Generator<string> {
  const [first, second, third] = [
    ['бор', 'вар', 'гор', 'дал', 'жар', 'зел', 'кар', 'лес', 'мор', 'нов', 'пол', 'реч', 'сос', 'тай', 'хол', 'чер'],
    ['ов', 'ин', 'ец', 'ад', 'ич', 'ел', 'ом', 'ун', 'ыл', 'еж', 'аш', 'ук', 'ир', 'от', 'ен', 'яз'],
    ['ская', 'ский', 'ное', 'ово', 'инка', 'ица', 'ник', 'анка', 'ыш', 'ель', 'отка', 'арь', 'уша', 'ость', 'ение', 'щик'],
  ] as const;
  for (const a of first) for (const b of second) for (const c of third) yield a + b + c;
}

const words = vocabulary();
/** Zipf's law: the word of rank r comes about 1/r times as often as the first. */
const cumulative = (() => {
  let sum = 0;
  return Float64Array.from(words, (_, rank) => (sum += 1 / (rank + 3)));
})();

function word(random: Random): string {
  const at = random.next() * (cumulative.at(-1) as number);
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return words[low] as string;
}

/** A message of 10 to 40 words; the rare probe is in ten messages of `count`. */
export function messageText(random: Random, index: number, count: number): string {
  const length = 10 + random.below(31);
  const text: string[] = [];
  for (let i = 0; i < length; i += 1) text.push(word(random));
  for (const probe of ['frequent', 'common', 'middling'] as const) {
    if (random.next() < shares[probe]) text[random.below(text.length)] = random.pick(forms[probe]);
  }
  if (index % Math.ceil(count / 10) === 7) text.push(probes.rare);
  const said = text.join(' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${random.pick(['.', '!', '?', '...'])}`;
}

const surnames = ['Незнамова', 'Верещагина', 'Коровкин', 'Таёжная', 'Приходько', 'Болотова', 'Ручьёв', 'Снегирёва', 'Кедров', 'Мостовая'];
const names = ['Мария', 'Анна', 'Пётр', 'Игорь', 'Ольга', 'Нина', 'Олег', 'Вера', 'Семён', 'Юлия', 'Лариса', 'Глеб', 'Зоя', 'Тихон', 'Рита', 'Фёдор'];

/** An author; the last one of the list, of whom {@link rareAuthor} is made, writes one message in 160. */
export const authorName = (random: Random): string => `${random.pick(names)} ${random.pick(surnames)}`;
export const rareAuthor = 'Фёдор Мостовая';
