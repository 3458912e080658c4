import type { Message } from './message.js';

/** Refusals of content plans (regulation A, clauses 5 to 8). */
export const contentPlanMessages = {
  'plan.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'Сейчас это действие с планом недоступно, состояние: «{state}». Возможно, его уже выполнил другой сотрудник: обновите страницу.' },
  'plan.duplicate': { status: 409, title: 'План уже есть', detail: 'План этого органа на неделю {days} уже заведён.' },
  'plan.week-out-of-range': { status: 400, title: 'Неделя слишком далеко', detail: 'План заводят на неделю не раньше {fromDays} и не позже {toDays}.' },
  'plan.version-outdated': { status: 409, title: 'Направлена другая версия', detail: 'Вы рассматриваете версию {asked}, а на согласовании версия {current}. Обновите страницу.' },
  'plan.empty': { status: 409, title: 'В плане нет публикаций', detail: 'Добавьте публикации. Если информационных поводов нет совсем, направьте сообщение об этом (пункт 5 положения).' },
  'plan.not-empty': { status: 409, title: 'В плане есть публикации', detail: 'Сообщение об отсутствии информационных поводов направляют, когда публикаций нет совсем. Направьте план или удалите публикации: {count}.' },
  'plan.fewer-reason-needed': { status: 409, title: 'Публикаций меньше рекомендованного', detail: 'В плане публикаций: {count}, рекомендуется не менее {minimum}. Укажите причину (fewerReason).' },
  'plan.item-out-of-week': { status: 409, title: 'Есть публикации вне недели плана', detail: 'Перенесите их на неделю плана ({days}) или удалите; таких публикаций: {count}.' },
  'plan.too-many-items': { status: 409, title: 'Слишком много публикаций', detail: 'В одном плане может быть не больше {max} публикаций.' },
  'plan.account-unfit': { status: 400, title: 'Аккаунт не подходит', detail: 'Публикация выходит только в действующих аккаунтах этого органа. Выберите аккаунты из реестра.' },
  'plan.item-account': { status: 400, title: 'Публикация не для этого аккаунта', detail: 'Этот аккаунт не указан у публикации.' },
  'plan.item-has-outcome': { status: 409, title: 'Итог публикации уже отмечен', detail: 'По этой публикации уже есть ссылка или причина, поэтому её нельзя удалить, а её аккаунты — убрать.' },
  'plan.nothing-to-copy': { status: 409, title: 'Копировать нечего', detail: 'В плане прошлой недели ({days}) нет публикаций, которых ещё нет в этом.' },
  'plan.url-network': { status: 400, title: 'Ссылка не из той сети', detail: 'Ссылка должна вести в социальную сеть аккаунта: {network}.' },
  'plan.remark-item': { status: 400, title: 'Такой публикации нет в этой версии', detail: 'Рекомендации относятся к публикациям направленной версии; к каждой — не больше одной.' },
  'plan.remarks-needed': { status: 400, title: 'Нужны рекомендации', detail: 'Напишите рекомендации к плану в целом или к отдельным публикациям.' },
} as const satisfies Record<string, Message>;
