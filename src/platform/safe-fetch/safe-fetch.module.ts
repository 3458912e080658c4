import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Addresses, resolveByDns } from './addresses.js';
import { Robots } from './robots.js';
import { SafeFetch } from './safe-fetch.js';
import { realTimers, TIMERS } from './timers.js';

/** Reading of foreign pages, without reaching anything of our own network. */
@Global()
@Module({
  providers: [
    SafeFetch, Robots,
    { provide: TIMERS, useValue: realTimers },
    { provide: Addresses, inject: [CONFIG], useFactory: ({ SAFE_FETCH_ALLOW }: Config) => new Addresses(resolveByDns, SAFE_FETCH_ALLOW) },
  ],
  exports: [SafeFetch, Robots],
})
export class SafeFetchModule {}
