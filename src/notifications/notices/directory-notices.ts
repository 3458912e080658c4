import { AccountRefs, networkNames } from '../../accounts/index.js';
import { EditionStanding } from '../../documents/index.js';
import { Directory } from '../../executors/index.js';
import { IncidentMatters } from '../../incidents/index.js';
import { counted, dayMonth } from '../../platform/russian/index.js';
import type { Event } from '../../platform/events/index.js';
import type { NoticeContext, NoticeRule } from '../notice-rule.js';

type Content = NoticeRule['content'];

/** Details of a curator as the event that sends them to every authority carries them (D-2.2). */
interface Card {
  name: string;
  position: string;
  phone: string;
  email: string;
}

const cardOf = ({ details }: Event): Card | null => (details['person'] as Card | undefined) ?? null;

const curatorHeadings: Record<string, string> = {
  'contact.created': 'Назначен куратор',
  'contact.changed': 'Изменились контакты куратора',
  'contact.left': 'Куратор больше не работает с сообщениями',
};

const curatorContact: Content = ({ event, url }) => {
  const card = cardOf(event);
  if (!card) return null;
  const gone = event.type === 'contact.left';
  const contacts = [{ name: 'Телефон', value: card.phone }, { name: 'Электронная почта', value: card.email }];
  return {
    heading: curatorHeadings[event.type] ?? 'Контакты куратора',
    lead: `${card.name}, ${card.position}.`,
    todo: gone ? 'Больше не направляйте этому сотруднику ответы на согласование. Отметьте, что ознакомились.' : 'Запишите контакты и отметьте, что ознакомились.',
    clause: 'D-2.2',
    subject: 'Контакты кураторов',
    facts: gone ? [] : contacts,
    link: { url: url('/directory/notices'), label: 'Открыть извещения' },
    thread: `curator:${event.streamId}`,
  };
};

const dutyNames: Record<string, string> = { executor: 'исполнителя', 'account-manager': 'ответственного за аккаунты', curator: 'куратора' };

const dutyReminder: Content = ({ event, url }) => {
  const { duty, state, since } = event.details as { duty: string; state: string; since: string };
  const missing = state === 'missing';
  const name = dutyNames[duty] ?? duty;
  return {
    heading: missing ? `Нет контактов ${name}` : `Контакты ${name} давно не подтверждались`,
    lead: missing ? `Никто не назван с ${dayMonth(new Date(since))}.` : 'Сведения не подтверждали полгода.',
    todo: missing ? 'Назовите сотрудника: фамилию, имя, отчество, должность, телефон, электронную почту.' : 'Если сведения верны, подтвердите их; если нет, внесите новые.',
    clause: event.clause,
    subject: 'Контакты в справочнике',
    link: { url: url('/directory/duties'), label: 'Открыть справочник' },
    thread: `duty:${event.streamId}:${duty}`,
  };
};

/** What the letter is about, as long as the edition is in force and the person has not acknowledged it. */
async function unread({ event, person, use }: NoticeContext) {
  const { editionId, title, number } = event.details as { editionId: string; title: string; number: number };
  const standing = await use(EditionStanding).of(editionId, person.userId);
  return standing?.inForce && !standing.acknowledged ? { title, number, note: standing.note } : null;
}

const path = ({ streamId, details }: Event): string => `/${details['kind'] === 'material' ? 'materials' : 'documents'}/${streamId}`;

const documentIssued: Content = async (context) => {
  const found = await unread(context);
  if (!found) return null;
  const { event, url } = context;
  const material = event.details['kind'] === 'material';
  return {
    heading: material ? 'Новый методический материал' : found.number > 1 ? 'Новая редакция документа о защите аккаунтов' : 'Документ о защите аккаунтов',
    lead: `«${found.title}»${found.number > 1 ? `, редакция ${found.number}` : ''}.`,
    todo: material ? null : 'Прочитайте документ и отметьте, что ознакомились.',
    clause: event.clause,
    facts: found.note ? [{ name: 'Что нового', value: found.note }] : [],
    subject: found.title,
    link: { url: url(path(event)), label: 'Открыть документ' },
    thread: `document:${event.streamId}`,
  };
};

const documentReminder: Content = async (context) => {
  const found = await unread(context);
  if (!found) return null;
  const { event, url } = context;
  return {
    heading: 'Вы ещё не ознакомились с документом',
    lead: `«${found.title}», редакция ${found.number}.`,
    todo: 'Прочитайте документ и отметьте, что ознакомились.',
    clause: event.clause,
    subject: found.title,
    link: { url: url(path(event)), label: 'Открыть документ' },
    thread: `document:${event.streamId}`,
  };
};

/** Numbers of messages one letter names. */
const NUMBERS = 50;

/** The people of a body that ends may still answer for it, but nobody may be left to: the curator sees to what is open. */
const bodyEnds: Content = async ({ event, use, url }) => {
  const numbers = await use(IncidentMatters).openOf(event.streamId);
  if (numbers.length === 0) return null;
  const [body] = await use(Directory).authorities([event.streamId]);
  const more = numbers.length - NUMBERS;
  return {
    heading: 'У упраздняемого органа остались сообщения',
    lead: `${body?.name ?? ''}: ${counted(numbers.length, 'сообщение', 'сообщения', 'сообщений')} в работе. Сроки по ним идут.`,
    todo: 'Отзовите сообщения у этого органа и направьте их другому исполнителю.',
    clause: 'M-8.2',
    subject: `Орган упраздняется: ${body?.shortName ?? ''}`,
    facts: [{ name: 'Сообщения', value: `№ ${numbers.slice(0, NUMBERS).join(', ')}${more > 0 ? ` и ещё ${more}` : ''}` }],
    link: { url: url(`/incidents?authorityId=${event.streamId}`), label: 'Открыть сообщения органа' },
    thread: `authority:${event.streamId}`,
  };
};

/** Accounts of a body that ends go on speaking in its name until they are closed or handed over (A-3.2). */
const bodyKeepsAccounts: Content = async ({ event, use, url }) => {
  const accounts = await use(AccountRefs).ofOwner(event.streamId);
  if (accounts.length === 0) return null;
  const [body] = await use(Directory).authorities([event.streamId]);
  return {
    heading: 'У упраздняемого органа остались аккаунты',
    lead: `${body?.name ?? ''}: ${counted(accounts.length, 'аккаунт', 'аккаунта', 'аккаунтов')} в реестре.`,
    todo: 'Закройте аккаунты в реестре или передайте их; доступы к ним уберёт администратор.',
    clause: 'A-3.2',
    subject: `Орган упраздняется: ${body?.shortName ?? ''}`,
    facts: accounts.map(({ network, url: address }) => ({ name: networkNames[network], value: address })),
    link: { url: url(`/accounts?authorityId=${event.streamId}`), label: 'Открыть аккаунты органа' },
    thread: `authority-accounts:${event.streamId}`,
  };
};

const ofDuty = (...duties: string[]) => ({ details }: Event): boolean => duties.includes(String(details['duty']));
const note = { letter: 'note', urgency: 'calm' } as const;

/** Contacts and documents: what is sent, and what one is reminded of (D-2.2, D-3.1, D-4, D-5, A-2.5, A-3.4). */
export const directoryNotices: readonly NoticeRule[] = [
  {
    ...note, event: Object.keys(curatorHeadings), to: ['executors-of-authority', 'committee', 'it-ministry'],
    when: (event) => event.details['duty'] === 'curator' && cardOf(event) !== null, content: curatorContact,
  },
  { ...note, event: 'directory.reminder', to: ['executors-of-authority', 'account-managers-of-authority', 'curators'], when: ofDuty('executor'), content: dutyReminder },
  { ...note, event: 'directory.reminder', to: ['executors-of-authority', 'account-managers-of-authority', 'committee'], when: ofDuty('account-manager'), content: dutyReminder },
  { ...note, event: 'directory.reminder', to: ['curators'], when: ofDuty('curator'), content: dutyReminder },
  { ...note, event: ['document.issued', 'document.sent'], to: ['executors-of-authority', 'account-managers-of-authority'], content: documentIssued },
  { ...note, event: 'document.issued', to: ['committee'], when: ({ roles }) => roles.includes('committee'), content: documentIssued },
  // Terms run: whoever ended the body hears of it too.
  { event: 'authority.ended', to: ['curators'], letter: 'note', urgency: 'term', content: bodyEnds },
  { ...note, event: 'authority.ended', to: ['committee', 'admins'], content: bodyKeepsAccounts },
  { ...note, event: 'document.reminder', to: ['named'], content: documentReminder },
];
