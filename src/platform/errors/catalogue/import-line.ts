import type { Message } from './message.js';

/** Refusals of single lines of an imported file, and of a table whose header is not understood. */
export const importLineMessages = {
  'import.encoding': { status: 400, title: 'Строка не читается', detail: 'Строка содержит символы не в той кодировке. Сохраните файл в UTF-8 или Windows-1251.' },
  'import.line-too-long': { status: 400, title: 'Слишком длинная строка', detail: 'Длина строки — не больше {maxKb} КБ.' },
  'import.json': { status: 400, title: 'Строка не разобрана', detail: 'Строка должна содержать один объект JSON.' },
  'import.csv-quote': { status: 400, title: 'Кавычка не закрыта', detail: 'Начинающееся с кавычки значение не закончено. Поставьте закрывающую кавычку, а кавычки внутри значения удвойте.' },
  'import.csv-columns': { status: 400, title: 'Неверное число столбцов', detail: 'В строке столбцов: {found}, а в заголовке: {expected}.' },
  'import.csv-header': { status: 400, title: 'Неверный заголовок таблицы', detail: 'В первой строке должны быть столбцы «сеть», «ссылка», «автор», «текст» и «дата» (или network, url, authorName, text, postedAt), каждый один раз.' },
  'import.field-missing': { status: 400, title: 'Не заполнено поле', detail: 'Не заполнено: {field}.' },
  'import.field-type': { status: 400, title: 'Неверное значение поля', detail: 'Значение должно быть текстом: {field}.' },
  'import.field-unknown': { status: 400, title: 'Неизвестное поле', detail: 'Поле {field} здесь не предусмотрено.' },
} as const satisfies Record<string, Message>;
