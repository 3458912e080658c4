import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { normalise } from '../language/normalise.js';
import { rudeKind } from './lexicon.js';
import { screen } from './screen.js';

const grounds = (text: string): string[] => screen(text).map(({ ground }) => ground);
const plain = (text: string): string => normalise(text).map(({ word }) => word).join(' ');

describe('the normaliser', () => {
  test.each([
    ['Cyкa', 'сука'],
    ['п и з д е ц', 'пиздец'],
    ['х.у.й', 'хуй'],
    ['ссууука', 'сука'],
    ['п0чта', 'почта'],
    ['ЁЖИК', 'ежик'],
    ['дом 12', 'дом 0'],
    ['су\u00ADка', 'сука'],
    ['Мой', 'мой'],
    ['Мои\u0306', 'мой'],
  ])('reads «%s» as «%s»', (text, word) => expect(plain(text)).toBe(word));

  const piece = fc.oneof(fc.constantFrom('х', 'у', 'й', '.', '*', ' ', 'сука', 'cyka', 'suka', '@', '0', 'ё', '\u0306', '\u00AD', '👍', '-', 'ББ', '№', 'İ'), fc.string({ unit: 'binary', maxLength: 4 }));
  const anyText = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => expect(plain(plain(text))).toBe(plain(text))), { numRuns: 500 });
  });

  it('keeps places inside the text and in order; suggestions too, the same again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = normalise(text);
        for (const [index, { from, to }] of words.entries()) expect(from >= (words[index - 1]?.to ?? 0) && from < to && to <= text.length).toBe(true);
        const found = screen(text);
        for (const { from, to, excerpt } of found.flatMap(({ fragments }) => fragments)) expect([from < to, excerpt]).toEqual([true, text.slice(from, to)]);
        expect(screen(text)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  it('gives no more and no longer words than the text has, whatever is sent', () => {
    for (const hostile of ['а'.repeat(20_000), 'х '.repeat(10_000), '*'.repeat(20_000), 'a.'.repeat(10_000), 'ху*'.repeat(7000)]) {
      const words = normalise(hostile);
      expect(words.length).toBeLessThanOrEqual(hostile.length);
      expect(Math.max(0, ...words.flatMap(({ word, readings }) => [word, ...readings.map((reading) => reading.word)]).map(({ length }) => length))).toBeLessThanOrEqual(82);
    }
  });
});

describe('obscene words, also distorted (M-4)', () => {
  test.each([
    'Вы там ох*ели совсем', 'Какой пиzдец на дорогах', 'иди нахyй', 'blyat, опять нет воды', 'х у й вам, а не тарифы', 'бл@ть', 'п.и.з.д.е.ц', 'хуууйня', 'З@ебали уже', 'пид0расы', 'мyдаки', 'п*здец полный', 'на х у й', 'pizdec', 'е6ать',
  ])('«%s»', (text) => expect(grounds(text)).toEqual(['obscene-or-insulting']));

  it('says which words, and that they were distorted', () => {
    const [found] = screen('Сделайте уже. Пиzдец!');
    expect(found).toMatchObject({ clause: 'M-4', confidence: 'sure', fragments: [{ from: 14, to: 20, excerpt: 'Пиzдец' }] });
    expect(found?.reason).toContain('с искажением');
  });

  test.each(['дебилы тупые, твари, сволочи', 'Ты мразь и урод', 'чиновники — конченые ублюдки'])('insults: «%s»', (text) => expect(grounds(text)).toContain('obscene-or-insulting'));
});

describe('false friends', () => {
  test.each([
    'страхование', 'застрахуй', 'страхую', 'оскорблять', 'употреблять', 'ослаблять', 'хлеб', 'требовать', 'учебник', 'ребёнок', 'небо', 'себе', 'посуда', 'рассудить', 'барсук', 'сукно', 'хулиган', 'Херсон', 'мандарин', 'команда', 'мандат',
    'спидометр', 'поезд', 'проезд', 'подъезд', 'эпизод', 'художник', 'худой', 'хутор', 'психую', 'колебания', 'победа', 'мудрый', 'гондола', 'странно', 'сразу', 'хохлома', 'победитель', 'скипидар', 'трахея', 'мебель', 'служебный', 'лебеди', 'погребён',
  ])('«%s» is decent', (word) => {
    expect([null, 'rude']).toContain(rudeKind(plain(word)));
    expect(grounds(`Скажите, пожалуйста, когда ${word} будет?`)).toEqual([]);
  });
});

describe('threats (M-4)', () => {
  test.each([
    'Мэру голову оторву за такие дороги', 'Знаем, где вы живёте, господин министр', 'Приедем к вашему начальнику домой с битой', 'Берегите детей, чиновники', 'Машина вашего депутата случайно сгорит',
    'Расстрелять надо всю администрацию', 'С вашей семьёй, господин глава, может случиться беда', 'Чиновников на кол', 'Ноги вам переломаю, депутаты',
  ])('to officials: «%s»', (text) => expect(grounds(text)[0]).toBe('threat-to-officials'));

  test.each(['Соседа убью сегодня', 'возьму ружьё и пойду к нему', 'Убить её мало', 'я бы таких убила', 'вам не жить', 'Тебе не жить, тварь', 'руки ему отрубить'])('to somebody: «%s»', (text) => expect(grounds(text)[0]).toBe('intent-to-harm'));

  test.each([
    'Сосед угрожает, что убьёт нас. Куда обратиться?', 'На этом льду ноги переломать можно!', 'Когда уберут бродячих собак? Может, их стрелять будут?', 'Чем травить крыс в подвале?', 'Не пожалеете, если придёте на каток', 'Повесьте, пожалуйста, знак у школы', 'Дом сгорел в мае, где жить?', 'Нас прижали к стенке тарифами', 'Боимся, что сосулька кого-нибудь убьёт', 'Убили дорогу лесовозами',
  ])('none: «%s»', (text) => expect(grounds(text)).toEqual([]));
});

describe('no question (M-3)', () => {
  test.each(['Спасибо дорожникам, молодцы!', 'С праздником, любимый край!', 'Скидка 30 % на окна, рассрочка, пишите в личку'])('«%s»', (text) => expect(grounds(text)).toEqual(['no-question']));
  test.each(['Спасибо, но когда достроят школу?', 'Спасибо за ответ, только воды нет', '', 'Дорога к порту', 'Скидка для пенсионеров не работает'])('possible: «%s»', (text) => expect(grounds(text)).toEqual([]));
});
