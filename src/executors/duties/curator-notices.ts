import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import type { Contact } from '../contacts/contact.entity.js';
import { DirectoryNotice, type NoticeKind } from './duty.entities.js';

const kinds: Record<string, NoticeKind> = { 'contact.created': 'created', 'contact.changed': 'changed', 'contact.left': 'left' };

/** Sends what happens to a curator to every authority (D-2.2). */
@Injectable()
export class CuratorNotices {
  constructor(private readonly db: Database) {}

  /**
   * Keeps the notice, within the act's transaction, where the event changes whom to write to.
   * @returns every body in force: whom the event reaches.
   */
  async send(type: string, contact: Contact, at: Date): Promise<string[]> {
    const kind = kinds[type];
    if (kind) {
      const { surname, name, patronymic, position, phone, email } = contact;
      await this.db.repository(DirectoryNotice).insert({
        id: newId(), contactId: contact.id, kind, contact: { surname, name, patronymic, position, phone, email }, at,
      });
    }
    const bodies = await this.db.rows<{ id: string }>(
      `SELECT a.id FROM authority a JOIN directory_member m ON m.authority_id = a.id
       WHERE a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to > $1) ORDER BY a.id`,
      [at],
    );
    return bodies.map(({ id }) => id);
  }
}
