import { Injectable } from '@nestjs/common';
import { type Actor, UserNames } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { Edition } from '../finding/edition.entity.js';
import { CandidateReader } from './candidate-reader.js';
import type { Candidate } from './candidate.entity.js';
import type { CandidateHistoryItem } from './candidate.schemas.js';

/** What happened, in Russian: words are rendered from the history, never stored in it. */
const titles: Record<string, string> = {
  'candidate.find': 'Сообщение найдено в сети',
  'candidate.edited': 'Автор изменил текст',
  'candidate.deleted': 'Сообщения больше нет в сети',
  'candidate.recognise': 'Это сообщение уже зафиксировано другим путём',
  'candidate.take': 'Куратор зафиксировал сообщение',
  'candidate.merge': 'Куратор присоединил к другому сообщению',
  'candidate.dismiss': 'Куратор отклонил',
  'candidate.expire': 'Никто не принял решения в срок: сообщение ушло из очереди',
  'candidate.restore': 'Куратор вернул в очередь',
  'candidate.erase': 'Текст и автор удалены: срок хранения истёк',
};

/**
 * The whole history of a candidate, oldest first. Of a million messages found most are never touched: that one was found, edited
 * or deleted is told by its own rows, what people and the product decided by the event log.
 */
@Injectable()
export class CandidateHistory {
  constructor(
    private readonly db: Database,
    private readonly reader: CandidateReader,
    private readonly events: EventLog,
    private readonly names: UserNames,
  ) {}

  /** @throws DomainError `not-found`. */
  async execute(_: Actor, id: string): Promise<CandidateHistoryItem[]> {
    const candidate = await this.reader.find(id);
    const events = await this.events.history(id);
    const users = await this.names.of([...new Set(events.flatMap(({ actorId }) => actorId ?? []))]);
    const editions = await this.db.reader.getRepository(Edition).find({ where: { candidateId: id }, order: { number: 'ASC' } });
    const items = [
      ...this.seen(candidate, editions),
      ...events.map((event) => ({
        at: event.at,
        item: {
          id: event.id, event: event.type, title: titles[event.type] ?? event.type, from: event.fromState, to: event.toState,
          actor: { userId: event.actorId, role: event.actorRole, name: users.get(event.actorId ?? '')?.name ?? null },
          channel: event.channel, clause: event.clause, details: event.details,
        },
      })),
    ];
    return items.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map(({ at, item }) => ({ ...item, at: isoOffset(at) }));
  }

  private seen({ foundAt, foundBy, network, deletedAt }: Candidate, editions: readonly Edition[]): { at: Date; item: Omit<CandidateHistoryItem, 'at'> }[] {
    const by = { userId: null, role: null, name: null };
    const item = (id: string, event: string, details: Record<string, unknown>): Omit<CandidateHistoryItem, 'at'> =>
      ({ id, event, title: titles[event] ?? event, from: null, to: event === 'candidate.find' ? 'new' : null, actor: by, channel: 'system', clause: event === 'candidate.find' ? 'M-3' : null, details });
    return [
      { at: foundAt, item: item('found', 'candidate.find', { foundBy, network }) },
      ...editions.map(({ number, text, seenAt }) => ({ at: seenAt, item: item(`edition-${number}`, 'candidate.edited', { text }) })),
      ...(deletedAt ? [{ at: deletedAt, item: item('deleted', 'candidate.deleted', {}) }] : []),
    ];
  }
}
