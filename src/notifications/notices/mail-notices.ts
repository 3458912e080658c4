import type { NoticeRule } from '../notice-rule.js';
import { aboutMatter } from './wording.js';

const headings: Record<string, string> = {
  'letter.failed': 'Письмо не удалось доставить',
  'letter.bounced': 'Письмо вернулось',
  'letter.uncertain': 'Письмо могло не дойти',
};

/** What curators are told of letters that did not arrive. */
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
];
