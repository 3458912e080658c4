import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventLog } from './event-log.js';
import { Event } from './event.entity.js';

/** The append-only event log: history of everything, and the feed of changes. */
@Global()
@Module({ imports: [TypeOrmModule.forFeature([Event])], providers: [EventLog], exports: [EventLog] })
export class EventsModule {}
