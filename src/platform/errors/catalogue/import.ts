import type { Message } from './message.js';

/** Refusals of imports as a whole; of a message that cannot be kept. */
export const importMessages = {
  'import.empty': { status: 400, title: 'Файл пуст', detail: 'В файле нет данных. Проверьте его и отправьте ещё раз.' },
  'import.interrupted': { status: 400, title: 'Файл получен не полностью', detail: 'Передача файла прервалась. Отправьте его ещё раз.' },
  'import.one-file': { status: 400, title: 'Нужен один файл', detail: 'Отправьте ровно один файл и никаких других полей.' },
  'import.too-large': { status: 413, title: 'Файл слишком большой', detail: 'Размер файла для загрузки сообщений — не больше {maxMb} МБ. Разделите его на части.' },
  'import.too-many': { status: 429, title: 'Слишком много загрузок сразу', detail: 'Одновременно у вас может быть не больше {max} незаконченных загрузок. Дождитесь окончания или отмените лишние.' },
  'import.ended': { status: 409, title: 'Загрузка уже закончена', detail: 'Отменить можно только загрузку, которая ещё идёт.' },
  'import.file-missing': { status: 409, title: 'Файл загрузки не найден', detail: 'Файла больше нет в хранилище. Загрузите его ещё раз: записанные сообщения повторно не запишутся.' },
  'import.not-storable': { status: 400, title: 'Сообщение не может быть сохранено', detail: 'В сообщении есть недопустимые символы или слишком длинная ссылка.' },
} as const satisfies Record<string, Message>;
