import type { Message } from './message.js';

/** Refusals of the request itself, whatever it asks. */
export const requestMessages = {
  'validation.failed': { status: 400, title: 'Данные заполнены неверно', detail: 'Проверьте поля, перечисленные в списке errors.' },
  'request.malformed': { status: 400, title: 'Запрос не удалось прочитать', detail: 'Тело запроса повреждено или имеет неверный формат.' },
  'request.unreadable': { status: 400, title: 'Запрос не удалось прочитать', detail: 'Это не запрос HTTP. Русские буквы и пробелы в адресе нужно кодировать (например, curl -G --data-urlencode "q=школа").' },
  'request.too-large': { status: 413, title: 'Слишком большой запрос', detail: 'Размер запроса больше допустимого.' },
  'request.unsupported-media-type': { status: 415, title: 'Неподдерживаемый тип данных', detail: 'Данные отправляют как JSON с заголовком Content-Type: application/json, а файлы — как multipart/form-data.' },
  'request.not-acceptable': { status: 406, title: 'Ответ в таком виде недоступен', detail: 'Запрошенный вид ответа не поддерживается.' },
  'cursor.invalid': { status: 400, title: 'Неверная отметка страницы', detail: 'Значение cursor устарело или повреждено. Начните список с первой страницы.' },
  'not-found': { status: 404, title: 'Не найдено', detail: 'Такого объекта нет или он вам недоступен.' },
  'route.not-found': { status: 404, title: 'Адрес не найден', detail: 'Такого адреса в программном интерфейсе нет.' },
  'method.not-allowed': { status: 405, title: 'Действие не поддерживается', detail: 'Этот адрес не поддерживает такой метод.' },
  'too-many-requests': { status: 429, title: 'Слишком много запросов', detail: 'Повторите попытку позже.' },
  'internal': { status: 500, title: 'Внутренняя ошибка', detail: 'Произошла ошибка на сервере. Она записана; сообщите администратору номер запроса.' },
  'unavailable': { status: 503, title: 'Сервис временно недоступен', detail: 'Повторите попытку через минуту. Данные не потеряны.' },
  'precondition.failed': { status: 412, title: 'Данные уже изменились', detail: 'Пока вы работали, объект изменил другой пользователь. Посмотрите текущее состояние и повторите действие.' },
  'idempotency.mismatch': { status: 409, title: 'Ключ повтора уже использован', detail: 'С этим ключом Idempotency-Key уже был отправлен другой запрос.' },
  'idempotency.key-invalid': { status: 400, title: 'Неверный ключ повтора', detail: 'Ключ Idempotency-Key должен содержать от 1 до 200 печатных символов латиницы.' },
} as const satisfies Record<string, Message>;
