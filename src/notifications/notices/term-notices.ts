import { markTitles } from '../../platform/russian/index.js';
import { type Deadline, obligation, obligations, type ObligationKey } from '../../regulation/index.js';
import type { Event } from '../../platform/events/index.js';
import type { NoticeContent, NoticeContext, NoticeRule } from '../notice-rule.js';
import { isTold } from '../one-of-two.js';
import { approved, assigned, remarks } from './assignment-notices.js';
import { consolidate, draftForReview, publishNeeded, returned } from './curator-notices.js';
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

/** The letter that first asked for what a term is about: who is reminded of it needs all it said. */
const asked: Partial<Record<ObligationKey, readonly Content[]>> = {
  'assignment.reroute': [returned],
  'reply.draft': [assigned],
  'reply.revise': [remarks],
  'reply.publish': [approved],
  'reply.review': [draftForReview],
  'reply.publish-for-executor': [draftForReview, publishNeeded],
  'reply.consolidate': [consolidate],
};

const routing = 'Укажите тему и место, определите исполнителя и направьте ему сообщение.';

/** What is to be done, and the ways to answer, where no letter asked for it before. */
const unasked: Partial<Record<ObligationKey, Pick<NoticeContent, 'todo' | 'answers'>>> = {
  'incident.route': { todo: routing },
  'incident.route-several': { todo: routing },
  'assignment.return': { answers: [{ write: 'Возврат: причина', meaning: 'вернёт сообщение куратору' }] },
  'reply.final': {
    todo: 'Подготовьте проект окончательного ответа и направьте его куратору на согласование.',
    answers: [{ write: 'Текст ответа жителю', meaning: 'станет проектом окончательного ответа' }],
  },
};

/** What to do and how to answer, for whoever must still act: as the first letter said it, as long as it holds. */
async function toDo(context: NoticeContext, deadline: Deadline): Promise<Partial<NoticeContent>> {
  for (const content of asked[deadline.obligation] ?? []) {
    const first = await content(context);
    if (first) {
      const { todo, note, reason, remarks: words, draft, parts, files, answers, facts, lead } = first;
      return { todo, note, reason, remarks: words, draft, parts, files, answers, facts, lead, reply: first.reply };
    }
  }
  return { todo: `${obligation(deadline.obligation).title}.`, ...unasked[deadline.obligation], reply: reply(context) };
}

/** Facts of the matter, and what the decree says. */
const factsOf = (context: NoticeContext, deadline: Deadline, facts = about(context).facts ?? []) =>
  [...facts, { name: 'Что сказано в порядке', value: obligation(deadline.obligation).wording }];

const warning: Content = async (context) => {
  const { deadline, event } = context;
  // Met, moved or over meanwhile: the letter that tells so has its own reason.
  if (deadline?.state !== 'open' || deadline.dueAt <= context.now) return null;
  if (isTold(deadline, context.matter?.terms ?? [], (twin) => twin.dueAt.getTime() === deadline.dueAt.getTime())) return null;
  const term = context.termOf(deadline);
  const { facts, ...first } = await toDo(context, deadline);
  return {
    ...about(context),
    ...first,
    heading: event.type === 'deadline.half' ? markTitles.half : markTitles.soon,
    lead: term.conditional ? 'Этот срок действует, только если вопрос не относится к полномочиям вашего органа.' : first.lead,
    term,
    clause: deadline.clause,
    facts: factsOf(context, deadline, facts),
  };
};

const passed: Content = async (context) => {
  const { deadline, part, matterPart } = context;
  if (deadline?.state !== 'open' || deadline.passedAt === null) return null;
  if (isTold(deadline, context.matter?.terms ?? [], (twin) => twin.passedAt !== null)) return null;
  const term = context.termOf(deadline);
  if (part !== 'bearer') {
    const facts = [...(matterPart ? [{ name: 'Исполнитель', value: `${matterPart.executor}, ${matterPart.authority}` }] : []), ...(about(context).facts ?? [])];
    return { ...about(context), heading: 'Исполнитель пропустил срок', term, clause: deadline.clause, facts: factsOf(context, deadline, facts) };
  }
  const { facts, lead, ...first } = await toDo(context, deadline);
  const late = 'Сделать это всё равно нужно: действие будет принято и отмечено как позднее.';
  return {
    ...about(context),
    ...first,
    heading: term.conditional ? 'Срок для возврата истёк' : 'Срок истёк',
    lead: term.conditional
      ? 'Это не нарушение, если вопрос относится к полномочиям вашего органа: тогда просто готовьте ответ. Если нет, вернуть сообщение ещё можно, но возврат будет отмечен как поздний.'
      : [late, lead].filter(Boolean).join(' '),
    todo: term.conditional ? null : first.todo,
    term,
    clause: deadline.clause,
    facts: factsOf(context, deadline, facts),
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
