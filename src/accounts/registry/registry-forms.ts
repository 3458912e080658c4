import { Inject, Injectable } from '@nestjs/common';
import { accountNetworks } from '../../networks/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { type Column, csvSheet } from '../../platform/sheets/index.js';
import { Templates } from '../../platform/templates/index.js';
import type { PublicAccount, RegistryQuery, RegistryView } from './registry.schemas.js';
import { networkNames } from './registry-rows.js';

export type RegistryForm = 'html' | 'json' | 'csv';

export const TITLE = 'Реестр официальных аккаунтов';

const columns: Column<PublicAccount>[] = [
  { title: 'Орган', value: ({ authority }) => authority.name },
  { title: 'Социальная сеть', value: ({ networkName }) => networkName },
  { title: 'Название', value: ({ name }) => name },
  { title: 'Адрес', value: ({ url }) => url },
  { title: 'Номер в сети', value: ({ externalId }) => externalId },
  { title: 'В реестре с', value: ({ since }) => since },
  { title: 'Изменено', value: ({ changedAt }) => changedAt },
  { title: 'Номер записи', value: ({ id }) => id },
];

/** The registry as a page, as JSON and as CSV: the same rows in each. */
@Injectable()
export class RegistryForms {
  constructor(
    private readonly templates: Templates,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async make(form: RegistryForm, query: RegistryQuery, all: readonly PublicAccount[], shown: readonly PublicAccount[], changedAt: Date | null): Promise<Buffer> {
    if (form === 'csv') return csvSheet(columns, shown);
    if (form === 'html') return Buffer.from(this.page(query, all, shown, changedAt));
    const view: RegistryView = { title: TITLE, asOf: query.asOf ?? null, changedAt: isoOffset(changedAt), count: shown.length, accounts: [...shown] };
    return Buffer.from(JSON.stringify(view));
  }

  /** The page; with `fault` it says what was not understood of the question instead of answering it. */
  page(query: RegistryQuery, all: readonly PublicAccount[], shown: readonly PublicAccount[], changedAt: Date | null, fault: string | null = null): string {
    const owners = new Map(all.map(({ authority }) => [authority.id ?? 'government', authority.name]));
    const question = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)).toString();
    const groups: { accounts: (PublicAccount & { first: boolean; inGroup: number })[] }[] = [];
    for (const account of shown) {
      const last = groups.at(-1);
      const first = last?.accounts[0]?.authority.id !== account.authority.id || !last;
      if (first) groups.push({ accounts: [] });
      groups.at(-1)?.accounts.push({ ...account, first, inGroup: 0 });
    }
    for (const { accounts } of groups) for (const account of accounts) account.inGroup = accounts.length;
    return this.templates.render('pages/registry.html', {
      title: TITLE, fault, groups, changedAt, count: shown.length, asOf: query.asOf ?? '', asOfDay: query.asOf ? query.asOf.split('-').toReversed().join('.') : null,
      filtered: Boolean(query.authority ?? query.network ?? query.asOf), question: question && `?${question}`,
      owners: [...owners].map(([id, name]) => ({ id, name, chosen: id === query.authority })),
      networks: accountNetworks.map((id) => ({ id, name: networkNames[id], chosen: id === query.network })),
      snippet: snippet(this.config.PUBLIC_URL.replace(/\/+$/, '')),
    });
  }
}

/** What to put into a page of another site; without scripts its readers have the link. */
const snippet = (address: string): string =>
  `<div data-otklik-registry><a href="${address}/registry">${TITLE}</a></div>\n<script src="${address}/registry/embed.js" async></script>`;
