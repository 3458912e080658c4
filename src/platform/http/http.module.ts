import { Inject, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config/index.js';
import { SecretsModule } from '../secrets/index.js';
import { ETagInterceptor } from './etag.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { IdempotencyInterceptor, IdempotencyPurge } from './idempotency.js';
import { wordMomentsIn } from '../russian/index.js';
import { showInstantsIn } from './instants.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

/** What every route gets: validation by schema, problem documents, entity tags, repeatable POSTs. */
@Module({
  imports: [SecretsModule, TypeOrmModule.forFeature([IdempotencyKey])],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    // Outermost first: the kept answer of a repeatable POST includes its entity tag.
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: ETagInterceptor },
    IdempotencyPurge,
  ],
})
export class HttpModule {
  constructor(@Inject(CONFIG) config: Config) {
    showInstantsIn(config.TIME_ZONE);
    wordMomentsIn(config.TIME_ZONE);
  }
}
