import { Injectable } from '@nestjs/common';
import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { Transactions } from './transactions.js';

const NEEDS_TRANSACTION = 'Writing needs an open transaction (Database.transaction)';

/**
 * The one way to the tables. Inside an act everything goes through the act's own transaction;
 * writing outside one is a programming error.
 */
@Injectable()
export class Database {
  constructor(private readonly transactions: Transactions) {}

  /** Reads: the current transaction if there is one, else a connection of the pool. */
  get reader(): EntityManager {
    return this.transactions.manager ?? this.transactions.pool;
  }

  /**
   * Writes: the current act's transaction.
   * @throws Error when no transaction is open.
   */
  get writer(): EntityManager {
    const { manager } = this.transactions;
    if (!manager) throw new Error(NEEDS_TRANSACTION);
    return manager;
  }

  /** The writing repository of one entity. */
  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.writer.getRepository(entity);
  }

  /** Rows of a reading SQL statement. */
  async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return (await this.transactions.query(sql, [...parameters])) as T[];
  }

  /** The only row of a reading SQL statement, or null. */
  async row<T>(sql: string, parameters: readonly unknown[] = []): Promise<T | null> {
    const [first] = await this.rows<T>(sql, parameters);
    return first ?? null;
  }

  /**
   * Rows of a reading SQL statement, `size` at a time in its own order and of one moment: however many they are, few are in memory.
   * @param take gets each lot; once it returns `'enough'` no more are read.
   */
  scan<T>(sql: string, parameters: readonly unknown[], size: number, take: (rows: readonly T[]) => void | 'enough'): Promise<void> {
    return this.separately(async () => {
      await this.rows(`DECLARE scan NO SCROLL CURSOR FOR ${sql}`, parameters);
      for (let lot = size; lot === size; ) {
        const rows = await this.rows<T>(`FETCH ${size} FROM scan`);
        lot = rows.length;
        if (lot > 0 && take(rows) === 'enough') return;
      }
    });
  }

  /**
   * Rows a writing SQL statement returns (`RETURNING`).
   * @throws Error when no transaction is open.
   */
  async change<T = unknown>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    if (!this.transactions.manager) throw new Error(NEEDS_TRANSACTION);
    return this.rows<T>(sql, parameters);
  }

  /** Runs `act` in the current transaction, or in a new one. */
  transaction<T>(act: () => Promise<T>): Promise<T> {
    return this.transactions.required(act);
  }

  /** Runs `act` in a transaction of its own, which stays even if the current one is rolled back. */
  separately<T>(act: () => Promise<T>): Promise<T> {
    return this.transactions.begin(act);
  }

  /**
   * Runs `act` in a transaction of its own in which each {@link transaction} is a savepoint: all commit together,
   * and one that fails and is caught undoes itself alone.
   */
  envelope<T>(act: () => Promise<T>): Promise<T> {
    return this.transactions.envelope(act);
  }

  /**
   * Waits for its turn: of the transactions that name the same, one goes at a time, until it ends. For what no row stands
   * for that could be locked, such as a thing that is not there yet.
   * @throws Error when no transaction is open.
   */
  async inTurn(name: string): Promise<void> {
    await this.change(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [name]);
  }

  /**
   * Runs `act` while no other process runs one of the same `name`; it holds one connection meanwhile. A process that is
   * killed lets go at once. The lock orders work, it does not guard data: `act` may outlive a lost connection.
   * @returns what `act` returns, or null when somebody else is at it.
   */
  alone<T>(name: string, act: () => Promise<T>): Promise<T | null> {
    return this.transactions.alone(name, act);
  }

  /** Connections of the pool: open, idle, and requests waiting for one. */
  poolUse(): { total: number; idle: number; waiting: number } {
    const { master } = this.transactions.pool.dataSource.driver as unknown as { master: { totalCount: number; idleCount: number; waitingCount: number } };
    return { total: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
  }

  /** Migrations this process knows of that the database has not seen. */
  async pendingMigrations(): Promise<string[]> {
    const done = new Set((await this.rows<{ name: string }>(`SELECT name FROM migrations`)).map((row) => row.name));
    return migrations.map((migration) => migration.name).filter((name) => !done.has(name));
  }

  /**
   * Runs `hook` once the current transaction has committed; not at all if it is rolled back.
   * For wake-ups only: what must not be lost is a row of the transaction itself.
   */
  afterCommit(hook: () => void): void {
    this.transactions.afterCommit(hook);
  }
}
