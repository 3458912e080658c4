import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule, RemovedCommentsModule } from '../accounts/index.js';
import { CalendarModule } from '../calendar/index.js';
import { DocumentsModule } from '../documents/index.js';
import { ContentPlansModule } from '../content-plans/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { IntakeModule } from '../intake/index.js';
import { MailboxModule } from '../mailbox/index.js';
import { MovableClock } from '../platform/clock/index.js';
import { HomeLinks } from '../platform/home/index.js';
import { PublishingModule } from '../publishing/index.js';
import { RegulationModule } from '../regulation/index.js';
import { DemoClockController } from './clock/clock.controller.js';
import { ClockSteps } from './clock/clock-steps.js';
import { FiredMarks } from './clock/fired-marks.js';
import { MoveClock } from './clock/move-clock.js';
import { ReadClock } from './clock/read-clock.js';
import { DemoState } from './demo-state.js';
import { DemoMailController } from './mail/demo-mail.controller.js';
import { DemoMailboxes } from './mail/demo-mailboxes.js';
import { MatterReader } from './town/matter.js';
import { Office } from './town/office.js';
import { Officials } from './town/officials.js';
import { Paperwork } from './town/paperwork.js';
import { TownCredentials } from './town/town-credentials.js';
import { TownQueue } from './town/queue.js';
import { TownWalls } from './town/walls.js';
import { TownPlans } from './town/plans.js';
import { Town } from './town/town.js';
import { DemoVkController } from './vk/demo-vk.controller.js';
import { DemoVk } from './vk/demo-vk.js';

/** The demo: a clock that can be moved and an invented town. No map of a real installation holds it. */
@Module({})
export class DemoModule {
  constructor(home: HomeLinks) {
    home.register({ href: '/demo/mail', name: 'Почта демонстрации', about: 'Письма всем участникам: прочитать и ответить, как ответил бы человек' });
  }

  /**
   * @param clock the application's own clock.
   * @param vk the VK the demo publishes to; without it networks are worked by hand.
   */
  static with(clock: MovableClock, state: DemoState, vk: DemoVk | null = null): DynamicModule {
    return {
      module: DemoModule,
      imports: [AccountsModule, CalendarModule, ContentPlansModule, DocumentsModule, IncidentsModule, IntakeModule, MailboxModule, PublishingModule, RegulationModule, RemovedCommentsModule],
      controllers: [DemoClockController, DemoMailController, ...(vk ? [DemoVkController] : [])],
      providers: [
        { provide: MovableClock, useValue: clock },
        { provide: DemoState, useValue: state },
        ...(vk ? [{ provide: DemoVk, useValue: vk }] : []),
        ReadClock,
        ClockSteps,
        FiredMarks,
        MoveClock,
        DemoMailboxes,
        Officials,
        Paperwork,
        MatterReader,
        Office,
        Town,
        TownPlans,
        TownCredentials,
        TownQueue,
        TownWalls,
      ],
    };
  }
}
