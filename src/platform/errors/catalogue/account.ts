import type { Message } from './message.js';

/** Refusals of the registry of accounts. */
export const accountMessages = {
  'account.duplicate': { status: 409, title: 'Аккаунт уже есть', detail: 'У органа уже есть аккаунт в этой социальной сети: {url}. Второй не допускается (пункт 3.1 положения об аккаунтах).' },
  'account.url-taken': { status: 409, title: 'Адрес уже записан', detail: 'Аккаунт с этим адресом уже записан за другим органом.' },
  'account.external-id-taken': { status: 409, title: 'Номер уже записан', detail: 'Аккаунт с этим номером в сети уже записан за другим органом.' },
  'account.url-network': { status: 400, title: 'Это не адрес аккаунта', detail: 'Адрес должен вести на аккаунт в его социальной сети, не на запись и не на кнопку «поделиться».' },
  'account.action-not-allowed': { status: 409, title: 'Сейчас это невозможно', detail: 'В нынешнем состоянии записи об аккаунте это действие невозможно. Обновите данные.' },
  'account.nothing-changed': { status: 409, title: 'Ничего не изменилось', detail: 'Сведения совпадают с записанными в реестре.' },
  'account.moment': { status: 400, title: 'Неверный момент', detail: 'Изменение не могло произойти позже текущего момента.' },
  'account.manager-unfit': { status: 409, title: 'Ответственный не подходит', detail: 'Ответственным за аккаунт может быть действующий сотрудник этого же органа, назначенный вести аккаунты.' },
  'account.page-unfit': { status: 400, title: 'Это не официальный сайт', detail: 'Укажите страницу официального сайта органа, а не страницу социальной сети.' },
  'account.observed-stranger': { status: 409, title: 'Это другой аккаунт', detail: 'Ни адрес, ни номер не совпадают с записанными: это не тот аккаунт.' },
  'accounts-file.not-a-table': { status: 400, title: 'Не таблица', detail: 'Нужен файл CSV (UTF-8 или Windows-1251) или XLSX с заголовками столбцов в первой строке.' },
  'accounts-file.too-big': { status: 413, title: 'Файл слишком велик', detail: 'Файл или его содержимое после распаковки больше допустимого.' },
  'accounts-file.too-many-rows': { status: 400, title: 'Слишком много строк', detail: 'В одном файле не больше {most} строк.' },
  'accounts-file.columns': { status: 400, title: 'Не хватает столбцов', detail: 'Нет столбцов: {missing}.' },
  'accounts-file.rows': { status: 422, title: 'В файле есть ошибки', detail: 'Строк с ошибками: {failed}. Ничего не записано.' },
} as const satisfies Record<string, Message>;
