import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { isoOffset } from '../platform/http/index.js';
import { obligations, type ObligationKey } from '../regulation/index.js';
import { AccountReader } from './account-reader.js';
import type { AccountHistoryItem } from './account.schemas.js';
import { isInsider } from './account-access.js';

/** What happened, in Russian: words are rendered from the history, never stored in it. */
const titles: Record<string, string> = {
  'account.submit': 'Сведения об аккаунте направлены в комитет',
  'account.enter': 'Комитет внёс аккаунт в реестр',
  'account.resubmit': 'Исправленные сведения направлены в комитет',
  'account.accept': 'Комитет принял сведения',
  'account.send-back': 'Комитет вернул сведения на исправление',
  'account.propose': 'Орган сообщил об изменении',
  'account.withdraw': 'Орган отозвал направленное',
  'account.correct': 'Комитет исправил запись',
  'account.strike': 'Комитет исключил аккаунт из реестра',
  'account.confirm-current': 'Подтверждено, что сведения актуальны',
  'account.ask': 'Запрошено подтверждение актуальности',
  'account.observe': 'Проверено, что видно в самой сети',
  'account.link-confirm': 'Подтверждена ссылка на официальном сайте',
  'account.link-check': 'Проверена ссылка на официальном сайте',
  'account.authority-renamed': 'Изменилось наименование органа',
  'account.created': 'Аккаунт записан',
  'account.changed': 'Запись об аккаунте изменена',
  'account.ended': 'Аккаунт закрыт',
  'deadline.half': 'Прошла половина срока',
  'deadline.soon': 'До конца срока 15 минут',
  'deadline.passed': 'Срок истёк',
  'deadline.moved': 'Срок перенесён',
};

/** The whole history of an entry, oldest first, for those who keep it. */
@Injectable()
export class AccountHistory {
  constructor(
    private readonly events: EventLog,
    private readonly reader: AccountReader,
  ) {}

  /** @throws DomainError `not-found`, also for an account of another authority: everybody else has the public registry of any past date. */
  async execute(actor: Actor, id: string): Promise<AccountHistoryItem[]> {
    const { authority } = await this.reader.view(actor, id);
    if (!isInsider(actor, { authorityId: authority?.id ?? null })) throw notFound('account', id);
    return (await this.events.history(id)).map((event): AccountHistoryItem => {
      const obligation = obligations[event.details['obligation'] as ObligationKey];
      const title = titles[event.type] ?? event.type;
      return {
        id: event.id, at: isoOffset(event.at), event: event.type,
        title: event.type.startsWith('deadline.') && obligation ? `${title}: ${obligation.title}` : title,
        from: event.fromState, to: event.toState, actor: { userId: event.actorId, role: event.actorRole },
        channel: event.channel, clause: event.clause, details: event.details,
      };
    });
  }
}
