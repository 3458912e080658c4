import { Injectable } from '@nestjs/common';
import { authorityId, CreateContact } from '../../executors/index.js';
import { type Actor, CreateUser, systemActor } from '../../identity/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { demoPeople, type DemoPerson } from '../data/index.js';

/** The password of every invented person; the demo listens on this machine alone, and prints it. */
export const DEMO_PASSWORD = 'otklik-demo-2020';

/** An invented person who can act. */
export interface Official extends DemoPerson {
  actor: Actor;
  /** Contact of the directory; null for those who are none. */
  contactId: string | null;
}

/** Enters the invented people: users for all, contacts of the directory for curators and executors (D-2.2, D-4). */
@Injectable()
export class Officials {
  constructor(
    private readonly createUser: CreateUser,
    private readonly createContact: CreateContact,
  ) {}

  /** Enters those that are not there yet; may be repeated. */
  async load(): Promise<Official[]> {
    const officials: Official[] = [];
    for (const person of demoPeople) officials.push(await this.one(person));
    return officials;
  }

  private async one(person: DemoPerson): Promise<Official> {
    const { role, authorityCode, surname, name, patronymic, position, phone, email } = person;
    const authority = authorityId(authorityCode);
    const belongsTo = role === 'executor' ? authority : null;
    const user = { email, password: DEMO_PASSWORD, surname, name, patronymic, roles: [role], authorityId: belongsTo };
    const userId = await orKnown(this.createUser.execute(systemActor, user));
    const actor: Actor = { userId, roles: [role], authorityId: belongsTo, channel: 'portal' };
    if (role !== 'curator' && role !== 'executor') return { ...person, actor, contactId: null };
    const contact = {
      authorityId: authority,
      surname,
      name,
      patronymic,
      position,
      phone: phone.replaceAll(/[^+\d]/g, ''),
      email,
      userId,
    };
    return { ...person, actor, contactId: await orKnown(this.createContact.execute(systemActor, role, contact)) };
  }
}

/** The id of what was made, or of what an earlier start has made. */
async function orKnown(made: Promise<string>): Promise<string> {
  try {
    return await made;
  } catch (error) {
    const known =
      error instanceof DomainError && (error.code === 'user.email-taken' || error.code === 'contact.duplicate');
    if (known && typeof error.details['existingId'] === 'string') return error.details['existingId'];
    throw error;
  }
}
