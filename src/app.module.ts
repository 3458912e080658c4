import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AcknowledgementsModule } from './acknowledgements/index.js';
import { AccountsModule, RemovedCommentsModule } from './accounts/index.js';
import { AttachmentsModule } from './attachments/index.js';
import type { Config } from './platform/config/index.js';
import { CalendarModule } from './calendar/index.js';
import { ContentPlansModule } from './content-plans/index.js';
import { DocumentsModule } from './documents/index.js';
import { ImportModule, IncidentsModule, SuggestionsModule } from './incidents/index.js';
import { ConfigModule } from './platform/config/index.js';
import { ClockModule, type Clock } from './platform/clock/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { ExecutorsModule } from './executors/index.js';
import { EventsModule } from './platform/events/index.js';
import { FeedModule } from './feed/index.js';
import { HealthModule } from './platform/health/index.js';
import { HomeModule } from './platform/home/index.js';
import { HttpModule } from './platform/http/index.js';
import { IdentityModule } from './identity/index.js';
import { IntakeModule } from './intake/index.js';
import { JobsModule, type QueueBackend } from './platform/jobs/index.js';
import { MailboxModule } from './mailbox/index.js';
import { MailModule } from './platform/mail/index.js';
import { SafeFetchModule } from './platform/safe-fetch/index.js';
import { NotificationsModule } from './notifications/index.js';
import { TemplatesModule } from './platform/templates/index.js';
import { RemindersModule } from './platform/reminders/index.js';
import { NetworksModule } from './networks/index.js';
import { ReportingModule } from './reporting/index.js';
import { RegulationModule } from './regulation/index.js';

/** What a process of the product stands on; given by `main`, the demo or a test. */
export interface Foundations {
  config: Config;
  clock: Clock;
  databaseUrl: string;
  queues: QueueBackend;
  /** Where log lines go instead of standard output. */
  logTo?: { write: (line: string) => void };
  /** Modules the demo or a test adds to the map. */
  extra?: readonly (Type | DynamicModule)[];
}

/** The map of the product: every module, in the order they stand on each other. */
@Module({})
export class AppModule {
  static on({ config, clock, databaseUrl, queues, extra = [] }: Foundations): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        ClockModule.with(clock),
        DatabaseModule.forUrl(databaseUrl, config.DATABASE_POOL),
        EventsModule,
        RemindersModule,
        JobsModule.on(queues),
        HttpModule,
        TemplatesModule,
        SafeFetchModule,
        HealthModule,
        HomeModule,
        MailModule,
        AcknowledgementsModule,
        CalendarModule,
        IdentityModule,
        RegulationModule,
        NetworksModule,
        ExecutorsModule,
        AccountsModule,
        AttachmentsModule,
        RemovedCommentsModule,
        DocumentsModule,
        IncidentsModule,
        ImportModule,
        ContentPlansModule,
        SuggestionsModule,
        IntakeModule,
        MailboxModule,
        ReportingModule,
        FeedModule,
        NotificationsModule,
        ...extra,
      ],
    };
  }
}
