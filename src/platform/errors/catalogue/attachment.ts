import type { Message } from './message.js';

/** Refusals of attachments. */
export const attachmentMessages = {
  'attachment.one-file': { status: 400, title: 'Нужен один файл', detail: 'Отправьте ровно один файл и никаких других полей (multipart/form-data).' },
  'attachment.interrupted': { status: 400, title: 'Файл получен не полностью', detail: 'Передача файла прервалась. Отправьте его ещё раз.' },
  'attachment.empty': { status: 400, title: 'Файл пуст', detail: 'В файле нет данных. Проверьте его и отправьте ещё раз.' },
  'attachment.too-large': { status: 413, title: 'Файл слишком большой', detail: 'Размер файла этого вида — не больше {maxMb} МБ.' },
  'attachment.type-not-allowed': { status: 415, title: 'Этот тип файла не принимается', detail: 'Принимаются фотографии (JPEG, PNG, WebP, GIF, HEIC, AVIF), видео (MP4, MOV, WebM) и документы (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP). Тип определяется по содержимому, а не по имени файла.' },
  'attachment.quota-exceeded': { status: 429, title: 'Исчерпан объём загрузки', detail: 'За сутки можно загрузить не больше {maxMb} МБ. Удалите лишнее или повторите завтра.' },
  'attachment.unknown': { status: 400, title: 'Вложение не найдено', detail: 'Среди вложений есть такие, которых нет или которые загрузили не вы. Загрузите файлы ещё раз.' },
  'attachment.already-used': { status: 409, title: 'Вложение уже использовано', detail: 'Вложение уже приложено к другому документу или указано дважды. Загрузите файл ещё раз.' },
  'attachment.kind-not-allowed': { status: 400, title: 'Такой файл сюда не прикладывают', detail: 'Сюда можно приложить только: {allowed}.' },
  'attachment.too-many': { status: 400, title: 'Слишком много вложений', detail: 'Можно приложить не больше {max} файлов.' },
  'attachment.range': { status: 416, title: 'Такой части файла нет', detail: 'Запрошенная часть лежит за пределами файла.' },
} as const satisfies Record<string, Message>;
