import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '../calendar/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { SecretsModule } from '../platform/secrets/index.js';
import { RegulationModule } from '../regulation/index.js';
import { Audiences } from './audiences.js';
import { ComposeLetter } from './compose-letter.js';
import { DispatchEvents } from './dispatch-events.js';
import { MorningLists } from './morning-lists.js';
import { NoticeContexts } from './notice-contexts.js';
import { MorningList, Notice, NotificationCursor } from './notice.entity.js';
import { NotificationRounds } from './notification-rounds.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationPreference } from './preference.entity.js';
import { Preferences } from './preferences.js';
import { SendNotices } from './send-notices.js';
import { TellOfLetters } from './tell-of-letters.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { Unsubscribe } from './unsubscribe.js';

/** Domain events → letters to people. */
@Module({
  imports: [
    CalendarModule, IncidentsModule, RegulationModule, SecretsModule,
    TypeOrmModule.forFeature([Notice, NotificationCursor, MorningList, NotificationPreference]),
  ],
  controllers: [NotificationsController, UnsubscribeController],
  providers: [
    Preferences, Unsubscribe, Audiences, NoticeContexts, ComposeLetter, DispatchEvents, SendNotices, MorningLists, NotificationRounds, TellOfLetters,
  ],
  exports: [NotificationRounds, MorningLists],
})
export class NotificationsModule {}
