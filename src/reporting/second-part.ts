import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AccountFigure, AccountFigures, networkNames } from '../accounts/index.js';
import { PlanFigures } from '../content-plans/index.js';
import { type DocumentFigure, DocumentFigures } from '../documents/index.js';
import { type ContactFigures, Directory, DutyFigures } from '../executors/index.js';
import { longDay, numericDay } from '../platform/russian/index.js';
import type { Supplement } from './figures/figures.types.js';
import type { Range } from './figures/slice.js';
import { Supplements } from './figures/supplements.js';

const GOVERNMENT = 'Правительство края';

const dutyNames: Record<keyof ContactFigures['duties'], string> = {
  curator: 'Кураторы (постановление, п. 2.2)',
  executor: 'Исполнители (постановление, п. 4)',
  'account-manager': 'Ответственные за аккаунты (постановление, п. 5)',
};
const dutyStates: Record<string, string> = { missing: 'никто не назван', outdated: 'не подтверждены', changed: 'изменились' };
const documentKinds: Record<DocumentFigure['kind'], string> = { recommendations: 'Рекомендации по безопасности', instruction: 'Инструкция', material: 'Методические материалы' };

/**
 * The short second part for the committee: what other rooms say of the month (regulation A, D-2.2, D-3 – D-5). Registry and
 * plans are of the period; contacts and acknowledgements are as they stand at the source moment.
 */
@Injectable()
export class SecondPart implements OnModuleInit {
  constructor(
    private readonly supplements: Supplements,
    private readonly accounts: AccountFigures,
    private readonly plans: PlanFigures,
    private readonly contacts: DutyFigures,
    private readonly documents: DocumentFigures,
    private readonly directory: Directory,
  ) {}

  onModuleInit(): void {
    this.supplements.register('accounts', async ({ from, to }) => registryOf(await this.accounts.between(from, to)));
    this.supplements.register('content-plans', (period) => this.contentPlans(period));
    this.supplements.register('contacts', async () => contactsOf(await this.contacts.figures()));
    this.supplements.register('contacts-to-ask', async () => toAsk(await this.contacts.figures()));
    this.supplements.register('documents', () => this.acknowledged());
  }

  private async contentPlans({ from, to }: Range): Promise<Supplement> {
    const figures = await this.plans.between(from, to);
    const name = await this.names(figures.map(({ authorityId }) => authorityId));
    return {
      key: 'content-plans',
      title: 'Контент-планы органов',
      columns: ['Орган', 'Планов к сроку', 'Вовремя', 'С опозданием', 'Не представлено', 'Публикаций в планах', 'Вышло', 'Не вышло'],
      rows: figures
        .map(({ authorityId, plans, items }) => [name(authorityId), plans.due, plans.onTime, plans.late, plans.missing, items.planned, items.published, items.notPublished])
        .toSorted((a, b) => String(a[0]).localeCompare(String(b[0]), 'ru')),
      note: figures.length > 0 ? 'Планы учтены по сроку представления, публикации — по дате выхода (положение об аккаунтах, п. 5–7).' : 'В этом месяце сроков представления контент-планов не было.',
    };
  }

  private async acknowledged(): Promise<Supplement> {
    const figures = await this.documents.figures();
    const name = await this.names(figures.map(({ authorityId }) => authorityId));
    return {
      key: 'documents',
      title: 'Документы по безопасности аккаунтов и ознакомление с ними',
      columns: ['Документ', 'Издание', 'Действует с', 'Должны ознакомиться', 'Ознакомились'],
      rows: figures.map(({ kind, title, authorityId, edition, issuedAt, asked, acknowledged }) => [
        `${documentKinds[kind]}: ${title}${authorityId === null ? '' : ` (${name(authorityId)})`}`, edition, longDay(issuedAt), asked, acknowledged,
      ]),
      note: figures.length > 0
        ? 'Показаны издания, действующие на исходный момент отчёта (постановление, п. 3.1; положение об аккаунтах, п. 2.5, 3.4).'
        : 'Рекомендации и инструкции по безопасности аккаунтов на исходный момент отчёта не изданы (постановление, п. 3.1).',
    };
  }

  private async names(ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
    const authorities = await this.directory.authorities([...new Set(ids.flatMap((id) => id ?? []))]);
    const byId = new Map(authorities.map(({ id, shortName }) => [id, shortName]));
    return (id) => (id === null ? GOVERNMENT : (byId.get(id) ?? id));
  }
}

function registryOf({ byNetwork, registered, changed, deleted, register, link, links }: AccountFigure): Supplement {
  const networks = Object.entries(byNetwork) as [keyof typeof byNetwork, number][];
  return {
    key: 'accounts',
    title: 'Реестр официальных аккаунтов',
    columns: ['Показатель', 'Значение'],
    rows: [
      ['Аккаунтов в реестре на конец периода', networks.reduce((sum, [, count]) => sum + count, 0)],
      ...networks.map(([network, count]): [string, number] => [`в сети ${networkNames[network]}`, count]),
      ['Включено в реестр за период', registered], ['Изменено сведений', changed], ['Исключено', deleted],
      ['Сообщили об аккаунте в срок (п. 3.2)', register.onTime], ['сообщили позже срока', register.late], ['срок истёк, не сообщили', register.open],
      ['Подтвердили ссылку на сайте органа в срок (п. 3.3)', link.onTime], ['подтвердили позже срока', link.late], ['срок истёк, не подтвердили', link.open],
      ['Ссылка на сайте органа найдена', links.linked], ['ссылки на сайте нет', links.missing], ['проверить не удалось', links.unknown],
    ],
    note: 'Сроки учтены по моменту, когда они истекали (положение об аккаунтах, п. 2.4, 3.1–3.3); ссылки — по последней проверке сайта до конца периода.',
  };
}

function contactsOf({ duties }: ContactFigures): Supplement {
  const keys = Object.keys(dutyNames) as (keyof typeof dutyNames)[];
  return {
    key: 'contacts',
    title: 'Контакты ответственных',
    columns: ['Кого называют органы', 'Должны назвать', 'Названы', 'Устарели', 'Изменились', 'Никто не назван'],
    rows: keys.map((key) => [dutyNames[key], duties[key].owed, duties[key].present, duties[key].outdated, duties[key].changed, duties[key].missing]),
    note: 'Состояние справочника на исходный момент отчёта; считаются органы, а не люди. Устарели — сведения, которые полгода никто не подтверждал; изменились — новые ещё не представлены.',
  };
}

/** Whom to ask, authority by authority; without anybody there is no such section. */
function toAsk({ attention }: ContactFigures): Supplement {
  const authorities = [...new Map(attention.map(({ authorityId, shortName }) => [authorityId, shortName]))];
  const standing = (id: string, duty: string): string => {
    const found = attention.find((one) => one.authorityId === id && one.duty === duty);
    return found ? `${dutyStates[found.state] ?? found.state} с ${numericDay(found.since)}` : '—';
  };
  return {
    key: 'contacts-to-ask',
    title: 'Кто не представил или не обновил контакты',
    columns: ['Орган', 'Исполнители', 'Ответственные за аккаунты', 'Кураторы'],
    rows: authorities.map(([id, name]) => [name, standing(id, 'executor'), standing(id, 'account-manager'), standing(id, 'curator')]),
    note: null,
  };
}
