import type { AccountNetwork } from '../account.entity.js';
import type { AccountState } from '../account.transitions.js';
import type { LinkOutcome } from '../account-link.entity.js';
import type { Column } from '../../platform/sheets/index.js';
import { GOVERNMENT, networkNames } from '../registry/registry-rows.js';

/** An entry as a row of a table. */
export interface SheetRow {
  owner: string | null;
  network: AccountNetwork;
  url: string;
  name: string;
  externalId: string | null;
  manager: string | null;
  since: string | null;
  status: AccountState;
  pageUrl: string | null;
  outcome: LinkOutcome | null;
}

/** Titles an import knows; others are left aside. */
export const titles = {
  owner: 'Орган', network: 'Социальная сеть', url: 'Адрес', name: 'Название', externalId: 'Номер в сети', manager: 'Ответственный (почта)', since: 'В реестре с',
} as const;
/** Without these a row says nothing. */
export const neededTitles = [titles.owner, titles.network, titles.url, titles.name];

const states: Record<AccountState, string> = {
  submitted: 'на рассмотрении', 'sent-back': 'возвращён', accepted: 'в реестре', 'change-submitted': 'в реестре, изменение на рассмотрении',
  'change-sent-back': 'в реестре, изменение возвращено', deleted: 'удалён', withdrawn: 'отозван',
};
const outcomes: Record<LinkOutcome, string> = {
  linked: 'ссылка есть', moved: 'страница переехала', missing: 'ссылки нет', unreachable: 'страница недоступна', 'forbidden-by-robots': 'закрыта для роботов',
};

/** The table that is exported; an import takes it back as it is. */
export const accountColumns: Column<SheetRow>[] = [
  { title: titles.owner, value: ({ owner }) => owner ?? GOVERNMENT, width: 50 },
  { title: titles.network, value: ({ network }) => networkNames[network], width: 16 },
  { title: titles.url, value: ({ url }) => url, width: 40 },
  { title: titles.name, value: ({ name }) => name, width: 40 },
  { title: titles.externalId, value: ({ externalId }) => externalId, width: 18 },
  { title: titles.manager, value: ({ manager }) => manager, width: 28 },
  { title: titles.since, value: ({ since }) => since, width: 26 },
  { title: 'Состояние', value: ({ status }) => states[status], width: 26 },
  { title: 'Страница сайта', value: ({ pageUrl }) => pageUrl, width: 40 },
  { title: 'Проверка ссылки', value: ({ outcome }) => outcome && outcomes[outcome], width: 22 },
];
