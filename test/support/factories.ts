import { InventedAccounts } from '../../src/accounts/index.js';
import { topicsEdition } from '../../src/executors/data/topics.js';
import { authorityId, CreateContact, locationId, topicId } from '../../src/executors/index.js';
import { type Role, systemActor } from '../../src/identity/index.js';
import type { TestApp } from './app.js';
import { type Person as SignedIn, signIn } from './people.js';

/** Ids of the reference data, the same in every database. */
export const seedIds = {
  /** An authority by its code, e.g. `min-zhkh`, `go-khabarovsk`. */
  authority: authorityId,
  /** A topic of the seeded edition, e.g. `g01-t01`. */
  topic: (code: string): string => topicId(topicsEdition.id, code),
  /** A location by its 8-digit OKTMO, e.g. `08701000` for Khabarovsk. */
  location: locationId,
};

/** Somebody signed in, and where they belong. */
export interface Person extends SignedIn {
  authorityId: string | null;
  email: string;
}

/** A signed-in person who is a contact of the directory too. */
export interface ContactPerson extends Person {
  contactId: string;
  authorityId: string;
}

interface Who {
  surname?: string;
  name?: string;
  patronymic?: string | null;
  email?: string;
}

let number = 0;

/** A signed-in person who is no contact. */
export async function createPerson(t: TestApp, options: Who & { role: Role; authorityCode?: string }): Promise<Person> {
  const { role, authorityCode, ...who } = options;
  number += 1;
  const email = who.email ?? `person-${number}@test.example`;
  const id = authorityCode ? authorityId(authorityCode) : null;
  const person = await signIn(t, { roles: [role], authorityId: id, ...who, email });
  return { ...person, authorityId: id, email };
}

/** A signed-in executor of an authority, named in the directory (D-4). */
export const createExecutor = (t: TestApp, options: Who & { authorityCode: string }): Promise<ContactPerson> =>
  contact(t, 'executor', options);

/** A signed-in curator, named in the directory (D-2.2). */
export const createCurator = (t: TestApp, options: Who & { authorityCode?: string } = {}): Promise<ContactPerson> =>
  contact(t, 'curator', { authorityCode: 'gu-vnutr-politiki', ...options });

/** The invented accounts of the demo: `min-zdrav` has all four, `upr-lesami` VK alone, `min-fin` none. */
export const createAccounts = (t: TestApp): Promise<void> => t.get(InventedAccounts).load();

async function contact(t: TestApp, duty: 'executor' | 'curator', options: Who & { authorityCode: string }) {
  const { surname = duty === 'executor' ? 'Исполнителева' : 'Кураторова', name = 'Анна', patronymic = null } = options;
  const person = await createPerson(t, { ...options, surname, name, patronymic, role: duty });
  const contactId = await t.get(CreateContact).execute(systemActor, duty, {
    authorityId: authorityId(options.authorityCode), surname, name, patronymic, position: 'консультант',
    phone: '+74212000000', email: person.email, userId: person.userId,
  });
  return { ...person, contactId, authorityId: authorityId(options.authorityCode) };
}
