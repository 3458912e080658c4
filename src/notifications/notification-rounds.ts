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

  /**
   * The next stretch of the log, and every notice that is due.
   * @returns whether the log goes on.
   */
  @Scheduled('notifications.round')
  async round(): Promise<boolean> {
    const more = await this.dispatch.execute();
    await this.send.execute();
    return more;
  }

  /** Every event that is certain, every notice that is due. */
  async execute(): Promise<void> {
    while (await this.round());
  }

  @Scheduled('notifications.morning')
  async morning(): Promise<void> {
    await this.mornings.execute();
  }
}
