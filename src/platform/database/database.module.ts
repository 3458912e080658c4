import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { Transactions } from './transactions.js';

/** Connects TypeORM to `url`; everything reads and writes through {@link Database}. */
@Global()
@Module({})
export class DatabaseModule {
  static forUrl(url: string, pool: number): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url, { pool }), autoLoadEntities: true })],
      providers: [Transactions, Database],
      exports: [Database],
    };
  }
}
