import type { Matter, MatterPart } from '../../incidents/index.js';
import type { NoticeContent, NoticeContext, NoticeRule } from '../notice-rule.js';
import { aboutMatter, draftTitle } from './wording.js';

type Content = NoticeRule['content'];

const link = { write: 'Ссылка', meaning: 'на опубликованный ответ: запишет, что ответ опубликован за исполнителя' };

const who = ({ authority, executor }: MatterPart): string => `${executor}, ${authority}`;

const facts = (matter: Matter, part: MatterPart, context: NoticeContext): NoticeContent['facts'] => [
  { name: 'Исполнитель', value: who(part) },
  ...(aboutMatter(matter, context).facts ?? []),
];

export const returned: Content = (context) => {
  const { matter, matterPart: part } = context;
  if (!matter || part?.status !== 'returned') return null;
  return {
    ...aboutMatter(matter, context),
    facts: facts(matter, part, context),
    heading: 'Исполнитель вернул сообщение',
    todo: 'Определите другого исполнителя и направьте ему сообщение.',
    term: context.term('assignment.reroute', part.id),
    clause: 'M-8.2',
    reason: part.endReason,
  };
};

export const draftForReview: Content = (context) => {
  const { matter, matterPart: part, event } = context;
  if (!matter || part?.status !== 'in-review' || !part.draft) return null;
  // A later version has a letter of its own; a term is about whichever stands now.
  if (event.subject !== 'deadline' && part.draft.id !== event.details['draftId']) return null;
  const { draft } = part;
  const publishes = part.publisher === 'curator';
  return {
    ...aboutMatter(matter, context),
    facts: facts(matter, part, context),
    heading: draft.kind === 'interim' ? 'Поступил проект промежуточного ответа' : 'Поступил проект ответа',
    lead: publishes ? 'У органа нет учётной записи в этой социальной сети, поэтому ответ публикует куратор.' : null,
    todo: publishes ? 'Согласуйте проект и опубликуйте ответ или верните проект с замечаниями.' : 'Согласуйте проект или верните его с замечаниями.',
    term: context.term(publishes ? 'reply.publish-for-executor' : 'reply.review', part.id),
    clause: publishes ? 'M-13.2' : 'M-12.1',
    draft: { title: draftTitle(draft), text: draft.text },
    files: matter.files.filter(({ subjectId }) => subjectId === draft.id),
    answers: [
      { write: 'Согласовано', meaning: `согласует именно эту версию (${draft.version})` },
      { write: 'Любой другой текст', meaning: 'вернёт проект исполнителю с этими замечаниями' },
      ...(publishes ? [link] : []),
    ],
    reply: { subject: 'draft', subjectId: draft.id, version: draft.version },
  };
};

/** The text to be published by the curator: approved, or revised by the executor (M-12.2). */
export const publishNeeded: Content = (context) => {
  const { matter, matterPart: part } = context;
  if (!matter || part?.status !== 'handed-over' || !part.draft) return null;
  return {
    ...aboutMatter(matter, context),
    facts: facts(matter, part, context),
    heading: 'Ответ ждёт публикации',
    lead: 'У органа нет учётной записи в этой социальной сети, поэтому ответ публикует куратор.',
    todo: 'Опубликуйте текст без изменений и внесите ссылку на опубликованный ответ.',
    term: context.term('reply.publish-for-executor', part.id),
    clause: 'M-13.2',
    draft: { title: draftTitle(part.draft), text: part.draft.text },
    answers: [link],
    reply: { subject: 'draft', subjectId: part.draft.id, version: part.draft.version },
    files: matter.files.filter(({ subjectId }) => subjectId === part.draft?.id),
  };
};

export const consolidate: Content = (context) => {
  const { matter } = context;
  if (matter?.incident.status !== 'consolidation') return null;
  const ready = matter.parts.filter(({ status }) => status === 'part-ready');
  return {
    ...aboutMatter(matter, context),
    heading: 'Все части ответа готовы',
    todo: 'Подготовьте сводный ответ из частей, опубликуйте его и внесите ссылку.',
    term: context.term('reply.consolidate', matter.incident.id),
    clause: 'M-13.3',
    parts: ready.flatMap((part) => (part.draft ? [{ title: `${who(part)}. ${draftTitle(part.draft)}`, text: part.draft.text }] : [])),
    answers: [{ write: 'Текст сводного ответа', meaning: 'и отдельной строкой ссылка на него' }],
    reply: { subject: 'incident', subjectId: matter.incident.id, version: null },
  };
};

/** What curators are told (M-8 to M-13). */
export const curatorNotices: readonly NoticeRule[] = [
  { event: 'assignment.return', to: ['curators'], letter: 'returned', urgency: 'term', terms: ['assignment.reroute'], content: returned },
  { event: 'assignment.submit-draft', to: ['curators'], letter: 'draft-review', urgency: 'term', terms: ['reply.review', 'reply.publish-for-executor'], content: draftForReview },
  {
    event: ['assignment.revise-and-publish', 'assignment.approve'], to: ['curators'], letter: 'publish-needed', urgency: 'term', terms: ['reply.publish-for-executor'],
    when: ({ toState }) => toState === 'handed-over', content: publishNeeded,
  },
  { event: 'incident.parts-ready', to: ['curators'], letter: 'consolidate', urgency: 'term', terms: ['reply.consolidate'], content: consolidate },
];
