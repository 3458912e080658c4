import type { Message } from './message.js';

/** Refusals of sessions, accounts of users and rights. */
export const identityMessages = {
  'auth.required': { status: 401, title: 'Нужно войти', detail: 'Войдите в систему: сеанс не начат или уже закончился.' },
  'auth.forbidden': { status: 403, title: 'Недостаточно прав', detail: 'Ваша роль не позволяет выполнить это действие.' },
  'auth.cross-site': { status: 403, title: 'Запрос с чужого сайта', detail: 'Изменения принимаются только со страниц самой системы. Откройте её в новом окне и повторите.' },
  'auth.invalid': { status: 401, title: 'Войти не удалось', detail: 'Неверный адрес электронной почты или пароль.' },
  'auth.totp-required': { status: 401, title: 'Нужен код подтверждения', detail: 'Введите код из приложения-аутентификатора или код восстановления.' },
  'auth.totp-invalid': { status: 401, title: 'Неверный код подтверждения', detail: 'Код неверен, устарел или уже использован. Дождитесь следующего кода и повторите.' },
  'auth.locked': { status: 423, title: 'Вход временно закрыт', detail: 'Слишком много неудачных попыток. Повторите позже или обратитесь к администратору.' },
  'auth.password-wrong': { status: 403, title: 'Неверный пароль', detail: 'Текущий пароль указан неверно.' },
  'auth.password-change-required': { status: 403, title: 'Нужно сменить пароль', detail: 'Пароль выдан администратором. Задайте свой (POST /api/v1/me/password), чтобы продолжить работу.' },
  'password.weak': { status: 422, title: 'Пароль не подходит', detail: 'Пароль слишком легко подобрать: {explanation}.' },
  'totp.already-enabled': { status: 409, title: 'Подтверждение уже включено', detail: 'Чтобы подключить другое приложение, сначала отключите вход по коду.' },
  'totp.not-begun': { status: 409, title: 'Подключение не начато', detail: 'Сначала получите ключ для приложения-аутентификатора.' },
  'totp.code-wrong': { status: 422, title: 'Код не подошёл', detail: 'Проверьте время на телефоне и введите текущий код ещё раз.' },
  'user.email-taken': { status: 409, title: 'Адрес уже занят', detail: 'Пользователь с таким адресом электронной почты уже есть.' },
  'user.authority-needed': { status: 422, title: 'Не указан орган', detail: 'Исполнитель должен относиться к органу исполнительной власти.' },
  'user.authority-unknown': { status: 422, title: 'Орган не найден', detail: 'Такого органа нет или он упразднён. Выберите действующий.' },
  'user.last-admin': { status: 409, title: 'Последний администратор', detail: 'Нельзя отключить последнего администратора или снять с него роль: системой станет некому управлять.' },
  'user.own-password': { status: 409, title: 'Собственный пароль', detail: 'Свой пароль меняют в личных настройках, указав текущий.' },
} as const satisfies Record<string, Message>;

/** What may be wrong with a password, as the explanation of `password.weak` says it. */
export const passwordFaultMessages = {
  'too-short': 'он короче, чем разрешено',
  'too-long': 'он длиннее, чем разрешено',
  'common': 'он есть в списке самых частых паролей',
  'repetitive': 'он состоит из повторений или простой последовательности знаков',
  'unchanged': 'он совпадает с прежним',
  'personal': 'он содержит ваше имя или адрес электронной почты',
} as const;
