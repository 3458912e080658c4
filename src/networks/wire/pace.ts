import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';

/** Requests of one credential: so many a second, spaced evenly. */
export interface Pace {
  /** What is paced, e.g. `vk:<credential>`; a credential has one pace in every process. */
  key: string;
  perSecond: number;
}

/** How long a request may wait for its turn here, milliseconds; who would wait longer comes again later. */
const PATIENCE_MS = 1500;

/**
 * Networks' rate limits, shared by every process: each request takes the next free place in time by PostgreSQL's own
 * clock. The application's clock is not asked: a limit is a matter of the wire, whatever day the demo lives in.
 */
@Injectable()
export class Paces {
  constructor(private readonly db: Database) {}

  /**
   * Waits for the next free place.
   * @returns null when it is our turn; else milliseconds after which to come again.
   */
  async take({ key, perSecond }: Pace): Promise<number | null> {
    // A tenth slower than allowed: what leaves here evenly may arrive closer together.
    const gap = Math.ceil(1100 / perSecond);
    const [place] = await this.db.separately(() =>
      this.db.change<{ waitMs: number }>(
        `INSERT INTO network_pace AS pace (key, next_at) VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
         ON CONFLICT (key) DO UPDATE SET next_at = greatest(pace.next_at, clock_timestamp()) + $2 * interval '1 millisecond'
         WHERE pace.next_at <= clock_timestamp() + $3 * interval '1 millisecond'
         RETURNING greatest(0, extract(epoch FROM next_at - clock_timestamp()) * 1000 - $2)::float8 AS "waitMs"`,
        [key, gap, PATIENCE_MS],
      ),
    );
    if (!place) return PATIENCE_MS;
    if (place.waitMs > 0) await new Promise((done) => setTimeout(done, place.waitMs));
    return null;
  }
}
