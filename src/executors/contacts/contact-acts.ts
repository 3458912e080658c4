import { Injectable } from '@nestjs/common';
import { ConfirmContact } from '../duties/confirm-contact.js';
import type { Actor } from '../../identity/index.js';
import { AppointDeputy } from './appoint-deputy.js';
import { ChangeContact } from './change-contact.js';
import { ContactReader } from './contact-reader.js';
import type { Duty } from './contact.entity.js';
import type { ChangeContactBody, ContactView, CreateContactBody, DeputyBody, LeaveBody } from './contact.schemas.js';
import { CreateContact } from './create-contact.js';
import { EndDeputy } from './end-deputy.js';
import { LeaveContact } from './leave-contact.js';

/** The acts on a contact as the routes of every duty offer them: each answers with the contact as it is afterwards. */
@Injectable()
export class ContactActs {
  constructor(
    readonly reader: ContactReader,
    private readonly creating: CreateContact,
    private readonly changing: ChangeContact,
    private readonly leaving: LeaveContact,
    private readonly appointing: AppointDeputy,
    private readonly ending: EndDeputy,
    private readonly confirming: ConfirmContact,
  ) {}

  async create(actor: Actor, duty: Duty, body: CreateContactBody): Promise<ContactView> {
    return this.reader.view(actor, duty, await this.creating.execute(actor, duty, body));
  }

  async change(actor: Actor, duty: Duty, id: string, body: ChangeContactBody, expected: number | null): Promise<ContactView> {
    await this.changing.execute(actor, duty, id, body, expected);
    return this.reader.view(actor, duty, id);
  }

  async leave(actor: Actor, duty: Duty, id: string, body: LeaveBody, expected: number | null): Promise<ContactView> {
    await this.leaving.execute(actor, duty, id, body, expected);
    return this.reader.view(actor, duty, id);
  }

  async confirm(actor: Actor, duty: Duty, id: string, expected: number | null): Promise<ContactView> {
    await this.confirming.execute(actor, duty, id, expected);
    return this.reader.view(actor, duty, id);
  }

  async appointDeputy(actor: Actor, duty: Duty, id: string, body: DeputyBody): Promise<ContactView> {
    await this.appointing.execute(actor, duty, id, body);
    return this.reader.view(actor, duty, id);
  }

  endDeputy(actor: Actor, duty: Duty, id: string, deputyId: string): Promise<void> {
    return this.ending.execute(actor, duty, id, deputyId);
  }
}
