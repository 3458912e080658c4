import { CreateUser, type NewUser, type Role, Sessions, systemActor, UserAccount } from '../../src/identity/index.js';
import { Clock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import type { TestApp } from './app.js';

/** Somebody signed in: `t.http.get('/api/v1/me').set(person.auth)`. */
export interface Person {
  userId: string;
  sessionId: string;
  token: string;
  auth: { authorization: string };
}

interface Options {
  roles: Role[];
  /** Needed for an executor. */
  authorityId?: string | null;
  email?: string;
  surname?: string;
  name?: string;
  patronymic?: string | null;
  /** False for a session with the configured limits; by default it outlives every move of the clock. */
  lasting?: boolean;
}

const FOR_EVER = '2199-01-01T00:00:00Z';

/** Creates a user and a session straight away, without paying for a password; the user cannot sign in with one. */
export async function signIn(t: Pick<TestApp, 'get'>, options: Options): Promise<Person> {
  const db = t.get(Database);
  const at = t.get(Clock).now();
  const userId = newId();
  const session = await db.separately(async () => {
    await db.repository(UserAccount).insert({
      id: userId,
      email: (options.email ?? `${userId}@test.invalid`).toLowerCase(),
      passwordHash: '!',
      surname: options.surname ?? 'Проверкин',
      name: options.name ?? 'Пётр',
      patronymic: options.patronymic ?? null,
      roles: options.roles,
      authorityId: options.authorityId ?? null,
      passwordChangedAt: at,
      createdAt: at,
    });
    const opened = await t.get(Sessions).open(userId, { ip: '127.0.0.1', userAgent: 'test' });
    if (options.lasting !== false) {
      await db.change(`UPDATE session SET last_used_at = $2, expires_at = $2 WHERE id = $1`, [opened.id, FOR_EVER]);
    }
    return opened;
  });
  return { userId, sessionId: session.id, token: session.token, auth: { authorization: `Bearer ${session.token}` } };
}

/** Somebody who can sign in with a password. */
export interface Member {
  userId: string;
  email: string;
  password: string;
}

/** Creates a user the way the product does, password and all (some 20 ms); see {@link signIn} for the fast way. */
export async function createMember(t: Pick<TestApp, 'get'>, user: Partial<NewUser> = {}): Promise<Member> {
  const member = { email: `${newId()}@test.invalid`, password: 'Тихий Амур в июне', ...user };
  const person = { surname: 'Проверкин', name: 'Пётр', roles: ['curator'] satisfies Role[] };
  const userId = await t.get(CreateUser).execute(systemActor, { ...person, ...member });
  return { userId, email: member.email, password: member.password };
}
