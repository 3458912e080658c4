import pg from 'pg';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { SnakeCaseNaming } from './naming.js';
import { readTimestamp } from './timestamps.js';
import { migrations } from '../../../migrations/index.js';

pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, readTimestamp);

type Entities = MixedList<NewableFunction | string>;

/** TypeORM's options for one database; the schema changes only through reviewed migrations. */
export function dataSourceOptions(url: string, options: { entities?: Entities; pool?: number } = {}): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: (options.entities ?? []) as Function[],
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    logging: false,
    poolSize: options.pool ?? 4,
    extra: { keepAlive: true },
    applicationName: 'otklik',
  };
}

/**
 * Brings a database's schema up to date, under an advisory lock so that several processes may start at once.
 * @returns names of the migrations that ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const dataSource = new DataSource(dataSourceOptions(url, { pool: 2 }));
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('otklik.migrate'))`);
    const ran = await dataSource.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext('otklik.migrate'))`).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}
