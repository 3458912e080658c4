import { type DynamicModule, Global, Logger, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { JOB_LOG } from './job-log.js';
import { JobQueue, QUEUE_BACKEND } from './job-queue.js';
import { JobWorker } from './job-worker.js';
import { MarkedMethods } from './marked-methods.js';
import type { QueueBackend } from './queue-backend.js';
import { Timekeeper } from './timekeeper.js';

/** Durable jobs and the timetable, on the queue backend given. */
@Global()
@Module({})
export class JobsModule {
  static on(backend: QueueBackend): DynamicModule {
    return {
      module: JobsModule,
      imports: [DiscoveryModule, ScheduleModule.forRoot()],
      providers: [
        { provide: QUEUE_BACKEND, useValue: backend },
        { provide: JOB_LOG, useValue: new Logger('Jobs') },
        MarkedMethods,
        JobQueue,
        JobWorker,
        Timekeeper,
      ],
      exports: [JobQueue],
    };
  }
}
