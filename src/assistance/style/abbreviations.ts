import type { Word } from '../language/words.js';
import type { ReadText, Remark } from './finding.js';

/** What officials shorten and people may not know. */
const meaning: Readonly<Record<string, string>> = {
  МКД: 'многоквартирный дом',
  ТКО: 'мусор',
  КГО: 'крупный мусор',
  УДС: 'улицы',
  МАФ: 'скамейки и качели',
  ЦУР: 'центр управления регионом',
  УК: 'управляющая компания',
  ТСЖ: 'товарищество жильцов',
  ТОС: 'соседское самоуправление',
  ОСС: 'собрание собственников',
  ОМСУ: 'местные власти',
  ОИВ: 'министерства',
  ОМС: 'полис или местная власть',
  ВДИС: 'внутридомовые сети',
  ХВС: 'холодная вода',
  ГВС: 'горячая вода',
  РСО: 'поставщик тепла и воды',
  ЕДДС: 'единая дежурная служба',
  ФАП: 'фельдшерский пункт',
  ЦРБ: 'районная больница',
  КГБУЗ: 'больница',
  КГБУ: 'учреждение',
  КГКУ: 'учреждение',
  МБУ: 'учреждение',
  МУП: 'городское предприятие',
  МБОУ: 'школа',
  МБДОУ: 'детский сад',
  ДОУ: 'детский сад',
  СОШ: 'школа',
  ПСД: 'проект и смета',
  ПДС: 'план действий',
  НПА: 'законы',
  НМЦК: 'цена закупки',
  МСП: 'меры поддержки',
  ЕДВ: 'ежемесячная выплата',
  ЖКУ: 'коммунальные услуги',
  ОДН: 'общедомовые нужды',
  ДТС: 'детская площадка',
  ИДН: 'лежачий полицейский',
  БДД: 'безопасность на дорогах',
  ТПУ: 'пересадочный узел',
  ЛЭП: 'линия электропередачи',
  КНС: 'насосная станция',
  ЦТП: 'тепловой пункт',
  АПК: 'сельское хозяйство',
  ПМИ: 'программа местных инициатив',
  ФКГС: 'программа благоустройства',
};

const KNOWN = new Set('РФ США СССР ООН КНР ДТП МЧС МВД ГИБДД ФСБ ЖКХ ПДД СМИ ТВ ФМ МФЦ ИНН СНИЛС РЖД ЗАГС МРТ УЗИ ЭКГ ПЦР ВИЧ НДС ООО ПАО СПБ МСК ФЗ ТЦ ГТО'.split(' '));
const UPPER = /^[А-ЯЁ]{2,6}$/u;
const NO_VOWEL = /^[^АЕЁИОУЫЭЮЯ]{3,6}$/u;

/** Abbreviations not spelt out at their first use. */
export function abbreviationRemarks({ words, text }: ReadText, shouted: (word: Word) => boolean): Remark[] {
  const seen = new Set<string>();
  return words.flatMap((word): Remark[] => {
    if (!UPPER.test(word.text) || seen.has(word.text) || KNOWN.has(word.text) || shouted(word)) return [];
    const plain = Object.hasOwn(meaning, word.text) ? meaning[word.text] : undefined;
    if (plain === undefined && !NO_VOWEL.test(word.text)) return [];
    seen.add(word.text);
    // «многоквартирный дом (МКД)» and «МКД (многоквартирный дом)» explain themselves; «…» is a name.
    if (text[word.from - 1] === '(' || text.slice(word.to, word.to + 2) === ' (') return [];
    return [{
      rule: 'abbreviation',
      from: word.from,
      to: word.to,
      message: `Сокращение «${word.text}» могут не понять. Назовите полностью хотя бы один раз.`,
      ...(plain && { suggestion: plain }),
    }];
  });
}
