import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { newId } from '../ids/index.js';
import { inLanes, Rounds } from '../jobs/index.js';
import { LetterFiles } from './letter-files.js';
import { Letter } from './letter.entity.js';
import { NotOurs, type Post, type PostResult } from './post.js';
import { POST } from './post.provider.js';
import { nextAttempt } from './retry.js';
import { SettleLetter } from './settle-letter.js';

/** One round of deliveries of one process. */
interface Round {
  id: string;
  /** No letter would get through now. */
  serverAway: boolean;
  taken: number;
  delivered: number;
}

/** Letters of one round. */
const BATCH = 500;

/** How often an outcome that PostgreSQL does not take is offered again, and the first pause, milliseconds. */
const RECORDINGS = 6;
const RECORDING_PAUSE_MS = 200;

/** Name of the lock a round holds while it lives: PostgreSQL drops it the moment the process is gone. */
export const roundLock = (round: string): string => `mail.round:${round}`;

/**
 * Delivers what is due. A letter is `sending`, in the name of the round, before anything is said to the server; any number
 * of processes do so side by side and none takes a letter another one has.
 */
@Injectable()
export class DeliverLetters implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private readonly rounds = new Rounds(() => this.round());
  private stopping = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly files: LetterFiles,
    private readonly settle: SettleLetter,
    @Inject(POST) private readonly post: Post | null,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Delivers until nothing is due or the server is away; rounds asked for meanwhile follow as one.
   * @returns how many letters the server accepted.
   */
  execute(): Promise<number> {
    return this.rounds.run();
  }

  /** A round of it, for the timetable. @returns whether there is more. */
  step(): Promise<boolean> {
    return this.rounds.once();
  }

  /** Takes no more letters; those on the way go on. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  onApplicationShutdown(): void {
    this.post?.close();
  }

  private async round(): Promise<{ count: number; more?: boolean }> {
    const { post } = this;
    if (!post || this.stopping || !(await this.due())) return { count: 0 };
    const round: Round = { id: newId(), serverAway: false, taken: 0, delivered: 0 };
    await this.db.alone(roundLock(round.id), () => inLanes(post.lanes, () => this.lane(post, round)));
    return { count: round.delivered, more: round.taken >= BATCH && !round.serverAway && !this.stopping };
  }

  private async lane(post: Post, round: Round): Promise<void> {
    while (!this.stopping && !round.serverAway && round.taken < BATCH) {
      round.taken += 1;
      const letter = await this.take(round);
      if (!letter) return;
      const result = await this.attempt(post, letter, round);
      await this.record(post, letter, round, result);
    }
  }

  private async due(): Promise<boolean> {
    return (await this.db.row(`SELECT 1 FROM letter WHERE state = 'queued' AND next_attempt_at <= $1 LIMIT 1`, [this.clock.now()])) !== null;
  }

  private async take(round: Round): Promise<Letter | null> {
    const now = this.clock.now();
    return this.db.separately(async () => {
      const [row] = await this.db.change<{ id: string }>(
        `UPDATE letter SET state = 'sending', attempt_id = $1, attempts = attempts + 1, first_attempt_at = COALESCE(first_attempt_at, $2),
           next_attempt_at = NULL, handed_over_at = NULL, server_away = false
         WHERE id = (SELECT id FROM letter WHERE state = 'queued' AND next_attempt_at <= $2 ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [round.id, now],
      );
      return row ? this.db.repository(Letter).findOneByOrFail({ id: row.id }) : null;
    });
  }

  private async attempt(post: Post, letter: Letter, round: Round): Promise<PostResult> {
    try {
      return await post.send(letter, await this.files.of(letter.id), () => this.handOver(letter, round));
    } catch (error) {
      // A file the storage does not give now.
      return { kind: 'later', reason: (error as Error).message, serverAway: false, doubtful: false };
    }
  }

  /** The point of no return, committed before the last byte goes out. */
  private async handOver(letter: Letter, round: Round): Promise<void> {
    const own = await this.db.separately(() =>
      this.db.change(`UPDATE letter SET handed_over_at = $3 WHERE id = $1 AND attempt_id = $2 AND state = 'sending' RETURNING id`, [
        letter.id, round.id, this.clock.now(),
      ]),
    );
    if (own.length === 0) throw new NotOurs('The letter was taken over by another worker');
  }

  private async record(post: Post, letter: Letter, round: Round, result: PostResult): Promise<void> {
    const changes = this.changes(post, letter, result);
    if (!changes) return;
    if (result.kind !== 'accepted') this.logger.warn(`Letter ${letter.id}, attempt ${letter.attempts}: ${changes.state}; ${changes.lastError}`);
    for (let recording = 1; ; recording += 1) {
      try {
        await this.settle.attempt(letter.id, round.id, changes);
        break;
      } catch (error) {
        // The server has answered, and the answer must not be lost with a moment of PostgreSQL.
        if (recording === RECORDINGS) throw error;
        await new Promise((done) => setTimeout(done, RECORDING_PAUSE_MS * 2 ** recording));
      }
    }
    if (result.kind === 'later' && result.serverAway) round.serverAway = true;
    if (result.kind !== 'accepted') return;
    round.delivered += 1;
    if (round.delivered === 1) await this.callBack();
  }

  /** The server answers again: what waited for it need not wait out its pause. */
  private async callBack(): Promise<void> {
    await this.db.separately(() =>
      this.db.change(`UPDATE letter SET next_attempt_at = $1 WHERE state = 'queued' AND server_away AND next_attempt_at > $1`, [this.clock.now()]),
    );
  }

  private changes(post: Post, letter: Letter, result: PostResult): Parameters<SettleLetter['attempt']>[2] | null {
    const { transport } = post;
    const now = this.clock.now();
    switch (result.kind) {
      case 'not-ours':
        return null;
      case 'accepted':
        return { state: 'sent', sentAt: now, response: result.response, lastError: null, serverAway: false, transport };
      case 'refused':
        return { state: 'failed', lastError: result.reason, transport };
      case 'unknown':
        return { state: 'uncertain', lastError: result.reason, doubtful: true, transport };
      case 'later': {
        const at = nextAttempt(letter.attempts, letter.firstAttemptAt ?? now, now, result.serverAway, this.config.MAIL_GIVE_UP_HOURS);
        const doubtful = letter.doubtful || result.doubtful;
        const said = { lastError: result.reason, doubtful, transport };
        return at ? { state: 'queued', nextAttemptAt: at, serverAway: result.serverAway, ...said } : { state: 'failed', ...said };
      }
    }
  }
}
