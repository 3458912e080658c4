import { markTitles } from '../../platform/russian/index.js';
import { obligation, obligations, type ObligationKey } from '../../regulation/index.js';
import type { Event } from '../../platform/events/index.js';
import type { NoticeContext, NoticeRule } from '../notice-rule.js';
import { aboutMatter } from './wording.js';

type Content = NoticeRule['content'];

/** Half of a term that is as good as over when its quarter of an hour begins is not worth a letter of its own. */
const HALF_BEFORE_MS = 45 * 60_000;

const keyOf = ({ details }: Event): ObligationKey | null => {
  const key = details['obligation'] as ObligationKey;
  return key in obligations ? key : null;
};

const isConditional = (event: Event): boolean => {
  const key = keyOf(event);
  return key !== null && obligation(key).conditional === true;
};

/** Half of a short term, and half of one that may not be owed at all, go without a letter. */
function worthWarning(event: Event): boolean {
  if (event.type === 'deadline.soon') return true;
  const { dueAt, markAt } = event.details as { dueAt: string; markAt: string };
  return !isConditional(event) && Date.parse(dueAt) - Date.parse(markAt) > HALF_BEFORE_MS;
}

/** What the term is about, where it is about an incident; else the term itself and the list of terms. */
function about(context: NoticeContext) {
  const { matter, deadline, url } = context;
  if (matter) return aboutMatter(matter, context);
  const title = deadline ? obligation(deadline.obligation).title : 'Срок';
  return { subject: title, facts: [], link: { url: url('/deadlines'), label: 'Открыть список сроков' }, thread: deadline ? `deadline:${deadline.subjectId}:${deadline.obligation}` : null };
}

/** What an answer to a letter about a term would answer: the executor's assignment. */
const reply = ({ part, matterPart, deadline }: NoticeContext) =>
  part === 'bearer' && matterPart && deadline?.bearerRole === 'executor' ? { subject: 'assignment', subjectId: matterPart.id, version: null } : null;

const ways: Partial<Record<ObligationKey, { write: string; meaning: string }[]>> = {
  'reply.draft': [
    { write: 'Текст ответа жителю', meaning: 'станет проектом окончательного ответа' },
    { write: 'Промежуточный ответ', meaning: 'первой строкой, ниже текст промежуточного ответа' },
  ],
  'assignment.return': [{ write: 'Возврат: причина', meaning: 'вернёт сообщение куратору' }],
  'reply.final': [{ write: 'Текст ответа жителю', meaning: 'станет проектом окончательного ответа' }],
  'reply.revise': [{ write: 'Доработанный текст', meaning: 'и отдельной строкой ссылка на опубликованный ответ' }],
  'reply.publish': [{ write: 'Ссылка', meaning: 'на опубликованный ответ' }],
};

const warning: Content = (context) => {
  const { deadline, event } = context;
  // Met, moved or over meanwhile: the letter that tells so has its own reason.
  if (deadline?.state !== 'open' || deadline.dueAt <= context.now) return null;
  const term = context.termOf(deadline);
  const { wording, title } = obligation(deadline.obligation);
  return {
    ...about(context),
    heading: event.type === 'deadline.half' ? markTitles.half : markTitles.soon,
    lead: term.conditional ? 'Этот срок действует, только если вопрос не относится к полномочиям вашего органа.' : null,
    todo: `${title}.`,
    term,
    clause: deadline.clause,
    facts: [{ name: 'Что сказано в порядке', value: wording }],
    answers: ways[deadline.obligation] ?? [],
    reply: reply(context),
  };
};

const passed: Content = (context) => {
  const { deadline, part, matterPart } = context;
  if (deadline?.state !== 'open' || deadline.passedAt === null) return null;
  const term = context.termOf(deadline);
  const { wording, title } = obligation(deadline.obligation);
  const mine = part === 'bearer';
  return {
    ...about(context),
    heading: term.conditional ? 'Срок для возврата истёк' : mine ? 'Срок истёк' : 'Исполнитель пропустил срок',
    lead: term.conditional
      ? 'Это не нарушение, если вопрос относится к полномочиям вашего органа: тогда просто готовьте ответ. Если нет, вернуть сообщение ещё можно, но возврат будет отмечен как поздний.'
      : mine
        ? 'Сделать это всё равно нужно: действие будет принято и отмечено как позднее.'
        : null,
    todo: mine && !term.conditional ? `${title}.` : null,
    term,
    clause: deadline.clause,
    facts: [
      ...(mine || !matterPart ? [] : [{ name: 'Исполнитель', value: `${matterPart.executor}, ${matterPart.authority}` }]),
      { name: 'Что сказано в порядке', value: wording },
    ],
    answers: ways[deadline.obligation] ?? [],
    reply: reply(context),
  };
};

/** Warnings and passed terms of every obligation, to whoever bears it (M-14). */
export const termNotices: readonly NoticeRule[] = [
  { event: ['deadline.half', 'deadline.soon'], to: ['bearer'], letter: 'term-warning', urgency: 'term', when: worthWarning, content: warning },
  { event: 'deadline.passed', to: ['bearer'], letter: 'term-passed', urgency: 'term', content: passed },
  // What an executor missed the curator sees too, when there is time.
  {
    event: 'deadline.passed', to: ['curators'], letter: 'term-missed', urgency: 'calm',
    when: (event) => event.stream === 'incident' && event.bearer === 'executor' && !isConditional(event), content: passed,
  },
];
