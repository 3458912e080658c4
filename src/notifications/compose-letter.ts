import { Inject, Injectable } from '@nestjs/common';
import type { Addressee } from '../executors/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { MailSettings, type NewLetter, ReplyTokens } from '../platform/mail/index.js';
import { Templates } from '../platform/templates/index.js';
import { remaining, untilDue } from '../platform/russian/index.js';
import type { ContentFile, NoticeContent } from './notice-rule.js';
import { gatheredTitle } from './gathered-title.js';
import { Unsubscribe } from './unsubscribe.js';

/** A notice with what it says. */
export interface Said {
  letter: string;
  stream: string;
  streamId: string;
  content: NoticeContent;
}

const DAY = 86_400_000;
/** A file up to this size goes along, all files of a letter together up to the second; others are linked. */
const FILE_BYTES = 3 * 1024 * 1024;
const FILES_BYTES = 10 * 1024 * 1024;

/** Words what is to be said into letters, each answerable by an address of its own. */
@Injectable()
export class ComposeLetter {
  constructor(
    private readonly templates: Templates,
    private readonly tokens: ReplyTokens,
    private readonly settings: MailSettings,
    private readonly unsubscribe: Unsubscribe,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** One letter about one thing, within the caller's transaction. */
  async single(person: Addressee, said: Said): Promise<NewLetter> {
    const { content } = said;
    const replyAddress = await this.replyAddress(person, content);
    const files = share(content.files ?? []);
    const bodies = this.bodies(said.letter, person, { ...item(content, replyAddress, this.links(files.linked)), attached: files.attached.length });
    return {
      kind: said.letter,
      to: to(person),
      subject: content.subject,
      ...bodies,
      attachments: files.attached.map(({ fileName, mediaType, size, sha256 }) => ({ fileName, mediaType, size, key: sha256 })),
      about: { stream: said.stream, streamId: said.streamId },
      thread: content.thread === undefined ? `${said.stream}:${said.streamId}` : content.thread,
      replyTo: replyAddress,
      answers: replyAddress ? content.reply : null,
    };
  }

  /**
   * One letter about several things, each with its own way to answer, within the caller's transaction. Where they are of one
   * incident and ask the same answer, the letter itself is answered.
   * @param digest gathered on the person's wish, which they may take back with one click.
   */
  async several(person: Addressee, all: readonly Said[], digest: boolean): Promise<NewLetter> {
    const items = [];
    const ways = new Map<string, { address: string; reply: NonNullable<NoticeContent['reply']> }>();
    for (const { content } of all) {
      const { reply } = content;
      const key = reply ? JSON.stringify([reply.subject, reply.subjectId, reply.version]) : '';
      const address = ways.get(key)?.address ?? (await this.replyAddress(person, content));
      if (reply && address) ways.set(key, { address, reply });
      items.push(item(content, address, this.links(content.files ?? [])));
    }
    const link = digest && person.userId ? await this.unsubscribe.link(person.userId, 'digest') : null;
    const one = all[0] as Said;
    // Several things about one incident stay in its conversation.
    const together = all.every(({ stream, streamId }) => stream === one.stream && streamId === one.streamId);
    const [only = null] = together && ways.size === 1 ? ways.values() : [];
    const named = gatheredTitle(all.map(({ letter, content }) => ({ letter, number: content.number ?? null })));
    const title = digest ? `Сводка: ${named}` : named;
    const bodies = this.bodies('several', person, { title, digest, items, replyAddress: only?.address ?? null, apart: ways.size > 0 && !only, unsubscribe: link, preheader: items.slice(0, 5).map((one) => one.preheader).join('; ') });
    return {
      kind: digest ? 'digest' : 'several',
      to: to(person),
      subject: together && !digest ? one.content.subject : title,
      ...bodies,
      about: together ? { stream: one.stream, streamId: one.streamId } : null,
      thread: together && !digest ? `${one.stream}:${one.streamId}` : null,
      replyTo: only?.address ?? null,
      answers: only?.reply ?? null,
      unsubscribe: link,
    };
  }

  /** Both bodies of a letter by its templates, with what every letter has. */
  bodies(letter: string, person: Addressee, data: object): { html: string; text: string } {
    const whole = {
      replyAddress: null,
      unsubscribe: null,
      preheader: null,
      ...data,
      person: { name: person.name },
      answerable: this.settings.replyAddress !== null,
      publicUrl: this.config.PUBLIC_URL.replace(/\/$/, ''),
      now: this.clock.now(),
    };
    return { html: this.templates.render(`emails/${letter}.html`, whole), text: tidy(this.templates.render(`emails/${letter}.txt`, whole)) };
  }

  private async replyAddress({ userId }: Addressee, { reply }: NoticeContent): Promise<string | null> {
    if (!reply || !userId) return null;
    const expiresAt = new Date(this.clock.now().getTime() + this.config.MAIL_REPLY_DAYS * DAY);
    const [address = null] = await this.tokens.issue([{ ...reply, userId, expiresAt }]);
    return address;
  }

  private links(files: readonly ContentFile[]) {
    return files.map(({ id, fileName, size }) => ({ fileName, size: sizeOf(size), url: `${this.config.PUBLIC_URL.replace(/\/$/, '')}/api/v1/attachments/${id}/content` }));
  }
}

const to = ({ userId, surname, name, address }: Addressee): NewLetter['to'] => ({ userId, name: `${name} ${surname}`, address });

function share(files: readonly ContentFile[]): { attached: ContentFile[]; linked: ContentFile[] } {
  const attached: ContentFile[] = [];
  const linked: ContentFile[] = [];
  let total = 0;
  for (const file of files) {
    const fits = file.size <= FILE_BYTES && total + file.size <= FILES_BYTES;
    (fits ? attached : linked).push(file);
    if (fits) total += file.size;
  }
  return { attached, linked };
}

const sizeOf = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} МБ`;

/** What a mailbox shows beside the subject: what happened, and by when something is to be done. */
function preheader({ heading, term }: NoticeContent): string {
  if (!term) return heading;
  if (term.over) return `${heading}: ${term.title}`;
  return `${heading}: ${untilDue(term.dueAt)}, осталось ${remaining(term.left, term.working)}`;
}

/** Everything templates may name; nothing is left undefined. */
function item(content: NoticeContent, replyAddress: string | null, links: { fileName: string; size: string; url: string }[]) {
  const { term = null, otherTerm = null } = content;
  return {
    heading: content.heading,
    preheader: preheader(content),
    lead: content.lead ?? null,
    todo: content.todo ?? null,
    term: term && { ...term, sentence: `${term.title}.` },
    otherTerm: otherTerm && { ...otherTerm, sentence: `${otherTerm.title}.` },
    // A term names its clause itself.
    clause: content.clause === term?.clause ? null : (content.clause ?? null),
    facts: content.facts ?? [],
    quote: content.quote ?? null,
    note: content.note ?? null,
    reason: content.reason ?? null,
    remarks: content.remarks ?? null,
    draft: content.draft ?? null,
    parts: content.parts ?? [],
    answers: replyAddress ? (content.answers ?? []) : [],
    replyAddress,
    subject: content.subject,
    mailto: replyAddress ? `mailto:${replyAddress}?subject=${encodeURIComponent(`Re: ${content.subject}`)}` : null,
    links,
    attached: 0,
    link: content.link,
  };
}

/** Conditions of a template leave empty lines behind. */
const tidy = (text: string): string => `${text.replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
