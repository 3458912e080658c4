import type { Message } from './message.js';

/** Refusals of terms, calendars and schedules. */
export const regulationMessages = {
  'calendar.invalid': { status: 400, title: 'Ошибка в календаре', detail: 'Проверьте даты и часы: они должны существовать, относиться к этому году и не противоречить друг другу.' },
  'schedule.invalid': { status: 400, title: 'Ошибка в графике работы', detail: 'Проверьте часы и сроки действия: интервалы идут по порядку, последняя редакция не имеет окончания и содержит рабочие часы.' },
  'term.uncountable': { status: 400, title: 'Срок не удаётся посчитать', detail: 'По этому графику и календарю срок не имеет окончания. Проверьте дату начала и график работы.' },
  'regulation.term-kind': { status: 400, title: 'Такой срок здесь не подходит', detail: 'Для обязанности {obligation} нельзя установить срок этого вида.' },
  'regulation.edition-order': { status: 409, title: 'Редакция начинается слишком рано', detail: 'Новая редакция должна вступать в силу позже действующей: {validFrom}.' },
  'regulation.not-in-force': { status: 404, title: 'Постановление тогда не действовало', detail: 'На эту дату нет действующей редакции. Постановление действует с 17 марта 2020 года.' },
} as const satisfies Record<string, Message>;
