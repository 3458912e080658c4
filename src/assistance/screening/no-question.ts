import { fold, wordsOf } from '../language/words.js';
import { PhraseIndex } from '../language/phrase-index.js';

/** Anything that asks, complains or denies: where one of these stands a question is possible, and nothing is suggested. */
const ASKS = /^(?:не|нет|ни|без|почему|зачем|когда|сколько|где|кто|куда|откуда|какой|какая|какие|каком|как|чей|ли|доколе|будет|будут|можно|нужно|надо|должн[а-я]*|прошу|просим|просьба|помог[а-я]*|подскажите|скажите|сделайте|уберите|почините|разберитесь|примите|обратите|ответьте|объясните|хотел[а-я]*|хоч[а-я]*|хотим|предлага[а-я]*|жду|ждем|жал[уо][а-я]*|проблем[а-я]*|плох[а-я]*|ужас[а-я]*|кошмар|безобраз[а-я]*|позор|опять|снова|отказ[а-я]*|сломан[а-я]*|мороз[а-я]*|холод[а-я]*|грязь|яма|ямы|мусор|свалк[а-я]*|невозможн[а-я]*|страшно|опасно|вопрос[а-я]*|интересует|требу[а-я]*|верните|хватит|пора|сам[иа]|вместо|тогда|только|даже|лучше|но|а)$/u;

const kinds = {
  thanks: ['спасибо', 'благодар*', 'молодцы|молодец|умницы', 'низкий поклон', 'дай бог здоровья'],
  greeting: ['с праздником', 'поздравля*', 'с днем|годовщиной ~3 рождения|победы|города|учителя|матери', 'с новым годом', 'всем ~1 хорошего|доброго|хвоста'],
  advertisement: ['скидк*', 'запись ~3 сообщения|личку|директ|телефону', 'пишите|подробности|писать ~2 лс|личку|директ|личные', 'требуются|требуется|вакансия|вакансии', 'продам|куплю|сдам|сниму|продается|сдается', 'бесплатн* замер|консультац*|доставк*', 'замер бесплатно', 'рассрочк*', 'распродаж*', 'маникюр*|окошк*', 'натяжные потолки', 'подпис* ~2 канал|группу|розыгрыш', 'оплата от', 'отправь|перешли|репост* ~4 друзьям|друзей'],
} as const;
type Kind = keyof typeof kinds;
const index = new PhraseIndex(Object.entries(kinds).flatMap(([kind, patterns]) => patterns.map((pattern) => [pattern, kind as Kind] as const)));

const reasons: Record<Kind, string> = {
  thanks: 'Похоже на благодарность: ни вопроса, ни просьбы не видно.',
  greeting: 'Похоже на поздравление или пожелание: ни вопроса, ни просьбы не видно.',
  advertisement: 'Похоже на рекламу или объявление: ни вопроса, ни просьбы не видно.',
};

/** Longer texts are letters, whatever stands in them. */
const LONGEST = 60;

/**
 * Why a text seems to hold no question for the authorities (M-3), with the words that say so; null where one is possible.
 * Thanks, good wishes and advertisements are told; anything that asks, complains or denies is left to people.
 */
export function withoutQuestion(text: string): { reason: string; fragments: { from: number; to: number }[] } | null {
  const words = wordsOf(text);
  if (words.length === 0) return text.trim() === '' ? null : { reason: 'В сообщении нет слов.', fragments: [] };
  if (words.length > LONGEST || fold(text).includes('?')) return null;
  const lower = words.map((word) => word.lower);
  const found = index.matches(lower);
  const kind = (['advertisement', 'greeting', 'thanks'] as const).find((one) => found.filter(({ value }) => value === one).length >= (one === 'advertisement' ? 2 : 1));
  if (!kind || (kind !== 'advertisement' && lower.some((word) => ASKS.test(word)))) return null;
  return {
    reason: reasons[kind],
    fragments: found.filter(({ value }) => value === kind).map(({ firstWord, endWord }) => ({ from: words[firstWord]?.from ?? 0, to: words[endWord - 1]?.to ?? 0 })),
  };
}
