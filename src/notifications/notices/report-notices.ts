import { monthAndYear } from '../../platform/russian/index.js';
import type { NoticeRule } from '../notice-rule.js';

/** M-15: the draft that formed itself waits for the curator, and until when. */
export const reportNotices: readonly NoticeRule[] = [
  {
    // A correction's draft was begun by somebody who knows of it.
    event: 'report.form', to: ['curators'], letter: 'note', urgency: 'calm', when: ({ actorId }) => actorId === null,
    content: ({ event, term, url }) => {
      const month = String(event.details['month']);
      const due = term('report.monthly', event.streamId);
      if (!due) return null;
      return {
        heading: `Проект отчёта за ${monthAndYear(month)} сформирован`,
        subject: `Отчёт за ${monthAndYear(month)}`,
        todo: 'Проверьте показатели, добавьте пояснения к разделам, утвердите отчёт и отправьте его Губернатору.',
        term: due,
        clause: 'M-15',
        link: { url: url(`/reports/monthly/${month}.html`), label: 'Открыть проект отчёта' },
      };
    },
  },
];
