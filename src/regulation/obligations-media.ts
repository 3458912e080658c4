import type { Obligation } from './obligation.types.js';

const days = (amount: number) => ({ kind: 'working-days', amount }) as const;
const committee = ['committee'] as const;

/** Regulation A: official accounts and content plans. */
export const mediaObligations = {
  'account.register': {
    clause: ['A-3.2'], bearer: 'authority', starts: 'account created, deleted, renamed or moved', seenBy: committee, term: days(5),
    title: 'Направить сведения об аккаунте в реестр',
    wording: 'Направление в Комитет актуальных сведений об аккаунтах для включения в Реестр в течение пяти рабочих дней со дня их создания или изменения.',
  },
  'account.link': {
    clause: ['A-3.3'], bearer: 'authority', starts: 'account created, deleted, renamed or moved', seenBy: committee, term: days(5),
    title: 'Разместить ссылку на аккаунт на официальном сайте',
    wording: 'Размещение актуальных ссылок на свои аккаунты на официальном сайте органа в течение пяти рабочих дней со дня их создания или изменения.',
  },
  'plan.submit': {
    clause: ['A-6', 'A-5.4'], bearer: 'authority', starts: 'week before the plan begins', seenBy: committee, term: { kind: 'content-plan' },
    title: 'Направить контент-план на предстоящую неделю',
    wording: 'Еженедельно в предпоследний рабочий день недели до 17.00 направляется в Комитет контент-план на предстоящую неделю, а при полном отсутствии информационных поводов — сообщение об этом в тот же срок.',
  },
  'plan.review': {
    clause: ['A-7.1'], bearer: 'committee', starts: 'plan received', seenBy: committee, term: days(1),
    title: 'Согласовать контент-план',
    wording: 'Комитет в течение одного рабочего дня со дня поступления контент-плана согласовывает его либо направляет рекомендации по внесению изменений.',
  },
  'plan.revise': {
    clause: ['A-7.2'], bearer: 'authority', starts: 'recommendations received', seenBy: committee, term: days(1),
    title: 'Доработать контент-план',
    wording: 'Орган в течение одного рабочего дня со дня поступления рекомендаций Комитета вносит изменения в контент-план и повторно направляет его в Комитет.',
  },
} as const satisfies Record<string, Obligation>;
