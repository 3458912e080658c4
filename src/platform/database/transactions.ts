import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

interface Transaction {
  manager: EntityManager;
  afterCommit: (() => void)[];
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

  /** Runs `act` in the open transaction, or in a new one. */
  required<T>(act: () => Promise<T>): Promise<T> {
    return this.current.getStore() ? act() : this.begin(act);
  }

  /** Runs `act` in a transaction of its own; hooks of {@link afterCommit} run once it has committed. */
  async begin<T>(act: () => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.dataSource.transaction((manager) => this.current.run({ manager, afterCommit }, act));
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
}
