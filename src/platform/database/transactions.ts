import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource, type EntityManager, QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

interface Transaction {
  manager: EntityManager;
  afterCommit: (() => void)[];
  /** An envelope around acts: each act inside is a savepoint, so that its failure undoes that act and no more. */
  envelope: boolean;
}

/**
 * One transaction per act: whatever runs inside `required` shares one, without it being passed along.
 * Several applications in one process (tests) do not see each other's.
 */
@Injectable()
export class Transactions {
  private readonly current = new AsyncLocalStorage<Transaction>();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The open transaction's manager, or null. */
  get manager(): EntityManager | null {
    return this.current.getStore()?.manager ?? null;
  }

  /** A connection of the pool for reading outside a transaction. */
  get pool(): EntityManager {
    return this.dataSource.manager;
  }

  /**
   * Rows of a statement, or those it returns: in the open transaction, else on any connection of the pool. Straight to the
   * driver, for what TypeORM does around a statement costs as much processor time as the driver itself.
   * @throws QueryFailedError as TypeORM would.
   */
  async query(sql: string, parameters: unknown[]): Promise<unknown[]> {
    const runner = this.current.getStore()?.manager.queryRunner;
    // TypeORM lets go of a connection that breaks; it would hand out another one, outside the transaction.
    if (runner?.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const connection = runner ? ((await runner.connect()) as pg.PoolClient) : (this.dataSource.driver as unknown as { master: pg.Pool }).master;
    try {
      return (await connection.query(sql, parameters)).rows;
    } catch (error) {
      throw error instanceof pg.DatabaseError ? new QueryFailedError(sql, parameters, error) : error;
    }
  }

  /** Runs `act` in the open transaction, or in a new one. */
  required<T>(act: () => Promise<T>): Promise<T> {
    const transaction = this.current.getStore();
    if (!transaction) return this.begin(act);
    return transaction.envelope ? this.savepoint(transaction, act) : act();
  }

  /** Runs `act` in a transaction of its own; hooks of {@link afterCommit} run once it has committed. */
  begin<T>(act: () => Promise<T>): Promise<T> {
    return this.open(act, false);
  }

  /**
   * Runs `act` in a transaction whose inner acts are savepoints: an act that fails and is caught by its caller
   * leaves the transaction usable, just as it would without the envelope.
   */
  envelope<T>(act: () => Promise<T>): Promise<T> {
    return this.open(act, true);
  }

  private async savepoint<T>({ manager, afterCommit }: Transaction, act: () => Promise<T>): Promise<T> {
    const hooks: (() => void)[] = [];
    const inner = { manager, afterCommit: hooks, envelope: false };
    const result = await manager.transaction(() => this.current.run(inner, act));
    afterCommit.push(...hooks);
    return result;
  }

  private async open<T>(act: () => Promise<T>, envelope: boolean): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.dataSource
      .transaction((manager) => this.current.run({ manager, afterCommit, envelope }, act))
      .catch((error: unknown) => {
        throw asLostConnection(error);
      });
    // Outside the context: what a hook starts must not believe itself inside the finished transaction.
    this.current.exit(() => afterCommit.forEach((hook) => hook()));
    return result;
  }

  /** Runs `hook` after the open transaction has committed. */
  afterCommit(hook: () => void): void {
    const transaction = this.current.getStore();
    if (!transaction) throw new Error('afterCommit needs an open transaction');
    transaction.afterCommit.push(hook);
  }

  /**
   * Runs `act` while no other process of the installation runs one of the same name: under an advisory lock of a
   * connection of its own, which PostgreSQL drops the moment the process that holds it is gone.
   * @returns what `act` returns, or null when somebody else is at it.
   */
  async alone<T>(name: string, act: () => Promise<T>): Promise<T | null> {
    const lock = this.dataSource.createQueryRunner();
    try {
      // A machine that is cut off never says good-bye: half a minute of silence ends its connection.
      await lock.query(`SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4`);
      const [{ taken }] = (await lock.query(`SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken`, [name])) as [{ taken: boolean }];
      if (!taken) return null;
      try {
        return await act();
      } finally {
        // A lost connection has lost its lock already.
        await lock.query(`SELECT pg_advisory_unlock(hashtextextended($1, 0))`, [name]).catch(() => undefined);
      }
    } finally {
      await lock.release();
    }
  }
}

/** TypeORM lets go of a connection that breaks; whoever goes on in its transaction then hears only of that. */
function asLostConnection(error: unknown): unknown {
  const released = error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError;
  // 08006 is PostgreSQL's own code for it.
  return released ? Object.assign(new Error('The connection to the database was lost', { cause: error }), { code: '08006' }) : error;
}
