import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Reminder } from './reminder.entity.js';
import { Reminders } from './reminders.js';

/** Reminders given exactly once. */
@Global()
@Module({ imports: [TypeOrmModule.forFeature([Reminder])], providers: [Reminders], exports: [Reminders] })
export class RemindersModule {}
