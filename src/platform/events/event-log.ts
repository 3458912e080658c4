import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Database } from '../database/index.js';
import { Event } from './event.entity.js';

/** What an act writes into the log; what it leaves out is empty. */
export type NewEvent = Pick<Event, 'type' | 'stream' | 'streamId' | 'channel' | 'at'> &
  Partial<Omit<Event, 'id' | 'txid' | 'tookMs'>> & { tookMs?: number | null };

/** Appends to the event log inside the act's transaction. */
@Injectable()
export class EventLog {
  constructor(private readonly db: Database) {}

  /** Appends events in the order given. */
  async append(...events: NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const rows = events.map(({ tookMs, ...event }) => ({ ...event, tookMs: tookMs === null || tookMs === undefined ? null : String(Math.round(tookMs)) }));
    await this.db.repository(Event).insert(rows as QueryDeepPartialEntity<Event>[]);
  }

  /** History of one aggregate, oldest first. */
  async history(streamId: string): Promise<Event[]> {
    return this.db.reader.getRepository(Event).find({ where: { streamId }, order: { id: 'ASC' } });
  }
}
