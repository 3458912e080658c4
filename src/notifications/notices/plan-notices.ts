import { addDays, ContentPlanReader, mondayOf, ownerTitle, planStateName, type PlanView, PlanWeek } from '../../content-plans/index.js';
import { systemActor } from '../../identity/index.js';
import { counted, dayMonth } from '../../platform/russian/index.js';
import type { NoticeContent, NoticeContext, NoticeRule } from '../notice-rule.js';

type Content = NoticeRule['content'];

const posts = (count: number): string => counted(count, 'публикация', 'публикации', 'публикаций');
const day = (date: string): string => dayMonth(new Date(`${date}T00:00:00Z`));
const span = (week: string): string => `${day(mondayOf(week))} — ${day(addDays(mondayOf(week), 6))}`;

const planOf = ({ event, use }: NoticeContext): Promise<PlanView> => use(ContentPlanReader).view(systemActor, event.streamId);

/** What every letter about a plan shows. */
const about = (plan: PlanView, { url }: NoticeContext): Pick<NoticeContent, 'subject' | 'facts' | 'link'> => ({
  subject: `Контент-план на ${span(plan.week)}: ${ownerTitle(plan.authority)}`,
  facts: [
    { name: 'Орган', value: plan.authority?.name ?? ownerTitle(null) },
    { name: 'Неделя', value: span(plan.week) },
    { name: 'В плане', value: posts(plan.items.length) },
    ...(plan.fewerReason ? [{ name: 'Почему меньше рекомендованного', value: plan.fewerReason }] : []),
  ],
  link: { url: url(`/content-plans/${plan.id}/print`), label: 'Открыть план' },
});

const submitted: Content = async (context) => {
  const plan = await planOf(context);
  if (plan.status !== 'submitted' || plan.currentNumber !== context.event.details['number']) return null;
  const again = (plan.currentNumber ?? 1) > 1;
  return {
    ...about(plan, context),
    heading: again ? 'Контент-план исправлен и направлен снова' : plan.late ? 'Контент-план поступил с опозданием' : 'Поступил контент-план',
    todo: 'Согласуйте план или направьте рекомендации.',
    term: context.term('plan.review', plan.id),
    clause: 'A-7.1',
  };
};

const noPegs: Content = async (context) => {
  const plan = await planOf(context);
  if (plan.status !== 'no-news-pegs') return null;
  return { ...about(plan, context), heading: 'Информационных поводов на неделе нет', lead: plan.notice?.comment ?? null, clause: 'A-5.4' };
};

const approved: Content = async (context) => {
  const plan = await planOf(context);
  if (plan.status !== 'approved') return null;
  return { ...about(plan, context), heading: 'Контент-план согласован', todo: 'Публикуйте по плану и отмечайте, что вышло.', clause: 'A-7.1' };
};

const recommended: Content = async (context) => {
  const plan = await planOf(context);
  if (plan.status !== 'recommended') return null;
  const version = plan.versions.at(-1);
  const remarks = (version?.itemRemarks ?? []).flatMap(({ itemId, text }) => {
    const item = plan.items.find(({ id }) => id === itemId);
    return item ? [`${day(item.date)}, ${item.time}, «${item.theme ?? 'без темы'}»: ${text}`] : [];
  });
  return {
    ...about(plan, context),
    heading: 'Комитет направил рекомендации к контент-плану',
    todo: 'Внесите изменения и направьте план снова.',
    term: context.term('plan.revise', plan.id),
    clause: 'A-7.2',
    draft: { title: 'Рекомендации', text: [version?.remarks, ...remarks].filter(Boolean).join('\n') },
  };
};

const missing: Content = async (context) => {
  const plan = await planOf(context);
  if (plan.status !== 'draft') return null;
  return { ...about(plan, context), heading: 'Контент-план не поступил к сроку', lead: 'Поступивший позже план будет принят и отмечен как поздний.', clause: 'A-6' };
};

const week: Content = async (context) => {
  const name = String(context.event.details['week']);
  const { summary, rows } = await context.use(PlanWeek).execute(name);
  return {
    subject: `Контент-планы на ${span(name)}`,
    heading: `Контент-планы на ${span(name)}`,
    lead: `Поступило ${summary.received} из ${summary.authorities}, с опозданием ${summary.late}, поводов нет у ${summary.notices}. Всего ${posts(summary.items)}.`,
    todo: summary.awaitingDecision > 0 ? `Ждут решения: ${summary.awaitingDecision}.` : null,
    clause: 'A-6',
    facts: rows.map(({ title, status, items, overdue }) => ({ name: title, value: `${planStateName(status)}${items > 0 ? `, ${posts(items)}` : ''}${overdue ? ', срок прошёл' : ''}` })),
    link: { url: context.url(`/content-plans/week/${name}`), label: 'Открыть неделю' },
  };
};

const authority = ['executors-of-authority', 'account-managers-of-authority'] as const;

/** What the committee and authorities are told of content plans (A-5 to A-7); their terms are told by the rows of terms. */
export const planNotices: readonly NoticeRule[] = [
  { event: 'plan.submit', to: ['committee'], letter: 'note', urgency: 'term', when: ({ toState }) => toState === 'submitted', terms: ['plan.review'], content: submitted },
  { event: 'plan.no-news-pegs', to: ['committee'], letter: 'note', urgency: 'calm', content: noPegs },
  { event: 'plan.approve', to: authority, letter: 'note', urgency: 'calm', content: approved },
  { event: 'plan.recommend', to: authority, letter: 'note', urgency: 'term', terms: ['plan.revise'], content: recommended },
  { event: 'deadline.passed', to: ['committee'], letter: 'note', urgency: 'calm', when: ({ details }) => details['obligation'] === 'plan.submit', content: missing },
  { event: 'plan.week-list', to: ['committee'], letter: 'note', urgency: 'calm', content: week },
];
