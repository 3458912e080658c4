import { fold, type Word, wordsOf } from '../language/words.js';

/** A place of the directory, as it is called there. */
export interface KnownPlace {
  readonly id: string;
  readonly name: string;
}

export interface PlaceSuggestion {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly excerpt: string;
}

/** A street named in a text. */
export type StreetSuggestion = Omit<PlaceSuggestion, 'id'>;

const KIND = /^(?:городской|сельский|рабочий|муниципальный|межселенн[а-я]*|территори[а-я]*|город|село|поселок|район|округ|поселение|сельское|городское|имени|рп|пгт)$/u;
const NOUN_ENDING = /^(?:а|у|е|ом|ем|и|ы|ю|я|ой|ою|о|ь|ью|ах|ами|ам)?$/u;
const ADJECTIVE_ENDING = /^(?:ский|ского|скому|ским|ском|ская|ской|скую|ское|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|ой|ую|ое|ое)$/u;
const SHORTEST_STEM = 3;

interface Stem {
  readonly place: KnownPlace;
  readonly stem: string;
  /** «Солнечный», «Эльбанское»: ends as an adjective, and the settlement behind it as a noun. */
  readonly adjective: boolean;
}

/** Names of places in every case. */
export class PlaceIndex {
  private readonly byStart = new Map<string, Stem[]>();

  constructor(places: readonly KnownPlace[]) {
    for (const stem of places.flatMap((place) => stemsOf(place))) {
      const start = stem.stem.slice(0, SHORTEST_STEM);
      this.byStart.set(start, [...(this.byStart.get(start) ?? []), stem]);
    }
  }

  /** Places named in a text; a name that several places bear gives them all. Names are written with a capital. */
  find(text: string): PlaceSuggestion[] {
    const found = new Map<string, PlaceSuggestion>();
    for (const word of wordsOf(text)) {
      if (!/^\p{Lu}/u.test(word.text)) continue;
      const name = withoutRiver(word.lower);
      for (const { place, stem, adjective } of this.byStart.get(name.slice(0, SHORTEST_STEM)) ?? []) {
        if (found.has(place.id) || !name.startsWith(stem)) continue;
        const ending = name.slice(stem.length);
        if (!NOUN_ENDING.test(ending) && !(adjective && ADJECTIVE_ENDING.test(ending))) continue;
        found.set(place.id, { id: place.id, from: word.from, to: word.to, excerpt: word.text });
      }
    }
    return [...found.values()];
  }
}

/** «комсомольск-на-амуре» and «комсомольске-на-амуре» by their first word. */
const withoutRiver = (name: string): string => name.replace(/-на-амур[а-я]*$/u, '');

function stemsOf(place: KnownPlace): Stem[] {
  // A territory between settlements has a description, not a name.
  if (place.name.length > 60) return [];
  const words = fold(place.name).split(' ').filter((word) => !KIND.test(word));
  const name = words.length === 1 ? withoutRiver(words[0] as string) : '';
  if (name.length < SHORTEST_STEM || /район|округ/u.test(fold(place.name))) return [];
  const adjective = /(?:ое|ий|ый|ая|ой)$/u.test(name);
  if (!adjective) return stem(place, name.replace(/[аяоеиыьй]$/u, ''), false);
  const base = name.replace(/ск(?:ое|ий|ая)$/u, '').replace(/(?:ое|ий|ый|ая|ой)$/u, '');
  // «Санболинское» is the settlement of Санболи, «Эльбанское» of Эльбан.
  return [...stem(place, base, true), ...(base !== name && base.endsWith('н') ? stem(place, base.slice(0, -1), false) : [])];
}

const stem = (place: KnownPlace, text: string, adjective: boolean): Stem[] => (text.length < SHORTEST_STEM ? [] : [{ place, stem: text, adjective }]);

const STREET_KIND = /^(?:ул|улиц[а-я]*|пр|пр-т|просп|проспект[а-я]*|пер|переул[а-я]*|бульвар[а-я]*|шоссе|площад(?:ь|и|ью|ей|ям|ями|ях)|квартал[а-я]*|микрорайон[а-я]*|мкр)$/u;
const STREET_NAME = /^\p{Lu}[\p{L}-]*(?:ской|ной|ская|ная|скую|ную|ова|ева|ина|ого)$/u;
const HOUSE = /^\d{1,3}[а-я]?$/u;

/** Streets named in a text, with the house if it stands there: «на Краснофлотской», «ул. Ленина, 5». */
export function findStreets(text: string): StreetSuggestion[] {
  const words = wordsOf(text);
  const found: StreetSuggestion[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const end = streetEnd(words, index);
    if (end === null) continue;
    const [first, last] = [words[index] as Word, words[end - 1] as Word];
    found.push({ from: first.from, to: last.to, excerpt: text.slice(first.from, last.to) });
    index = end - 1;
  }
  return found;
}

/** One past the last word of a street that begins here; null if none does. */
function streetEnd(words: readonly Word[], index: number): number | null {
  const word = words[index] as Word;
  const next = words[index + 1];
  let end: number | null = null;
  if (STREET_KIND.test(word.lower) && next && /^[\p{Lu}\d]/u.test(next.text)) end = index + 2;
  else if (STREET_NAME.test(word.text) && /^(?:на|по|с|до)$/u.test(words[index - 1]?.lower ?? '')) end = index + 1;
  if (end === null) return null;
  const house = words[end]?.lower === 'д' || words[end]?.lower === 'дом' ? end + 1 : end;
  return HOUSE.test(words[house]?.lower ?? '') ? house + 1 : end;
}
