import type { Obligation } from './obligation.types.js';

const days = (amount: number) => ({ kind: 'working-days', amount }) as const;

/** The decree's own body: who sends contacts and recommendations after its adoption. */
export const directoryObligations = {
  'contacts.curator': {
    clause: ['D-2.2'], bearer: 'curator', starts: 'decree adopted', seenBy: ['curator'], term: days(5),
    title: 'Направить контакты кураторов органам власти',
    wording: 'Направить контактную информацию о лицах, ответственных за организацию работы с сообщениями, в адрес органов исполнительной власти края в течение пяти рабочих дней со дня принятия постановления.',
  },
  'contacts.executor': {
    clause: ['D-4'], bearer: 'authority', starts: 'decree adopted', seenBy: ['curator'], term: days(5),
    title: 'Направить контакты исполнителей куратору',
    wording: 'Органам исполнительной власти направить главному управлению внутренней политики информацию о лицах, ответственных за организацию работы с сообщениями, в течение пяти рабочих дней со дня принятия постановления.',
  },
  'contacts.account-manager': {
    clause: ['D-5'], bearer: 'authority', starts: 'decree adopted', seenBy: ['committee'], term: days(5),
    title: 'Направить контакты ответственных за аккаунты комитету',
    wording: 'Органам исполнительной власти направить комитету информацию о лицах, ответственных за создание и ведение аккаунтов в социальных сетях, в течение пяти рабочих дней со дня принятия постановления.',
  },
  'security.recommendations': {
    clause: ['D-3.1'], bearer: 'it-ministry', starts: 'decree adopted', seenBy: ['it-ministry'], term: days(30),
    title: 'Разработать и направить рекомендации по защите аккаунтов',
    wording: 'Разработать рекомендации по обеспечению защищённости аккаунтов и направить их органам власти и органам местного самоуправления в течение 30 рабочих дней со дня принятия постановления.',
  },
} as const satisfies Record<string, Obligation>;
