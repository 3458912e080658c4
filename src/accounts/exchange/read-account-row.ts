import { z } from 'zod';
import { accountNetworks } from '../../networks/index.js';
import { accountName, accountUrl, externalNumber } from '../account.schemas.js';
import type { AccountNetwork } from '../account.entity.js';
import { endOfDay } from '../registry/end-of-day.js';
import { GOVERNMENT, networkNames } from '../registry/registry-rows.js';
import { titles } from './account-columns.js';

/** A row understood: who it is of and what it says. */
export interface ReadRow {
  authorityId: string | null;
  network: AccountNetwork;
  url: string;
  name: string;
  externalId: string | null;
  /** Mailbox, lower case. */
  manager: string | null;
  since: Date | undefined;
}

export interface RowFault {
  column: string;
  message: string;
}

/** What owners may be called: full and short names and codes, lower case, to their ids (null: the Government). */
export type Owners = ReadonlyMap<string, string | null>;

const plain = (text: string): string => text.trim().toLowerCase().replaceAll('ё', 'е');

export const ownersBy = (authorities: readonly { id: string; code: string; name: string; shortName: string }[]): Owners =>
  new Map([
    ...authorities.flatMap(({ id, code, name, shortName }) => [code, shortName, name].map((word) => [plain(word), id] as const)),
    ...[GOVERNMENT, 'Правительство края', 'Правительство'].map((word) => [plain(word), null] as const),
  ]);

const networksBy = new Map<string, AccountNetwork>([
  ...accountNetworks.flatMap((id) => [[id, id], [plain(networkNames[id]), id]] as const),
  ['вк', 'vk'], ['ок', 'ok'], ['фейсбук', 'facebook'], ['инстаграм', 'instagram'],
]);

/** Reads one row by the titles of its columns; every fault is named with its column. */
export function readAccountRow(cells: ReadonlyMap<string, string>, owners: Owners): ReadRow | RowFault[] {
  const faults: RowFault[] = [];
  const cell = (title: string): string => cells.get(title) ?? '';
  const fault = (column: string, message: string): undefined => void faults.push({ column, message });
  const by = <S extends z.ZodType>(schema: S, column: string): z.output<S> | undefined => {
    const { data, error } = schema.safeParse(cell(column));
    return error ? fault(column, error.issues[0]?.message ?? 'Неверное значение') : data;
  };
  const authorityId = owners.get(plain(cell(titles.owner)));
  if (authorityId === undefined) fault(titles.owner, 'Такого действующего органа нет в справочнике');
  const network = networksBy.get(plain(cell(titles.network))) ?? fault(titles.network, 'Ожидается ВКонтакте, Одноклассники, Facebook или Instagram');
  const url = by(accountUrl, titles.url);
  const name = by(accountName, titles.name);
  const externalId = cell(titles.externalId) === '' ? null : by(externalNumber, titles.externalId);
  const manager = cell(titles.manager) === '' ? null : by(z.email().toLowerCase(), titles.manager);
  const since = cell(titles.since) === '' ? undefined : (momentOf(cell(titles.since)) ?? fault(titles.since, 'Ожидается дата: 2020-03-24 или 24.03.2020'));
  if (faults.length > 0 || authorityId === undefined || !network || url === undefined || name === undefined || externalId === undefined || manager === undefined) return faults;
  return { authorityId, network, url, name, externalId, manager, since };
}

/** An instant, or the beginning of a day where the installation is. */
function momentOf(text: string): Date | null {
  const instant = z.iso.datetime({ offset: true }).safeParse(text);
  if (instant.success) return new Date(text);
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text) ?? [];
  const date = day ? `${year}-${month}-${day}` : text;
  return z.iso.date().safeParse(date).success ? new Date(endOfDay(date).getTime() - 86_400_000) : null;
}
