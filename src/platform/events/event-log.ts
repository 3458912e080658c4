import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
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

  /**
   * Rows after a place in the log, oldest first. A transaction still under way, and every later one, waits: a reader that
   * goes on from the last row it got skips none and gets none twice.
   */
  async after({ txid, id }: Pick<Event, 'txid' | 'id'>, limit: number): Promise<Event[]> {
    const places = await this.db.rows<{ id: string }>(
      `SELECT id FROM event WHERE (txid, id) > ($1::bigint, $2::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
       ORDER BY txid, id LIMIT $3`,
      [txid, id, limit],
    );
    const rows = await this.some(places.map((place) => place.id));
    return places.flatMap((place) => rows.find((row) => row.id === place.id) ?? []);
  }

  /** Rows by id, in no order. */
  async some(ids: readonly string[]): Promise<Event[]> {
    return ids.length === 0 ? [] : this.db.reader.getRepository(Event).findBy({ id: In(ids) });
  }

  /** History of one aggregate, oldest first. */
  async history(streamId: string): Promise<Event[]> {
    return this.db.reader.getRepository(Event).find({ where: { streamId }, order: { id: 'ASC' } });
  }
}
