import { AccountRefs, groundNames, networkNames } from '../../accounts/index.js';
import { Attachments } from '../../attachments/index.js';
import { heldText } from '../../content-plans/index.js';
import type { Event } from '../../platform/events/index.js';
import { counted } from '../../platform/russian/index.js';
import { Deliveries, type Delivery, explanationOf } from '../../publishing/index.js';
import type { NoticeContent, NoticeContext, NoticeRule } from '../notice-rule.js';
import { aboutMatter, beginning, networkName } from './wording.js';

type Content = NoticeRule['content'];

const deliveryOf = ({ event, use }: NoticeContext): Promise<Delivery | null> => use(Deliveries).one(event.subjectId ?? '');

/** Account and network, as a fact. */
async function where(accountId: string | null, network: string, { use }: NoticeContext): Promise<{ name: string; value: string }> {
  const [account] = await use(AccountRefs).some(accountId ? [accountId] : []);
  return { name: 'Аккаунт', value: account ? `${account.name} (${networkName(network)})` : networkName(network) };
}

const planLink = (planId: string, { url }: NoticeContext): NoticeContent['link'] => ({ url: url(`/content-plans/${planId}/print`), label: 'Открыть план' });
const titled = (what: string, text: string): string => `${what}: ${beginning(text, 60)}`;

/** An answer whose term runs: the text to copy, where to put it, and that the link may be sent by answering. */
const replyWaits: Content = async (context) => {
  const delivery = await deliveryOf(context);
  const { matter, matterPart: part, term, event } = context;
  if (delivery?.state !== 'manual' || !matter) return null;
  const byCurator = event.details['by'] === 'curator';
  const terms = part
    ? (byCurator ? (['reply.publish-for-executor'] as const) : (['reply.publish', 'reply.revise'] as const)).map((key) => term(key, part.id))
    : [term('reply.consolidate', matter.incident.id)];
  const about = aboutMatter(matter, context);
  return {
    ...about,
    heading: 'Ответ нужно опубликовать вручную',
    lead: explanationOf(delivery),
    todo: 'Опубликуйте текст без изменений и внесите ссылку на опубликованный ответ.',
    term: terms.find((one) => one !== null) ?? null,
    clause: part ? (byCurator ? 'M-13.2' : 'M-13.1') : 'M-13.3',
    draft: { title: 'Текст ответа, готовый для копирования', text: delivery.text },
    files: matter.files.filter(({ id }) => delivery.attachmentIds.includes(id)),
    facts: [...(delivery.link ? [{ name: 'Где ответить', value: delivery.link }] : []), ...(about.facts ?? [])],
    // The link alone is enough where the approved version is what is published.
    ...(part?.status === 'approved' && !byCurator
      ? { answers: [{ write: 'Ссылка', meaning: 'на опубликованный ответ: больше ничего писать не нужно' }], reply: { subject: 'assignment', subjectId: part.id, version: null } }
      : {}),
  };
};

const postWaits: Content = async (context) => {
  const delivery = await deliveryOf(context);
  if (delivery?.state !== 'manual') return null;
  const theme = String(delivery.intent['theme'] ?? '');
  const files = await context.use(Attachments).of([String(delivery.intent['itemId'])]);
  return {
    subject: titled('Публикация по плану', theme || delivery.text),
    heading: delivery.reason === 'planned-by-hand' ? 'Пора опубликовать' : 'Публикацию нужно разместить вручную',
    lead: explanationOf(delivery),
    todo: 'Опубликуйте и отметьте ссылку в контент-плане.',
    clause: 'A-1',
    facts: [...(theme ? [{ name: 'Тема', value: theme }] : []), await where(delivery.accountId, delivery.network, context)],
    draft: delivery.text ? { title: 'Текст, готовый для копирования', text: delivery.text } : null,
    files: files.filter(({ id }) => delivery.attachmentIds.includes(id)),
    link: planLink(delivery.streamId, context),
  };
};

const removalWaits: Content = async (context) => {
  const delivery = await deliveryOf(context);
  if (delivery?.state !== 'manual') return null;
  const author = delivery.intent['author'] as { name: string } | undefined;
  return {
    subject: `Удалить комментарий: ${networkName(delivery.network)}`,
    heading: 'Комментарий нужно удалить вручную',
    lead: explanationOf(delivery),
    todo: 'Удалите комментарий и отметьте, что он удалён: запись появится в журнале.',
    clause: delivery.authorityId === null ? 'A-2.7' : 'A-3.6',
    facts: [
      { name: 'Основание', value: groundNames[delivery.intent['ground'] as keyof typeof groundNames] },
      { name: 'Автор', value: author?.name ?? '' },
      { name: 'Где', value: delivery.link ?? '' },
      await where(delivery.accountId, delivery.network, context),
    ],
    draft: { title: 'Комментарий', text: delivery.text },
    link: { url: context.url(`/comment-removals/${delivery.id}`), label: 'Открыть удаление' },
  };
};

/** What stood there is gone, or stands there although the work has moved on. */
const gone = (heading: string, todo: string): Content => async (context) => {
  const delivery = await deliveryOf(context);
  if (!delivery) return null;
  const { matter } = context;
  const about = matter
    ? aboutMatter(matter, context)
    : { subject: titled('Публикация по плану', delivery.text), quote: null, link: planLink(delivery.streamId, context), facts: [] };
  return {
    ...about, heading, todo, clause: matter ? 'M-13' : 'A-1',
    facts: [{ name: 'Ссылка', value: delivery.url ?? '' }, await where(delivery.accountId, delivery.network, context), ...(about.facts ?? [])],
    draft: { title: 'Что было опубликовано', text: delivery.text },
  };
};
const vanished = gone(
  'Опубликованного больше нет в социальной сети',
  'Проверьте по ссылке. Если запись удалена, узнайте почему и при необходимости опубликуйте её снова.',
);
const stray = gone(
  'Опубликовано, когда работа уже ушла дальше',
  'Текст стоит в социальной сети, а в системе его принять не удалось. Решите, оставить ли его, и отметьте публикацию вручную.',
);

const held: Content = async (context) => {
  const { reason, theme, accountId, network } = context.event.details as { reason: Parameters<typeof heldText>[0]; theme: string | null; accountId: string; network: string | null };
  return {
    subject: titled('Публикация по плану', theme ?? 'без темы'),
    heading: 'Публикация не вышла',
    lead: `${heldText(reason)}.`,
    todo: 'Решите, выходит ли она ещё: опубликуйте вручную и отметьте ссылку или отметьте, почему не вышла.',
    clause: 'A-1',
    facts: [...(theme ? [{ name: 'Тема', value: theme }] : []), await where(accountId, network ?? '', context)],
    link: planLink(context.event.streamId, context),
  };
};

const credential: Content = async (context) => {
  const { network, accountId, days, fault } = context.event.details as { network: keyof typeof networkNames; accountId: string | null; days?: number; fault?: string };
  const ends = days !== undefined;
  const sealed = fault === 'SECRET_KEY';
  return {
    subject: `Доступ к социальной сети: ${networkName(network)}`,
    heading: ends ? (days > 0 ? `Доступ заканчивается: ${counted(days, 'день', 'дня', 'дней')}` : 'Доступ закончился') : sealed ? 'Доступ не расшифровать' : 'Сеть не принимает доступ',
    lead: ends ? 'После этого ответы и публикации этого аккаунта придётся размещать вручную.' : 'Ответы и публикации этого аккаунта пока ждут публикации вручную.',
    todo: sealed ? 'Верните прежний ключ шифрования в SECRET_KEY_PREVIOUS или введите доступ заново.' : 'Получите новый ключ в социальной сети и введите его вместо прежнего.',
    facts: [await where(accountId ?? null, network, context)],
    link: { url: context.url('/network-credentials'), label: 'Открыть доступы' },
  };
};

const of = (kind: Delivery['kind'], more: (event: Event) => boolean = () => true) => (event: Event): boolean => event.details['kind'] === kind && more(event);
const byCurator = ({ details }: Event): boolean => details['by'] === 'curator';
const byExecutor = (event: Event): boolean => !byCurator(event);
const governments = ({ authorityIds }: Event): boolean => authorityIds.length === 0;
const authoritys = (event: Event): boolean => !governments(event);
const authority = ['executors-of-authority', 'account-managers-of-authority'] as const;

/** Whoever keeps the account: of an authority's its people, of the Government's the committee. */
const keepers = (event: string, content: Content, of: (more: (event: Event) => boolean) => (event: Event) => boolean): NoticeRule[] => [
  { event, to: authority, letter: 'note', urgency: 'calm', when: of(authoritys), content },
  { event, to: ['committee'], letter: 'note', urgency: 'calm', when: of(governments), content },
];

/** What people are told of the way into the networks (M-12.2, M-13, A-1, A-2.7, A-3.6). */
export const deliveryNotices: readonly NoticeRule[] = [
  { event: 'delivery.waits-for-person', to: ['executor'], letter: 'publish-needed', urgency: 'term', when: of('reply', byExecutor), terms: ['reply.publish', 'reply.revise'], content: replyWaits },
  { event: 'delivery.waits-for-person', to: ['curators'], letter: 'publish-needed', urgency: 'term', when: of('reply', byCurator), terms: ['reply.publish-for-executor', 'reply.consolidate'], content: replyWaits },
  ...keepers('delivery.waits-for-person', postWaits, (more) => of('post', more)),
  ...keepers('delivery.waits-for-person', removalWaits, (more) => of('removal', more)),
  { event: 'delivery.vanished', to: ['executor', 'curators'], letter: 'note', urgency: 'calm', when: of('reply'), content: vanished },
  ...keepers('delivery.vanished', vanished, (more) => of('post', more)),
  { event: 'delivery.stray', to: ['curators'], letter: 'note', urgency: 'calm', when: of('reply'), content: stray },
  ...keepers('delivery.stray', stray, (more) => of('post', more)),
  // Who publishes by hand knows of it by the plan; who relied on it going out by itself must hear that it did not.
  ...keepers('plan.post-held', held, (more) => (event) => event.details['way'] === 'network' && more(event)),
  { event: ['credential.refused', 'credential.expiring'], to: ['admins'], letter: 'note', urgency: 'calm', content: credential },
];
