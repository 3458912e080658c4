import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NotificationRounds } from '../../notifications/index.js';
import { DeliverLetters } from '../../platform/mail/index.js';
import { DemoMailboxes } from '../mail/demo-mailboxes.js';

/** A letter somebody finds in their mailbox, and the address an answer about the matter goes to. */
export interface FoundLetter {
  id: string;
  subject: string;
  to: string;
  /** Where it is read and answered in a browser. */
  page: string;
}

/** How often a letter is looked for, and the pause between two looks: the log is read only up to what is certain. */
const LOOKS = 100;
const LOOK_MS = 200;

/** The mailboxes of a story: what happened becomes letters when the story wants them, and answers go through the demo's pages. */
export class Letterbox {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly root: string,
  ) {}

  /** Makes letters of what has happened and is due, and puts them into the mailboxes. */
  async bring(): Promise<void> {
    await this.app.get(NotificationRounds).execute();
    await this.app.get(DeliverLetters).execute();
  }

  /**
   * The newest letter in a mailbox that can be answered about an incident.
   * @throws Error when none comes.
   */
  async find(email: string, number: number, since: Date): Promise<FoundLetter> {
    const mailboxes = this.app.get(DemoMailboxes);
    for (let look = 0; look < LOOKS; look += 1) {
      await this.bring();
      for (const { id, subject, createdAt } of await mailboxes.of(email)) {
        if (createdAt < since) break;
        const way = mailboxes.ways(await mailboxes.letter(id)).find((one) => one.subject.includes(`№ ${number}:`));
        if (way) return { id, subject, to: way.to, page: `${this.root}/demo/mail/${id}` };
      }
      await pause(LOOK_MS);
    }
    throw new Error(`No letter about № ${number} came for ${email}`);
  }

  /**
   * Answers a letter as a visitor of its page does.
   * @throws Error when the answer was not understood.
   */
  async answer({ id, to, page }: FoundLetter, text: string): Promise<void> {
    const form = new FormData();
    form.set('text', text);
    form.set('to', to);
    const response = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
    const last = (await this.app.get(DemoMailboxes).answers(id)).at(-1);
    if (response.status !== 303 || last?.state !== 'acted') throw new Error(`The answer to ${page} came to ${response.status}, ${last?.state} ${last?.reason ?? ''}`);
  }
}
