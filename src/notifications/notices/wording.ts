import type { Matter } from '../../incidents/index.js';
import type { NoticeContent, NoticeContext } from '../notice-rule.js';

const networkNames: Record<string, string> = {
  vk: 'ВКонтакте', ok: 'Одноклассники', facebook: 'Facebook', instagram: 'Instagram', twitter: 'Twitter',
};

/** The network's name as people write it. */
export const networkName = (network: string): string => networkNames[network] ?? network;

/** The beginning of a text on one line, at most `longest` characters. */
export function beginning(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if ([...line].length <= longest) return line;
  const cut = [...line].slice(0, longest - 1).join('');
  return `${cut.replace(/\s+\S*$/, '').replace(/[\s.,;:!?…—-]+$/, '')}…`;
}

/** The subject line of everything about one incident: always the same, for clients keep a conversation by it too. */
export const subjectOf = ({ incident }: Matter): string => `Сообщение № ${incident.number}: ${beginning(incident.text, 60)}`;

/** What every letter about an incident shows. */
export function aboutMatter(matter: Matter, { url }: NoticeContext): Pick<NoticeContent, 'number' | 'subject' | 'quote' | 'facts' | 'link'> {
  const { incident } = matter;
  return {
    number: incident.number,
    subject: subjectOf(matter),
    quote: { author: incident.authorName, network: networkName(incident.network), postedAt: incident.postedAt, text: incident.text, url: incident.url },
    facts: [
      ...(incident.topic ? [{ name: 'Тема', value: incident.topic }] : []),
      ...(incident.place ? [{ name: 'Место', value: incident.place }] : []),
    ],
    link: { url: url(`/incidents/${incident.id}/print`), label: `Открыть сообщение № ${incident.number}` },
  };
}

/** Title of a version of a draft. */
export const draftTitle = ({ kind, version }: { kind: 'interim' | 'final'; version: number }): string =>
  `${kind === 'interim' ? 'Промежуточный ответ' : 'Ответ'}, версия ${version}`;
