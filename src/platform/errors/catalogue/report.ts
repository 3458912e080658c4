import type { Message } from './message.js';

/** Refusals of monthly reports (M-15). */
export const reportMessages = {
  'report.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'Сейчас это действие с отчётом недоступно, состояние: «{state}». Возможно, его уже выполнил другой сотрудник: обновите страницу.' },
  'report.draft-exists': { status: 409, title: 'Проект уже есть', detail: 'У отчёта за этот месяц уже есть неутверждённое издание.' },
  'report.recipient-missing': { status: 409, title: 'Некому отправить', detail: 'Адрес получателя отчёта не задан. Укажите его: PUT /api/v1/reports/settings.' },
  'report.section-unknown': { status: 400, title: 'Раздел не найден', detail: 'В отчёте нет раздела {section}. Есть: {known}.' },
  'report.period-too-long': { status: 400, title: 'Слишком длинный период', detail: 'Период отчёта — не больше {maxDays} дней.' },
  'report.period-order': { status: 400, title: 'Неверный период', detail: 'Начало периода должно быть раньше его конца.' },
  'report.as-of': { status: 400, title: 'Неверный исходный момент', detail: 'Исходный момент не может быть раньше начала периода или в будущем.' },
  'what-if.term': { status: 400, title: 'Срок не подходит', detail: 'Обязанности {obligation} нельзя примерить такой срок.' },
} as const satisfies Record<string, Message>;
