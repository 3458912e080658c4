import { Injectable } from '@nestjs/common';
import { Scheduled } from '../platform/jobs/index.js';
import { DispatchEvents } from './dispatch-events.js';
import { MorningLists } from './morning-lists.js';
import { SendNotices } from './send-notices.js';

/** What happens by itself: the log is read on, what is due becomes letters, mornings come. */
@Injectable()
export class NotificationRounds {
  constructor(
    private readonly dispatch: DispatchEvents,
    private readonly send: SendNotices,
    private readonly mornings: MorningLists,
  ) {}

  /** One round: every event that is certain, every notice that is due. */
  @Scheduled('notifications.round')
  async execute(): Promise<void> {
    await this.dispatch.execute();
    await this.send.execute();
  }

  @Scheduled('notifications.morning')
  async morning(): Promise<void> {
    await this.mornings.execute();
  }
}
