import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { newId, newSecret, sha256 } from '../platform/ids/index.js';
import type { Role } from './actor.js';
import { Session } from './session.entity.js';

/** Where a request came from. */
export interface Origin {
  ip?: string | null;
  userAgent?: string | null;
}

/** A session just opened; the token is shown this once. */
export interface OpenedSession {
  id: string;
  token: string;
  expiresAt: Date;
}

/** A live session with what its user may do now. */
export interface LiveSession {
  id: string;
  userId: string;
  roles: Role[];
  authorityId: string | null;
  mustChangePassword: boolean;
  lastUsedAt: Date;
}

const MINUTE = 60_000;

/** Opaque tokens and the sessions behind them. Only a token's SHA-256 is stored. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a session of a user; needs an open transaction. */
  async open(userId: string, from: Origin = {}): Promise<OpenedSession> {
    const at = this.clock.now();
    const expiresAt = new Date(at.getTime() + this.config.SESSION_ABSOLUTE_HOURS * 60 * MINUTE);
    const opened = { id: newId(), token: newSecret(), expiresAt };
    await this.db.repository(Session).insert({
      id: opened.id,
      userId,
      tokenHash: sha256(opened.token),
      createdAt: at,
      lastUsedAt: at,
      expiresAt: opened.expiresAt,
      ip: from.ip ?? null,
      userAgent: from.userAgent?.slice(0, 300) ?? null,
    });
    return opened;
  }

  /** The live session of a token with its user's roles and authority as they are now, in one statement; else null. */
  async find(token: string): Promise<LiveSession | null> {
    const now = this.clock.now();
    return this.db.row<LiveSession>(
      `SELECT s.id, s.last_used_at AS "lastUsedAt", u.id AS "userId", u.roles, u.authority_id AS "authorityId",
              u.must_change_password AS "mustChangePassword"
       FROM session s JOIN user_account u ON u.id = s.user_id
       WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_used_at > $3
         AND u.disabled_at IS NULL`,
      [sha256(token), now, this.idleSince(now)],
    );
  }

  /** Moves the idle limit on, writing at most once a minute: a session may end up to a minute early, never late. */
  async touch(session: LiveSession): Promise<void> {
    const now = this.clock.now();
    const stale = new Date(now.getTime() - MINUTE);
    if (session.lastUsedAt > stale) return;
    const sql = `UPDATE session SET last_used_at = $2 WHERE id = $1 AND last_used_at <= $3`;
    await this.db.transaction(() => this.db.change(sql, [session.id, now, stale]));
  }

  /** Live sessions of a user, last used first. */
  async of(userId: string): Promise<Session[]> {
    const now = this.clock.now();
    return this.db.reader
      .getRepository(Session)
      .createQueryBuilder('s')
      .where('s.userId = :userId AND s.revokedAt IS NULL AND s.expiresAt > :now AND s.lastUsedAt > :idle', {
        userId, now, idle: this.idleSince(now),
      })
      .orderBy('s.lastUsedAt', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .getMany();
  }

  /** Ends one session of a user; false when there is no such live session. */
  async revoke(userId: string, id: string): Promise<boolean> {
    const ended = await this.db.change(
      `UPDATE session SET revoked_at = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id`,
      [id, userId, this.clock.now()],
    );
    return ended.length === 1;
  }

  /** Ends all of a user's sessions, except one if it is named; returns how many ended. */
  async revokeAll(userId: string, except: string | null = null): Promise<number> {
    const ended = await this.db.change(
      `UPDATE session SET revoked_at = $2
       WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND id IS DISTINCT FROM $3::uuid RETURNING id`,
      [userId, this.clock.now(), except],
    );
    return ended.length;
  }

  /** Moves the limits of live sessions on by as much as the clock itself is moved: a jump of time signs nobody out. */
  async moveOn(ms: number): Promise<void> {
    const now = this.clock.now();
    await this.db.change(
      `UPDATE session SET last_used_at = last_used_at + $1 * interval '1 millisecond',
                          expires_at = expires_at + $1 * interval '1 millisecond'
       WHERE revoked_at IS NULL AND expires_at > $2 AND last_used_at > $3`,
      [ms, now, this.idleSince(now)],
    );
  }

  private idleSince(now: Date): Date {
    return new Date(now.getTime() - this.config.SESSION_IDLE_MINUTES * MINUTE);
  }
}
