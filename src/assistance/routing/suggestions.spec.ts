import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { findStreets, PlaceIndex } from '../places/find-places.js';
import { suggestTopics } from '../topics/suggest-topics.js';
import { rankExecutors } from './rank-executors.js';

const names = ['город Хабаровск', 'город Комсомольск-на-Амуре', 'рабочий поселок Ванино', 'поселок Солнечный', 'Эльбанское', 'Санболинское', 'село Покровка', 'село Покровка', 'Хабаровский муниципальный район', 'село Челны'];
const places = new PlaceIndex(names.map((name, index) => ({ id: String(index), name })));
const found = (text: string): string[] => places.find(text).map(({ id }) => id);

describe('places in every case', () => {
  test.each(['Хабаровск', 'Хабаровска', 'Хабаровску', 'Хабаровск', 'Хабаровском', 'в Хабаровске'])('%s', (text) => expect(found(`${text}, дом 5`)).toEqual(['0']));
  test.each(['Комсомольск-на-Амуре', 'Комсомольска-на-Амуре', 'Комсомольске-на-Амуре', 'Комсомольском', 'Комсомольску', 'в Комсомольске'])('%s', (text) => expect(found(text)).toEqual(['1']));
  test.each([['Живу в Ванино', '2'], ['из Солнечного', '3'], ['Эльбан без света', '4'], ['в Эльбане', '4'], ['у нас в Санболи', '5'], ['в Челнах', '9']])('%s', (text, id) => expect(found(text)).toEqual([id]));

  it('gives every place of a name several bear, and none for ordinary words', () => {
    expect(found('В Покровке нет воды')).toEqual(['6', '7']);
    expect(found('солнечный день, покровка на крыше, комсомольская улица')).toEqual([]);
  });

  test.each([
    ['на Краснофлотской нет света', ['Краснофлотской']],
    ['ул. Ленина, 5, и улице Мира дом 10а', ['ул. Ленина, 5', 'улице Мира дом 10а']],
    ['Вчера на площади было красиво', []],
    ['Искрило над площадкой. Писали в управляющую', []],
  ])('streets: %s', (text, streets) => expect(findStreets(text).map(({ excerpt }) => excerpt)).toEqual(streets));

  it('stay inside any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      for (const { from, to, excerpt } of [...places.find(`${text} Хабаровске`), ...findStreets(text)]) expect(excerpt.length).toBe(to - from);
    }));
  });
});

describe('topics', () => {
  test.each([
    ['Батареи еле тёплые, в квартире 15 градусов', 'g08-t05'],
    ['Лифт стоит третью неделю', 'g08-t26'],
    ['Бродячие собаки у школы кидаются на детей', 'g14-t02'],
    ['Яма на дороге у перекрёстка, колесо пробил', 'g07-t08'],
    ['Не вывозят мусор, баки переполнены', 'g05-t02'],
    ['Интернет пропадает каждый вечер', 'g12-t01'],
    ['Третий день нет горячей воды', 'g08-t07'],
    ['Третий день нет воды', 'g08-t03'],
    ['Автобус из Переяславки опять не пришёл', 'g03-t06'],
    ['В автобусе холодно, дует из всех щелей', 'g03-t03'],
    ['Водитель курит и хамит', 'g03-t04'],
    ['На остановке нет крыши, лавочка сломана', 'g03-t01'],
  ])('%s', (text, code) => expect(suggestTopics(text)[0]?.code).toBe(code));

  it('learn from what curators chose for similar messages', () => {
    const text = 'Гоночный трек за мостом ревёт всю ночь';
    expect(suggestTopics(text).map(({ code }) => code)).not.toContain('g18-t03');
    const past = [{ text: 'Гоночный трек опять ревёт ночью', code: 'g18-t03' }, { text: 'Нет воды на Мира', code: 'g08-t03' }, { text: 'Яма на дороге', code: 'g07-t08' }];
    expect(suggestTopics(text, past)[0]).toMatchObject({ code: 'g18-t03', similar: 1 });
  });

  it('are none for a text without words', () => expect(suggestTopics('!!! 👍')).toEqual([]));
});

describe('executors', () => {
  const now = new Date('2020-06-17T00:00:00Z');
  const route = (executorId: string, topicCode: string, daysAgo: number, locationId: string | null = null) => ({ executorId, topicCode, locationId, at: new Date(now.getTime() - daysAgo * 86_400_000) });

  it('are ranked by topic, then place, then freshness; others are left out', () => {
    const past = [route('a', 't-1', 10), route('b', 't-1', 10, 'here'), route('c', 't-1', 400), route('d', 't-2', 1), route('e', 'x-1', 1)];
    const ranked = rankExecutors(past, ['t-1'], ['here'], now);
    expect(ranked.map(({ executorId }) => executorId)).toEqual(['b', 'a', 'd', 'c']);
    expect(ranked[0]).toMatchObject({ messages: 1, samePlace: 1 });
  });
});
