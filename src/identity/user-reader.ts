import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../platform/http/index.js';
import type { PersonView, SessionView, UsersQuery, UserView } from './identity.schemas.js';
import { Sessions } from './sessions.js';
import { UserAccount } from './user-account.entity.js';

/** Reads users as people see them. */
@Injectable()
export class UserReader {
  constructor(
    private readonly db: Database,
    private readonly sessions: Sessions,
  ) {}

  /** A person as they see themselves. */
  async person(id: string): Promise<PersonView> {
    return personOf(await this.find(id));
  }

  /** A user as an administrator sees them. @throws DomainError `not-found`. */
  async view(id: string): Promise<UserView> {
    return viewOf(await this.find(id));
  }

  /** Users in order of their e-mail. */
  async list({ q, role, authorityId, state, cursor, limit }: UsersQuery): Promise<Page<UserView>> {
    const users = this.db.reader.getRepository(UserAccount).createQueryBuilder('u').orderBy('u.email').take(limit + 1);
    const fragment = `%${q?.replaceAll(/[\\%_]/g, '\\$&')}%`;
    if (q) users.andWhere(`concat_ws(' ', u.surname, u.name, u.patronymic, u.email) ILIKE :fragment`, { fragment });
    if (role) users.andWhere(':role = ANY (u.roles)', { role });
    if (authorityId) users.andWhere('u.authorityId = :authorityId', { authorityId });
    if (state !== 'all') users.andWhere(`u.disabledAt IS ${state === 'active' ? '' : 'NOT '}NULL`);
    if (cursor) users.andWhere('u.email > :after', { after: decodeCursor(cursor, z.tuple([z.string()]))[0] });
    return toPage(await users.getMany(), limit, (user) => [user.email], viewOf);
  }

  /** A user's live sessions, last used first. */
  async sessionsOf(userId: string, currentId: string | undefined): Promise<SessionView[]> {
    const sessions = await this.sessions.of(userId);
    return sessions.map(({ id, createdAt, lastUsedAt, expiresAt, ip, userAgent }) => ({
      id,
      current: id === currentId,
      createdAt: isoOffset(createdAt),
      lastUsedAt: isoOffset(lastUsedAt),
      expiresAt: isoOffset(expiresAt),
      ip,
      userAgent,
    }));
  }

  private async find(id: string): Promise<UserAccount> {
    const user = await this.db.reader.getRepository(UserAccount).findOneBy({ id });
    if (!user) throw notFound('user', id);
    return user;
  }
}

function personOf(user: UserAccount): PersonView {
  const { id, email, surname, name, patronymic, roles, authorityId, totpEnabled, mustChangePassword } = user;
  return { id, email, surname, name, patronymic, roles, authorityId, totpEnabled, mustChangePassword };
}

const viewOf = (user: UserAccount): UserView => ({
  ...personOf(user),
  failedLogins: user.failedLogins,
  lockedUntil: isoOffset(user.lockedUntil),
  disabledAt: isoOffset(user.disabledAt),
  passwordChangedAt: isoOffset(user.passwordChangedAt),
  createdAt: isoOffset(user.createdAt),
  version: user.version,
});
