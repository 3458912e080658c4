import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { checkVersion } from '../platform/http/index.js';
import { defaultPreference, NotificationPreference } from './preference.entity.js';

/** How people want to be told. */
@Injectable()
export class Preferences {
  constructor(private readonly db: Database) {}

  /** A user's wishes; the defaults, version 0, for somebody who has said nothing. */
  async of(userId: string): Promise<NotificationPreference> {
    return (await this.db.reader.getRepository(NotificationPreference).findOneBy({ userId })) ?? defaultPreference(userId);
  }

  /**
   * Changes some of a user's wishes.
   * @param expectedVersion the version the user last saw (`If-Match`), or null.
   * @throws DomainError `precondition.failed` when they have changed since.
   */
  change(userId: string, wishes: Partial<Omit<NotificationPreference, 'userId' | 'version'>>, expectedVersion: number | null = null): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.inTurn(`notification-preference:${userId}`);
      const present = await this.of(userId);
      await checkVersion(expectedVersion, present.version, () => present);
      await this.db.repository(NotificationPreference).upsert({ ...present, ...wishes, version: present.version + 1 }, ['userId']);
    });
  }
}
