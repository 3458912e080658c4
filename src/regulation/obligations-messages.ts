import type { Obligation } from './obligation.types.js';

const hours = (amount: number) => ({ kind: 'working-hours', amount }) as const;
const days = (amount: number) => ({ kind: 'working-days', amount }) as const;
const curator = ['curator'] as const;

/** Regulation M: messages in social networks. */
export const messageObligations = {
  'incident.route': {
    clause: ['M-6'], bearer: 'curator', starts: 'incident recorded', seenBy: curator, alternative: 'incident.route-several',
    // A clock hour: the clause does not say "working".
    term: { kind: 'clock-hours', amount: 1 },
    title: 'Направить сообщение исполнителю',
    wording: 'Куратор указывает тему и локацию, определяет Исполнителя и в течение одного часа с момента фиксации сообщения направляет его Исполнителю для подготовки проекта ответа.',
  },
  'incident.route-several': {
    clause: ['M-7'], bearer: 'curator', starts: 'incident recorded', seenBy: curator, alternative: 'incident.route', term: hours(1),
    title: 'Направить сообщение нескольким исполнителям',
    wording: 'Если вопросы относятся к полномочиям нескольких органов, Куратор в течение одного рабочего часа с момента выявления сообщения одновременно направляет его соответствующим Исполнителям.',
  },
  'assignment.return': {
    clause: ['M-8.1'], bearer: 'executor', starts: 'assignment received', seenBy: curator, term: hours(1),
    // Owed only when the matter is not the authority's, which shows in the return itself.
    conditional: true,
    title: 'Вернуть сообщение не по компетенции',
    wording: 'Если вопрос не относится к полномочиям органа, Исполнитель в течение одного рабочего часа с момента получения возвращает сообщение Куратору с кратким обоснованием возврата.',
  },
  'assignment.reroute': {
    clause: ['M-8.2'], bearer: 'curator', starts: 'assignment returned', seenBy: curator, term: hours(1),
    title: 'Назначить другого исполнителя',
    wording: 'Куратор в течение одного рабочего часа с момента возврата определяет другого Исполнителя и направляет ему сообщение для подготовки проекта ответа.',
  },
  'reply.draft': {
    clause: ['M-10', 'M-11.1'], bearer: 'executor', starts: 'assignment received', seenBy: curator, term: hours(6),
    title: 'Направить проект ответа на согласование',
    wording: 'Исполнитель в течение шести рабочих часов с момента получения сообщения направляет Куратору проект ответа, а если ответить по существу в этот срок нельзя — проект промежуточного ответа.',
  },
  'reply.final': {
    clause: ['M-11.2'], bearer: 'executor', starts: 'interim draft sent', seenBy: curator, term: days(7),
    title: 'Дать окончательный ответ',
    wording: 'Срок для направления окончательного ответа автору сообщения — не более семи рабочих дней со дня направления промежуточного ответа Куратору.',
  },
  'reply.review': {
    clause: ['M-12.1'], bearer: 'curator', starts: 'draft received', seenBy: curator, term: hours(1),
    title: 'Согласовать проект ответа',
    wording: 'Куратор в течение одного рабочего часа с момента поступления проекта ответа согласовывает его либо направляет на доработку с кратким указанием замечаний, предложений.',
  },
  'reply.revise': {
    clause: ['M-12.2'], bearer: 'executor', starts: 'remarks received', seenBy: curator, term: hours(1),
    title: 'Доработать и опубликовать ответ',
    wording: 'Исполнитель в течение одного рабочего часа с момента получения замечаний дорабатывает проект ответа, размещает его в системе и публикует в социальной сети.',
  },
  'reply.publish': {
    clause: ['M-13.1'], bearer: 'executor', starts: 'approval received', seenBy: curator, term: hours(1),
    title: 'Опубликовать согласованный ответ',
    wording: 'Исполнитель в течение одного рабочего часа с момента получения информации о согласовании размещает ответ в системе и публикует его в социальной сети.',
  },
  'reply.publish-for-executor': {
    clause: ['M-13.2'], bearer: 'curator', starts: 'draft received', seenBy: curator, term: hours(1),
    title: 'Опубликовать ответ за исполнителя',
    wording: 'Если у Исполнителя нет учётной записи в социальной сети, Куратор в течение одного рабочего часа с момента получения проекта ответа самостоятельно публикует ответ.',
  },
  'reply.consolidate': {
    clause: ['M-13.3'], bearer: 'curator', starts: 'last part received', seenBy: curator, term: hours(1),
    title: 'Опубликовать сводный ответ',
    wording: 'Куратор готовит сводный ответ, размещает его в системе и публикует в социальной сети в течение одного рабочего часа с момента получения последнего ответа Исполнителя.',
  },
  'report.monthly': {
    clause: ['M-15'], bearer: 'curator', starts: 'month ended', seenBy: curator, term: { kind: 'monthly', beforeDay: 20 },
    title: 'Направить ежемесячный отчёт Губернатору',
    wording: 'Куратор ежемесячно формирует аналитическую информацию о работе с сообщениями, об их количестве и тематике и направляет её Губернатору края в срок до 20 числа месяца, следующего за отчётным.',
  },
  'executor.update': {
    clause: ['M-5.2'], bearer: 'authority', starts: "executor's details changed", seenBy: curator, term: days(3),
    title: 'Сообщить об изменении сведений об исполнителе',
    wording: 'При изменении информации об Исполнителе орган направляет Куратору обновлённую информацию в течение трёх рабочих дней со дня наступления соответствующих обстоятельств.',
  },
} as const satisfies Record<string, Obligation>;
