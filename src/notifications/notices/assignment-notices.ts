import type { NoticeContext, NoticeRule } from '../notice-rule.js';
import { aboutMatter, draftTitle } from './wording.js';

type Content = NoticeRule['content'];

/** The matter and the part the event happened to, as long as the part still is where the event left it. */
function current({ event, matter, matterPart }: NoticeContext, ...states: string[]) {
  if (!matter || !matterPart) return null;
  const expected = states.length > 0 ? states : [event.toState];
  return expected.includes(matterPart.status) ? { matter, part: matterPart } : null;
}

export const assigned: Content = (context) => {
  const found = current(context, 'assigned');
  if (!found) return null;
  const { matter, part } = found;
  const returnTerm = context.term('assignment.return', part.id);
  return {
    ...aboutMatter(matter, context),
    heading: 'Вам направлено сообщение жителя',
    lead: context.person.standsInFor ? 'Письмо пришло вам, потому что сейчас вы замещаете исполнителя.' : null,
    todo: 'Подготовьте проект ответа и направьте его куратору на согласование.',
    term: context.term('reply.draft', part.id),
    otherTerm: returnTerm && !returnTerm.overdue && returnTerm.left > 0 ? returnTerm : null,
    clause: 'M-10',
    note: part.note,
    files: matter.files.filter(({ subjectId }) => subjectId === matter.incident.id),
    answers: [
      { write: 'Текст ответа жителю', meaning: 'станет проектом окончательного ответа. Фотографии и видео приложите к письму' },
      { write: 'Промежуточный ответ', meaning: 'первой строкой, ниже текст: если ответить по существу за шесть рабочих часов нельзя' },
      { write: 'Возврат: причина', meaning: 'вернёт сообщение куратору, если вопрос не относится к полномочиям вашего органа. Можно и «Не наша компетенция: причина»' },
    ],
    reply: { subject: 'assignment', subjectId: part.id, version: null },
  };
};

const withdrawn: Content = (context) => {
  const { matter, matterPart, event } = context;
  if (!matter || !matterPart) return null;
  return {
    ...aboutMatter(matter, context),
    heading: 'Куратор отозвал сообщение',
    lead: 'От вас по этому сообщению больше ничего не требуется. Сроки по нему для вас прекращены.',
    reason: String(event.details['reason'] ?? matterPart.endReason ?? ''),
    clause: 'M-8.2',
  };
};

export const remarks: Content = (context) => {
  const found = current(context, 'changes-requested');
  if (!found?.part.draft) return null;
  const { matter, part } = found;
  const { draft } = found.part;
  const own = part.publisher === 'executor';
  return {
    ...aboutMatter(matter, context),
    heading: 'Куратор вернул проект ответа с замечаниями',
    todo: own
      ? 'Доработайте ответ, опубликуйте его в социальной сети и сообщите ссылку. Повторное согласование не нужно.'
      : 'Доработайте ответ и пришлите новый текст. Повторное согласование не нужно, опубликует ответ куратор.',
    term: context.term('reply.revise', part.id),
    clause: 'M-12.2',
    remarks: draft.remarks,
    draft: { title: `Ваш проект: ${draftTitle(draft)}`, text: draft.text },
    answers: own
      ? [{ write: 'Доработанный текст', meaning: 'и отдельной строкой ссылка на опубликованный ответ: текст будет записан как новая версия, ответ — как опубликованный' }]
      : [{ write: 'Доработанный текст', meaning: 'будет записан как новая версия и передан куратору для публикации' }],
    reply: { subject: 'assignment', subjectId: part.id, version: null },
  };
};

export const approved: Content = (context) => {
  const found = current(context, 'approved', 'part-ready', 'handed-over');
  if (!found?.part.draft) return null;
  const { matter, part } = found;
  const { draft } = found.part;
  const own = part.status === 'approved';
  return {
    ...aboutMatter(matter, context),
    heading: 'Проект ответа согласован',
    lead: own ? null : 'Ответ опубликует куратор. От вас сейчас ничего не требуется.',
    todo: own ? 'Опубликуйте согласованный текст в социальной сети без изменений и сообщите ссылку.' : null,
    term: own ? context.term('reply.publish', part.id) : null,
    clause: own ? 'M-13.1' : 'M-12.1',
    draft: { title: `Согласовано: ${draftTitle(draft)}`, text: draft.text },
    answers: own ? [{ write: 'Ссылка', meaning: 'на опубликованный ответ: больше ничего писать не нужно' }] : [],
    reply: own ? { subject: 'assignment', subjectId: part.id, version: null } : null,
  };
};

/** What executors are told of their assignments (M-6 to M-13). */
export const assignmentNotices: readonly NoticeRule[] = [
  { event: ['assignment.assign', 'assignment.hand-over'], to: ['executor'], letter: 'assignment', urgency: 'term', terms: ['reply.draft', 'assignment.return'], content: assigned },
  { event: 'assignment.withdraw', to: ['executor'], letter: 'withdrawn', urgency: 'calm', content: withdrawn },
  { event: 'assignment.request-changes', to: ['executor'], letter: 'remarks', urgency: 'term', terms: ['reply.revise'], content: remarks },
  { event: 'assignment.approve', to: ['executor'], letter: 'approved', urgency: 'term', terms: ['reply.publish'], content: approved },
];
