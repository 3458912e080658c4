import { Controller, Get, Header, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { reasonInWords } from '../../mailbox/index.js';
import type { DemoPerson } from '../data/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { NotIdempotent, Public } from '../../platform/http/index.js';
import { Templates } from '../../platform/templates/index.js';
import { DemoMailboxes } from './demo-mailboxes.js';
import { frameHeights } from './frame-heights.js';

const idSchema = z.uuid();
const query = z.object({ person: z.string().max(254).optional() });
/** What may be pasted into the form, characters. */
const LONGEST = 20_000;

const states: Record<string, string> = {
  received: 'получено, ещё не разобрано', acted: 'выполнено', unsorted: 'ничего не изменило, ждёт куратора', ignored: 'не требует ответа', handled: 'разобрано куратором',
};

/** What a person is, where position and authority do not tell it. */
const roles: Partial<Record<DemoPerson['role'], string>> = { curator: 'куратор', executor: 'исполнитель' };

const deeds: Record<string, string> = {
  'submit-draft': 'проект ответа ушёл на согласование', return: 'сообщение возвращено куратору', publish: 'записано, что ответ опубликован',
  'revise-and-publish': 'доработанный текст записан', approve: 'проект согласован', 'request-changes': 'проект возвращён с этими замечаниями',
  'publish-for-executor': 'записано, что ответ опубликован за исполнителя', consolidate: 'записан сводный ответ',
};

/** Pages of the demo's built-in mailboxes: read a letter as it looks, answer it there. They work without scripts. */
@ApiExcludeController()
@Controller('demo/mail')
export class DemoMailController {
  constructor(
    private readonly mailboxes: DemoMailboxes,
    private readonly templates: Templates,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  async list(@Query({ schema: query }) { person }: z.output<typeof query>): Promise<string> {
    const people = await this.mailboxes.people();
    const chosen = people.find(({ email }) => email === person) ?? null;
    const letters = chosen ? await this.mailboxes.of(chosen.email) : [];
    return this.templates.render('pages/demo-mail.html', { people: people.map((one) => ({ ...one, role: roles[one.role] ?? null, current: one === chosen })), chosen, letters });
  }

  @Get(':id')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  async one(@Param('id', { schema: idSchema }) id: string): Promise<string> {
    const letter = await this.mailboxes.letter(id);
    const answers = (await this.mailboxes.answers(id)).map(({ text, state, reason, did }) => ({
      acted: state === 'acted',
      said: { text, state: (state === 'acted' && did && deeds[did]) || (states[state] ?? state), reason: reason ? reasonInWords(reason) : '' },
    }));
    const ways = this.mailboxes.ways(letter);
    const gathered = letter.answersId === null;
    const data = { letter, reader: this.mailboxes.nameOf(letter), answers: answers.map(({ said }) => said), ways, gathered, done: !gathered && answers.some(({ acted }) => acted), heights: frameHeights(letter.html) };
    return this.templates.render('pages/demo-letter.html', data);
  }

  /** The letter itself in a frame of its own: its styles stand in it, as letters have them, and nothing is loaded or run. */
  @Get(':id/body')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  async body(@Param('id', { schema: idSchema }) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { html } = await this.mailboxes.letter(id);
    void reply.headers({ 'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox`, 'x-frame-options': 'SAMEORIGIN' });
    return html;
  }

  @Post(':id')
  @Public()
  @NotIdempotent()
  async answer(@Param('id', { schema: idSchema }) id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // Another site's page could send a form here unasked.
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new DomainError('auth.forbidden');
    const { text, ...more } = await this.form(request);
    await this.mailboxes.answer(id, text, more);
    await reply.status(303).header('location', `/demo/mail/${id}`).send();
  }

  /** @throws DomainError `request.unsupported-media-type`, `request.too-large`. */
  private async form(request: FastifyRequest): Promise<{ text: string; to?: string; photo: { name: string; content: Buffer } | null }> {
    if (!request.isMultipart()) throw new DomainError('request.unsupported-media-type');
    let text = '';
    let to: string | undefined;
    let photo: { name: string; content: Buffer } | null = null;
    for await (const part of request.parts({ limits: { files: 1, fields: 2, parts: 3, fieldSize: LONGEST * 4 } })) {
      if (part.type === 'file') {
        const content = await part.toBuffer();
        if (content.length > 0) photo = { name: part.filename, content };
      } else if (part.fieldname === 'text') text = String(part.value).replaceAll('\r\n', '\n');
      else if (part.fieldname === 'to') to = String(part.value);
    }
    if (text.length > LONGEST) throw new DomainError('request.too-large');
    return { text, to, photo };
  }
}
