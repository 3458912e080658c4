import type { z } from 'zod';
import { counted } from '../russian/index.js';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const kinds: Record<string, string> = {
  string: 'Нужен текст',
  number: 'Нужно число',
  int: 'Нужно целое число',
  boolean: 'Нужно «да» или «нет»: true или false',
  array: 'Нужен список',
  object: 'Нужен набор полей',
  date: 'Нужна дата',
};

const formats: Record<string, string> = {
  datetime: 'Нужны дата и время со смещением, например 2020-06-17T10:00:00+10:00',
  date: 'Нужна дата, например 2020-06-17',
  time: 'Нужно время, например 10:00',
  duration: 'Нужна длительность, например PT2H',
  email: 'Это не адрес электронной почты',
  url: 'Это не ссылка: она начинается с https:// или http://',
  uuid: 'Это не идентификатор: такие выдаёт система, например 01939f7e-0c3a-7cc4-9a2e-3f1f6f0a1b2c',
  base64: 'Это не данные в кодировке Base64',
};

/** How much may stand there, by what it is. */
function amount(origin: string, count: number): string {
  if (origin === 'string') return counted(count, 'символ', 'символа', 'символов');
  if (origin === 'array' || origin === 'set') return counted(count, 'элемент', 'элемента', 'элементов');
  return String(count);
}

/**
 * What is wrong with a field, for the people who filled it in; undefined where the library's own words serve.
 * The words name no field: its place stands beside them.
 */
export function faultInWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Не заполнено' : (kinds[issue.expected] ?? 'Здесь нужно другое значение');
    case 'invalid_value':
      return issue.input === undefined ? 'Не заполнено' : `Можно указать только: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return formats[issue.format] ?? 'Записано не в том виде';
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'Не заполнено';
      if (issue.origin === 'array' && Number(issue.minimum) === 1) return 'Нужен хотя бы один элемент';
      if (issue.origin === 'string' || issue.origin === 'array') return `Слишком мало: нужно не меньше, чем ${amount(issue.origin, Number(issue.minimum))}`;
      return `Должно быть ${issue.inclusive === false ? 'больше' : 'не меньше'} ${String(issue.minimum)}`;
    case 'too_big':
      if (issue.origin === 'string' || issue.origin === 'array') return `Слишком много: можно не больше, чем ${amount(issue.origin, Number(issue.maximum))}`;
      return `Должно быть ${issue.inclusive === false ? 'меньше' : 'не больше'} ${String(issue.maximum)}`;
    case 'not_multiple_of':
      return `Должно делиться на ${issue.divisor}`;
    case 'unrecognized_keys':
      return `Таких полей здесь нет: ${issue.keys.map((key) => key.slice(0, 50)).join(', ')}`;
    case 'invalid_union':
      return issue.input === undefined ? 'Не заполнено' : 'Не подходит ни под один из допустимых видов';
    default:
      return undefined;
  }
}
