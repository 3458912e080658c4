/*
 * Forms of words told by their endings, words in lower case with ё as е. Endings do not know grammar for certain: the
 * rules that use them ask for several signs at once.
 */

const NO_PARTICIPLE = new Set(
  'замена замены смена смены измена измены отмена отмены перемена перемены цена цены стена стены времена семена имена племена колено полено зелено арена арены сцена сцены измерено'.split(' '),
);
const PARTICIPLE_AN = /(?:ован|сделан|создан|указан|собран|выбран|избран|убран|заказан|показан|написан|описан|записан|подписан|обработан|разработан|доработан|отработан|выдан|отдан|передан|подан|издан|оказан|организован|установлен|начат|разобран)(?:а|о|ы)?$/u;
const PARTICIPLE_EN = /(?:ен|ена|ено|ены)$/u;
const PARTICIPLE_T = /(?:прин|сн|подн|изъ|зан|вз|нан)ят(?:а|о|ы)?$|(?:закр|откр|перекр|вскр|покр|укр)ыт(?:а|о|ы)?$/u;
const REFLEXIVE = /^(?:провод|производ|выполн|осуществл|устран|рассматрив|обеспечив|планиру|реализ|организ|ремонтиру|очища|убира|контролиру|финансиру|предоставл|размеща|направл|принима|прорабатыва|реша|веде|веду|уделя|оказыва|использ|эксплуатир|поддержива|обслужива|корректир|согласовыва|разрабатыва|определя|оформля|утвержда|устанавлива|монтиру|формиру)[а-я]*(?:ся|сь)$|^ведутся$/u;

/** A passive verb: a short participle («отремонтирована») or a reflexive of work done by nobody («выполняется»). */
export function isPassive(word: string): boolean {
  if (word.length < 5 || word.length > 30) return false;
  if (word.endsWith('ся') || word.endsWith('сь')) return REFLEXIVE.test(word);
  if (PARTICIPLE_AN.test(word) || PARTICIPLE_T.test(word)) return true;
  return word.length >= 6 && PARTICIPLE_EN.test(word) && !NO_PARTICIPLE.has(word);
}

const THING = /^(?:насел|здан|учрежд|отдел|образов|помещ|предприят|мероприят|полож|соглаш|решен|знач|задан|собран|заседан|совещан|расписан|вниман|пониман|извин|сообщ|обращ|объявл|управлен|насажд|растен|событ|участ|заявлен|прилож|отнош|заболев|движен|издан|назван|поселен|постановл|распоряж|терпен|желан|спасен|рожд|времен|мнен|сомнен|настроен|упражн|сочинен|питан|дыхан)/u;
const VERBAL = /(?:ани|ени|яни|ыти|яти)(?:е|я|ю|ем|и|й|ям|ями|ях)$/u;
const VERBAL_TION = /^(?:реконструкци|ликвидаци|модернизаци|эксплуатаци|реализаци|инвентаризаци|локализаци|утилизаци|нормализаци|консервац|актуализаци)/u;

/** A noun made of a verb: «проведение», «устранения», «реконструкции». */
export const isVerbalNoun = (word: string): boolean =>
  word.length >= 7 && word.length <= 30 && ((VERBAL.test(word) && !THING.test(word)) || VERBAL_TION.test(word));

const ADJECTIVE = /(?:ого|его|ых|их|ной|ской|ной)$/u;
/** Ends as genitives of adjectives do. */
export const isGenitiveAdjective = (word: string): boolean => word.length >= 5 && ADJECTIVE.test(word);

const GENITIVE = /(?:ания|ения|яния|ытия|ятия|аний|ений|яний|ции|ций|ости|остей|ства|ств|ов|ев|а|я|ы|и)$/u;
const VERB_OR_PRONOUN = /(?:[аеиоуыя]ли|ла|ся|сь|ами|ями)$|^(?:если|когда|всегда|тогда|сюда|туда|иногда|чтобы|почти|после|сегодня|завтра|вчера|также|более|менее|только|можно|нужно|года|году|либо)$/u;

/** Ends as genitives of nouns do; many other forms end so too. */
export const isGenitiveNoun = (word: string): boolean => word.length >= 4 && word.length <= 30 && GENITIVE.test(word) && !VERB_OR_PRONOUN.test(word);
