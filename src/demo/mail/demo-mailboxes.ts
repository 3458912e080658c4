import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import { MailboxStorage, MailboxWorker, ReceiveLetter } from '../../mailbox/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { newId } from '../../platform/ids/index.js';
import { Letters, MailSettings, type WholeLetter } from '../../platform/mail/index.js';
import { longMoment } from '../../platform/russian/index.js';
import { demoPeople, type DemoPerson } from '../data/index.js';

/** An answer given at the desk and what came of it. */
export interface DemoAnswer {
  text: string;
  state: string;
  reason: string | null;
  /** What it asked for, in the words of the use cases. */
  did: string | null;
}

/** How often it is looked whether an answer is understood, and the pause between two looks. */
const LOOKS = 100;
const LOOK_MS = 50;

/** One matter of a letter and the address its answer goes to. */
export interface Way {
  to: string;
  subject: string;
}

/** The built-in mailboxes of the demo's people: letters of ours lie here, and answers go the way of every incoming letter. */
@Injectable()
export class DemoMailboxes {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly letters: Letters,
    private readonly settings: MailSettings,
    private readonly storage: MailboxStorage,
    private readonly receive: ReceiveLetter,
    private readonly worker: MailboxWorker,
  ) {}

  /** Everybody with a mailbox: of which authority, and how many letters each holds. */
  async people(): Promise<(DemoPerson & { count: number; authority: string })[]> {
    const counts = await this.db.rows<{ address: string; count: number }>(`SELECT to_address AS address, count(*)::int AS count FROM letter WHERE state = 'sent' GROUP BY 1`);
    const authorities = await this.db.rows<{ code: string; name: string }>(`SELECT code, short_name AS name FROM authority`);
    return demoPeople.map((person) => ({
      ...person,
      authority: authorities.find(({ code }) => code === person.authorityCode)?.name ?? '',
      count: counts.find(({ address }) => address === person.email)?.count ?? 0,
    }));
  }

  /** Whose letter it is, named as in the list of people. */
  nameOf({ toAddress, toName }: Pick<WholeLetter, 'toAddress' | 'toName'>): string {
    const person = demoPeople.find(({ email }) => email === toAddress);
    return person ? `${person.surname} ${person.name} ${person.patronymic}` : (toName ?? toAddress);
  }

  /** Letters of one mailbox, newest first. */
  of(email: string): Promise<{ id: string; subject: string; heading: string | null; createdAt: Date; answered: boolean }[]> {
    return this.db.rows(
      `SELECT l.id, l.subject, substring(l.html FROM '<h1[^>]*>([^<]*)</h1>') AS heading, l.created_at AS "createdAt", EXISTS (SELECT 1 FROM incoming_letter i WHERE i.letter_id = l.id) AS answered
       FROM letter l WHERE l.to_address = $1 AND l.state = 'sent' ORDER BY l.created_at DESC, l.id DESC LIMIT 100`,
      [email],
    );
  }

  /** @throws DomainError `not-found`. */
  async letter(id: string): Promise<WholeLetter> {
    const letter = await this.letters.one(id);
    if (!letter) throw notFound('letter', id);
    return letter;
  }

  /** What was answered to a letter here, oldest first. */
  answers(id: string): Promise<DemoAnswer[]> {
    return this.db.rows(`SELECT coalesce(said->>'text', '') AS text, state, reason, ask->>'do' AS did FROM incoming_letter WHERE letter_id = $1 ORDER BY received_at, id`, [id]);
  }

  /** How a letter can be answered: as a whole, or each of the matters gathered in it by its own address; empty when nothing is asked. */
  ways({ answersId, replyTo, subject, html }: Pick<WholeLetter, 'answersId' | 'replyTo' | 'subject' | 'html'>): Way[] {
    if (answersId !== null && replyTo !== null) return [{ to: replyTo, subject: `Re: ${subject}` }];
    return [...html.matchAll(/href="mailto:([^"?]+)\?subject&#x3D;([^"]*)"/g)].map(([, to = '', about = '']) => ({ to, subject: decodeURIComponent(about) }));
  }

  /**
   * Answers a letter as its recipient would from their own client: a whole letter, with the quotation below.
   * @param to which of the letter's matters is answered; the first where it is left out.
   * @throws DomainError `not-found`.
   */
  async answer(id: string, text: string, { photo = null, to: wanted }: { photo?: { name: string; content: Buffer } | null; to?: string } = {}): Promise<DemoAnswer> {
    const letter = await this.letter(id);
    const { name } = this.settings.from;
    const ways = this.ways(letter);
    const way = wanted === undefined ? ways[0] : ways.find((one) => one.to === wanted);
    if (!way) throw notFound('letter', id);
    const { to, subject } = way;
    const quoted = letter.text.split('\n').map((line) => `> ${line}`).join('\n');
    const raw = await new MailComposer({
      from: { name: letter.toName, address: letter.toAddress },
      to: { name, address: to },
      subject,
      messageId: `<${newId()}@demo.example>`,
      inReplyTo: letter.messageId,
      references: [...letter.refs, letter.messageId],
      date: this.clock.now(),
      text: `${text}\n\n${longMoment(this.clock.now())}, ${name} <${to}> пишет:\n${quoted}\n`,
      attachments: photo ? [{ filename: photo.name, content: photo.content }] : [],
    }).compile().build();
    const received = await this.receive.execute({ file: await this.storage.spooled(raw), source: 'demo' });
    return this.understood(received.id);
  }

  /** What became of an answer. The queue may have given it to another worker already: that one is waited for. */
  private async understood(id: string): Promise<DemoAnswer> {
    for (let look = 0; ; look += 1) {
      await this.worker.work({ id });
      const became = (await this.db.row<DemoAnswer>(`SELECT coalesce(said->>'text', '') AS text, state, reason, ask->>'do' AS did FROM incoming_letter WHERE id = $1`, [id])) as DemoAnswer;
      if (became.state !== 'received' || look === LOOKS) return became;
      await pause(LOOK_MS);
    }
  }
}
