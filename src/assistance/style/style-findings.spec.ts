import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { PhraseIndex } from '../language/phrase-index.js';
import type { StyleRule } from './finding.js';
import { stylePhrases } from './phrases.js';
import { styleFindings, styleReport } from './style-findings.js';

const good =
  'Здравствуйте, Ольга! Фонарь у дома 14 на улице Ленина починим в пятницу, 9 октября. Если снова погаснет, позвоните ' +
  'в диспетчерскую: +7 (4212) 00-00-00.';
/** Findings of a rule in a reply that is good but for the words added. */
const found = (added: string, rule: StyleRule) => styleFindings(`${good} ${added}`, 'reply').filter((finding) => finding.rule === rule);
const excerpts = (added: string, rule: StyleRule): string[] => found(added, rule).map(({ excerpt }) => excerpt);

describe('a good reply', () => {
  it('gets no remark', () => expect(styleFindings(good, 'reply')).toEqual([]));
});

describe('clichés and officialese in every form', () => {
  test.each([
    ['Сообщаем следующее: дорога готова.', 'Сообщаем следующее', undefined],
    ['Вопрос взяли на контроль.', 'взяли на контроль', 'следим за этим / проверим (с датой)'],
    ['Вопрос взят на контроль.', 'взят на контроль', 'следим за этим / проверим (с датой)'],
    ['Сделаем в кратчайшие сроки.', 'в кратчайшие сроки', '(назвать дату)'],
    ['Приносим извинения за доставленные неудобства.', 'Приносим извинения за доставленные неудобства', 'извините'],
    ['Это не представляется возможным.', 'не представляется возможным', 'нельзя / не можем'],
  ])('%s', (added, excerpt, suggestion) => {
    const [finding] = found(added, 'cliche');
    expect([finding?.excerpt, finding?.suggestion, finding?.clause]).toEqual([excerpt, suggestion, 'M-9']);
  });

  test.each([
    ['Бригада осуществляла контроль.', 'осуществляла контроль'],
    ['Осуществлён контроль.', 'Осуществлён контроль'],
    ['Уборку осуществят завтра.', 'осуществят'],
    ['В настоящее время тепло есть.', 'В настоящее время'],
    ['Вся придомовая территория чистая.', 'придомовая территория'],
    ['На придомовой территории чисто.', 'придомовой территории'],
    ['Не хватило денежных средств.', 'денежных средств'],
    ['Ремонт данного участка начнём завтра.', 'данного'],
  ])('%s', (added, excerpt) => expect(excerpts(added, 'officialese')).toContain(excerpt));

  it('leaves honest words alone: one «в течение» is no finding, a text thick with such words is', () => {
    expect(excerpts('Ответим в течение дня.', 'officialese')).toEqual([]);
    expect(excerpts('Ваши данные верны, соответствие проверили.', 'officialese')).toEqual([]);
    expect(excerpts('В течение дня, либо при необходимости в дальнейшем, необходимо указанное.', 'officialese').length).toBeGreaterThan(3);
  });

  it('prefers the longest turn', () => expect(excerpts('Это в целях недопущения аварий.', 'officialese')).toEqual(['в целях недопущения']));
});

describe('sentences', () => {
  const words = (count: number): string => `${Array.from({ length: count }, () => 'снег').join(' ')}.`;
  it('are long from the twenty-first word', () => {
    expect(found(words(20), 'long-sentence')).toEqual([]);
    expect(found(words(21), 'long-sentence')[0]?.message).toContain('слов в нём 21');
  });

  it.each(['ул. Ленина', 'в 10.30', 'т. д.', 'А. Б. Сергеев', '2 тыс. руб.', '40-22-00, доб. 214', 'тел. 40-22-00, внутр. 7'])('do not end inside «%s»', (short) =>
    expect(found(`Снег ${short} ${words(20)}`, 'long-sentence')).toHaveLength(1));

  it('end with a line: a list is no long sentence', () =>
    expect(found(Array.from({ length: 8 }, () => 'снег вывезем завтра утром').join('\n'), 'long-sentence')).toEqual([]));

  it('show passives one after another, not a single one', () => {
    expect(excerpts('Работы будут выполнены, финансирование предусмотрено.', 'passive-chain')).toEqual(['выполнены, финансирование предусмотрено']);
    expect(excerpts('Ремонт закончен. Замена трубы завтра, цена та же.', 'passive-chain')).toEqual([]);
  });

  it('show chains of nouns', () => {
    expect(excerpts('Идёт проведение капитального ремонта кровли дома.', 'noun-chain')).toEqual(['проведение капитального ремонта кровли дома']);
    expect(excerpts('Начали ремонт кровли дома.', 'noun-chain')).toEqual([]);
  });
});

describe('abbreviations, laws, shouting', () => {
  it('asks to spell an abbreviation out, once, unless it is', () => {
    expect(excerpts('МКД включили в план, МКД ждёт.', 'abbreviation')).toEqual(['МКД']);
    expect(excerpts('Многоквартирный дом (МКД) включили. МКД ждёт. МЧС и ДТП знают все. НЕ надо.', 'abbreviation')).toEqual([]);
  });

  it('shows the first law cited by number', () => {
    expect(excerpts('По статье 161 Жилищного кодекса и закону № 131-ФЗ.', 'law-citation')).toHaveLength(1);
    expect(excerpts('Закон об этом есть.', 'law-citation')).toEqual([]);
  });

  it('shows capitals and rows of exclamation marks', () => {
    expect(excerpts('ВСЕ РАБОТЫ ИДУТ!!!', 'shouting')).toEqual(['ВСЕ РАБОТЫ ИДУТ', '!!!']);
    expect(excerpts('ВАЖНО! Это МЧС.', 'shouting')).toEqual([]);
  });
});

describe('what a reply owes', () => {
  const rules = (text: string): string[] => styleFindings(text, 'reply').map(({ rule }) => rule);
  it('is a greeting, a measure, a date, and a contact where it sends people somewhere', () => {
    expect(rules('Ваше мнение важно.')).toEqual(['no-greeting', 'no-measure', 'no-date']);
    expect(rules('Мария, добрый день! Починим завтра. Обратитесь в администрацию.')).toEqual(['no-contact']);
    expect(rules('Добрый день! Починим завтра. Обратитесь в администрацию: улица Мира, 5.')).toEqual([]);
    expect(rules('Добрый день! Починим завтра. Звоните: 21-22-23.')).toEqual([]);
  });

  it.each(['Откроем', 'Построим', 'Засыпали', 'Ремонтируем'])('«%s» is a measure', (verb) => expect(rules(`Здравствуйте! ${verb} школу 3 ноября.`)).toEqual([]));

  it.each(['12.10.2020', '9 октября', 'к пятнице', 'через 3 дня', 'до конца месяца', 'до 18:00'])('«%s» is a date', (date) =>
    expect(rules(`Здравствуйте! Починим ${date}.`)).toEqual([]));

  it('is not asked of a post', () => {
    const post = styleFindings('Открываем каток. В настоящее время лёд готов.', 'post');
    expect(post.map(({ rule, clause }) => [rule, clause])).toEqual([['officialese', 'A-9']]);
  });
});

test('readability falls with long words and sentences', () => {
  const easy = styleReport(good, 'reply').readability;
  const hard = styleReport('Осуществление мероприятий по обеспечению функционирования инфраструктуры предусматривается соответствующим распоряжением.', 'post').readability;
  expect(easy.score).toBeGreaterThan(45);
  expect(hard.score).toBe(0);
  expect(styleReport('!!! 5', 'post').readability).toEqual({ score: null, words: 0, sentences: 0, wordsPerSentence: 0, longWords: 0 });
});

describe('whatever the text', () => {
  const piece = fc.oneof(fc.constantFrom('в рамках ', 'МКД ', '!!', '. ', '\n', 'ул. ', 'проведения ', '12.', 'сделано ', 'ЁЖ ', '👍', 'İ', '- ', '@'), fc.string({ unit: 'binary', maxLength: 5 }));
  const anyText = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));

  it('findings lie inside it, in order, and are the same again', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('reply', 'post'), (text, kind) => {
        const findings = styleFindings(text, kind);
        for (const { from, to, excerpt } of findings) {
          expect(from >= 0 && from <= to && to <= text.length).toBe(true);
          expect(excerpt).toBe(text.slice(from, to));
        }
        expect(findings.map(({ from }) => from)).toEqual(findings.map(({ from }) => from).toSorted((a, b) => a - b));
        expect(styleFindings(text, kind)).toEqual(findings);
      }),
    );
  });

  it.each(['в рамках ', 'в соответствии с ', 'осуществление проведения ', 'приносим извинения за '])('comparisons follow the length: «%s» over and over', (hostile) => {
    const comparisons = (times: number): number => {
      const index = new PhraseIndex(stylePhrases);
      index.matches(hostile.repeat(times).split(' '));
      return index.comparisons;
    };
    expect(comparisons(2000)).toBeLessThanOrEqual(2.01 * comparisons(1000));
  });

  it('gives 200 findings at most', () => expect(styleFindings('в целях '.repeat(5000), 'post')).toHaveLength(200));
});
