import { AccountReader, type AccountView, networkNames } from '../../accounts/index.js';
import { systemActor } from '../../identity/index.js';
import type { Audience, NoticeContent, NoticeContext, NoticeRule } from '../notice-rule.js';

type Content = NoticeRule['content'];

/** Whoever acts for the authority in its accounts: its executors, and those it named to keep them (D-5). */
const owner: readonly Audience[] = ['executors-of-authority', 'account-managers-of-authority'];

const accountOf = ({ event, use }: NoticeContext): Promise<AccountView> => use(AccountReader).view(systemActor, event.streamId);

const about = (account: AccountView, { url }: NoticeContext): Pick<NoticeContent, 'subject' | 'facts' | 'link'> => ({
  subject: `Реестр аккаунтов: ${account.authority?.shortName ?? 'Правительство края'}, ${networkNames[account.network]}`,
  facts: [{ name: 'Аккаунт', value: account.name }, { name: 'Адрес', value: account.url }],
  link: { url: url(`/accounts/${account.id}`), label: 'Открыть запись' },
});

const kinds = { create: 'новый аккаунт', rename: 'новое название', move: 'новый адрес', delete: 'аккаунт удалён', details: 'другие сведения' } as const;

/** What was sent last, if it still waits for the committee. */
const sent: Content = async (context) => {
  const account = await accountOf(context);
  const { proposal } = account;
  if (proposal?.status !== 'in-review') return null;
  const changes = proposal.kind === 'move' ? [{ name: 'Новый адрес', value: proposal.url }] : proposal.kind === 'rename' ? [{ name: 'Новое название', value: proposal.name }] : [];
  const page = about(account, context);
  return {
    ...page, heading: `Орган сообщил: ${kinds[proposal.kind]}`, facts: [...(page.facts ?? []), ...changes], draft: proposal.note === null ? null : { title: 'Пояснение', text: proposal.note },
    todo: 'Примите сведения в реестр или верните с замечаниями.', clause: 'A-2.4',
  };
};

const accepted: Content = async (context) => {
  const account = await accountOf(context);
  if (account.proposal?.status !== 'approved') return null;
  const term = context.term('account.link', account.id);
  const gone = account.status === 'deleted';
  return {
    ...about(account, context), heading: gone ? 'Аккаунт исключён из реестра' : 'Комитет принял сведения в реестр', clause: gone ? 'A-3.2' : 'A-2.4',
    todo: term && (gone ? 'Уберите ссылку с официального сайта и подтвердите это.' : 'Разместите ссылку на официальном сайте и подтвердите её.'), term,
  };
};

const sentBack: Content = async (context) => {
  const account = await accountOf(context);
  if (account.proposal?.status !== 'changes-requested') return null;
  return {
    ...about(account, context), heading: 'Комитет вернул сведения об аккаунте', draft: { title: 'Замечания', text: account.proposal.remarks ?? '' },
    todo: 'Исправьте сведения и направьте снова.', term: context.term('account.register', account.id), clause: 'A-3.2',
  };
};

const linkMissing: Content = async (context) => {
  const account = await accountOf(context);
  if (account.status === 'deleted' || account.link?.outcome !== 'missing') return null;
  const page = about(account, context);
  const found = account.link.found === null ? [] : [{ name: 'Вместо него там', value: account.link.found }];
  return {
    ...page, heading: 'На официальном сайте нет ссылки на аккаунт', clause: 'A-3.3',
    facts: [...(page.facts ?? []), { name: 'Страница', value: account.link.pageUrl }, ...found],
    todo: 'Разместите действующую ссылку или укажите другую страницу.', term: context.term('account.link', account.id),
  };
};

const asked: Content = async (context) => {
  const account = await accountOf(context);
  if (account.askedAt === null) return null;
  const ended = context.event.details['authorityEnded'] === true;
  return {
    ...about(account, context), heading: 'Верны ли сведения в реестре?', clause: 'A-2.4',
    lead: ended ? 'Органа больше нет, а его аккаунт остаётся в реестре.' : null,
    todo: ended ? 'Исключите аккаунт из реестра или подтвердите, что запись верна.' : 'Если да, подтвердите; если нет, сообщите, что изменилось.',
  };
};

const renamed: Content = async (context) => {
  const account = await accountOf(context);
  if (account.askedAt === null) return null;
  return {
    ...about(account, context), heading: 'Орган переименован: верны ли сведения об аккаунте?', clause: 'A-3.2',
    todo: 'Сообщите комитету новое название аккаунта или подтвердите прежнее; обновите ссылку на официальном сайте.', term: context.term('account.register', account.id),
  };
};

const warned: Content = async (context) => {
  const account = await accountOf(context);
  if (account.warning === null) return null;
  const hijacked = account.warning === 'hijacked';
  const page = about(account, context);
  return {
    ...page, clause: hijacked ? 'A-2.4' : 'A-3.2',
    heading: hijacked ? 'Под адресом аккаунта, возможно, чужой аккаунт' : 'У аккаунта сменился адрес',
    lead: hijacked ? 'В сети под этим адресом виден другой номер.' : 'В сети тот же номер виден под другим адресом.',
    facts: [...(page.facts ?? []), { name: 'В сети', value: `${account.observed?.url ?? ''}, номер ${account.observed?.externalId ?? ''}` }],
    todo: hijacked ? 'Проверьте, кто владеет аккаунтом; до выяснения не публикуйте там.' : 'Сообщите комитету новый адрес.', term: context.term('account.register', account.id),
  };
};

/** Nobody but the committee answers for the account. */
const committeeAlone: NoticeRule['when'] = ({ authorityIds, details }) => authorityIds.length === 0 || details['authorityEnded'] === true;

/** Letters of the registry of accounts (regulation A, clauses 2 and 3). */
export const accountNotices: readonly NoticeRule[] = [
  { event: ['account.submit', 'account.resubmit', 'account.propose'], to: ['committee'], letter: 'note', urgency: 'calm', content: sent },
  { event: 'account.accept', to: owner, letter: 'note', urgency: 'calm', content: accepted },
  { event: 'account.send-back', to: owner, letter: 'note', urgency: 'term', terms: ['account.register'], content: sentBack },
  { event: 'account.link-check', to: [...owner, 'committee'], letter: 'note', urgency: 'calm', when: ({ details }) => details['outcome'] === 'missing', content: linkMissing },
  { event: 'account.ask', to: owner, letter: 'note', urgency: 'calm', content: asked },
  { event: 'account.ask', to: ['committee'], letter: 'note', urgency: 'calm', when: committeeAlone, content: asked },
  { event: 'account.authority-renamed', to: owner, letter: 'note', urgency: 'term', terms: ['account.register'], content: renamed },
  { event: 'account.observe', to: ['committee', ...owner], letter: 'note', urgency: 'calm', when: ({ details }) => details['warning'] !== null, content: warned },
];
