import { Inject, Injectable } from '@nestjs/common';
import { type Actor, UserAccount } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { isoOffset } from '../platform/http/index.js';
import { newSecret, sha256 } from '../platform/ids/index.js';
import { CalendarLink } from './calendar-link.entity.js';
import type { CalendarLinkView } from './content-plan.schemas.js';

const WRITERS = ['executor', 'committee'] as const;

/**
 * Private addresses of calendar feeds: calendar programs cannot sign in, so the address itself is the secret. Only its
 * hash is kept; what it shows is what its person may see at that moment, and nothing once they are disabled.
 */
@Injectable()
export class CalendarLinks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Gives the person an address, shown this once; a former one is out of use from now on. */
  async create({ userId }: Actor): Promise<CalendarLinkView> {
    if (userId === null) throw new Error('A calendar link needs a person');
    const secret = newSecret();
    const createdAt = this.clock.now();
    await this.db.transaction(() => this.db.repository(CalendarLink).upsert({ userId, secretHash: sha256(secret), createdAt }, ['userId']));
    return { url: new URL(`/api/v1/content-plans/calendar/${secret}.ics`, this.config.PUBLIC_URL).href, createdAt: isoOffset(createdAt) };
  }

  /** Puts the person's address out of use, if there is one. */
  async revoke({ userId }: Actor): Promise<void> {
    await this.db.transaction(() => this.db.change('DELETE FROM content_plan_calendar_link WHERE user_id = $1', [userId]));
  }

  /** Whose address it is, as an actor. @throws DomainError `not-found` for one that is not in use. */
  async actorOf(secret: string): Promise<Actor> {
    const link = await this.db.reader.getRepository(CalendarLink).findOneBy({ secretHash: sha256(secret) });
    const user = link && (await this.db.reader.getRepository(UserAccount).findOneBy({ id: link.userId }));
    const roles = user?.roles.filter((role) => WRITERS.some((writer) => writer === role)) ?? [];
    if (!user || user.disabledAt !== null || roles.length === 0) throw notFound('calendar', '…');
    return { userId: user.id, roles, authorityId: user.authorityId, channel: 'api' };
  }
}
