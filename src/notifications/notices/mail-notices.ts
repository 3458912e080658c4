import type { NoticeRule } from '../notice-rule.js';
import { aboutMatter, beginning } from './wording.js';

const headings: Record<string, string> = {
  'letter.failed': 'Письмо не удалось доставить',
  'letter.bounced': 'Письмо вернулось',
  'letter.uncertain': 'Письмо могло не дойти',
};

/** What nobody but its sender has to do anything about. */
const TOLD_TO_SENDER = new Set(['empty', 'acknowledgement']);

/** What curators are told of letters: ours that did not arrive, and others' that wait for them. */
export const mailNotices: readonly NoticeRule[] = [
  {
    event: Object.keys(headings), to: ['curators'], letter: 'letter-failed', urgency: 'calm',
    content: (context) => {
      const { event, matter, url } = context;
      const { name, reason, letterId } = event.details as { name: string; reason: string | null; letterId: string };
      const about = matter ? aboutMatter(matter, context) : { subject: 'Письмо не доставлено', facts: [], link: { url: url('/mail'), label: 'Открыть список писем' } };
      return {
        ...about,
        heading: headings[event.type] ?? event.type,
        lead: `Кому: ${name}.`,
        todo:
          event.type === 'letter.uncertain'
            ? 'Почтовый сервер не подтвердил, что принял письмо. Убедитесь, что человек о нём знает, или отправьте письмо ещё раз.'
            : 'Сообщите человеку другим способом, проверьте адрес и отправьте письмо ещё раз.',
        reason,
        link: { url: url(`/mail/${letterId}`), label: 'Открыть письмо' },
      };
    },
  },
  {
    // What strangers write without being asked stays on the list: anybody can send it.
    event: 'mail.unsorted', to: ['curators'], letter: 'note', urgency: 'calm',
    when: ({ details }) => details['expected'] === true && !TOLD_TO_SENDER.has(String(details['reason'])),
    content: ({ event, url }) => {
      const { explanation, number, name, from, subject, text } = event.details as { explanation: string; number: number | null; name: string | null; from: string | null; subject: string; text: string };
      return {
        subject: `Письмо ждёт вашего решения: ${beginning(subject, 60) || 'без темы'}`,
        heading: 'Письмо не удалось разобрать',
        lead: 'Оно ничего не изменило.',
        reason: explanation,
        todo: 'Решите, что значит письмо: откройте его и выберите, за что его принять.',
        clause: 'M-12.1',
        ...(number === null ? {} : { number }),
        facts: [
          { name: 'От кого', value: [name, from && (name ? `<${from}>` : from)].filter(Boolean).join(' ') || 'не указано' },
          ...(number === null ? [] : [{ name: 'Сообщение', value: `№ ${number}` }]),
        ],
        draft: text === '' ? null : { title: 'Что в нём написано', text },
        link: { url: url(`/mail/${event.streamId}`), label: 'Открыть письмо' },
      };
    },
  },
];
