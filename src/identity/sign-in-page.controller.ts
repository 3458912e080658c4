import { Controller, Get, Header, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CONFIG, type Config } from '../platform/config/index.js';
import { DomainError, explain } from '../platform/errors/index.js';
import { NotIdempotent, signInNext } from '../platform/http/index.js';
import { Templates } from '../platform/templates/index.js';
import { type ActingRequest, CurrentActor, Public, SignedIn } from './access.decorator.js';
import type { Actor } from './actor.js';
import { BeforePasswordChange } from './before-password-change.decorator.js';
import { ChangePassword } from './change-password.js';
import { loginBody, passwordBody } from './identity.schemas.js';
import { LogIn } from './log-in.js';
import { originOf, refuseCrossSite } from './request-origin.js';
import { setSessionCookie } from './session-cookie.js';

const query = z.object({ next: z.string().max(2000).optional() });
type Asked = z.output<typeof query>;

/**
 * Whoever follows a link of a letter without being signed in signs in here and goes on to where it leads. The page works
 * without scripts. Who was given a password by an administrator sets one of their own on the way.
 */
@ApiExcludeController()
@Controller('/login')
export class SignInPageController {
  constructor(
    private readonly logIn: LogIn,
    private readonly changePassword: ChangePassword,
    private readonly templates: Templates,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  page(@Query({ schema: query }) { next }: Asked): string {
    return this.form(next, {}, null);
  }

  @Post()
  @Public()
  @NotIdempotent()
  async signIn(@Query({ schema: query }) { next }: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    refuseCrossSite(request, this.config);
    const given = await fieldsOf(request, ['email', 'password', 'totp']);
    const body = loginBody.safeParse(given);
    try {
      if (!body.success) throw new DomainError('auth.invalid');
      const { session } = await this.logIn.execute(body.data, originOf(request));
      setSessionCookie(reply, this.config, session.token);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const html = this.form(next, given, explain(error.code, error.details));
      return void (await reply.status(error.status).type('text/html; charset=utf-8').send(html));
    }
    await reply.status(303).header('location', signInNext(next)).send();
  }

  @Get('password')
  @SignedIn()
  @BeforePasswordChange()
  @Header('content-type', 'text/html; charset=utf-8')
  passwordPage(@Query({ schema: query }) { next }: Asked): string {
    return this.passwordForm(next, null);
  }

  @Post('password')
  @SignedIn()
  @BeforePasswordChange()
  @NotIdempotent()
  async password(@CurrentActor() actor: Actor, @Query({ schema: query }) { next }: Asked, @Req() request: FastifyRequest & ActingRequest, @Res() reply: FastifyReply): Promise<void> {
    const { current, chosen } = await fieldsOf(request, ['current', 'chosen']);
    const body = passwordBody.safeParse({ current, next: chosen });
    try {
      if (!body.success) throw new DomainError('auth.password-wrong');
      await this.changePassword.execute(actor, { ...body.data, sessionId: request.sessionId ?? '' }, originOf(request));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return void (await reply.status(error.status).type('text/html; charset=utf-8').send(this.passwordForm(next, explain(error.code, error.details))));
    }
    await reply.status(303).header('location', signInNext(next)).send();
  }

  private passwordForm(next: string | undefined, fault: string | null): string {
    return this.templates.render('pages/password.html', { next: encodeURIComponent(signInNext(next)), fault });
  }

  private form(next: string | undefined, { email = '' }: { email?: string }, fault: string | null): string {
    return this.templates.render('pages/sign-in.html', { next: encodeURIComponent(signInNext(next)), email, fault });
  }
}

/** @throws DomainError `request.unsupported-media-type`. */
async function fieldsOf(request: FastifyRequest, names: readonly string[]): Promise<Record<string, string>> {
  if (!request.isMultipart()) throw new DomainError('request.unsupported-media-type');
  const fields: Record<string, string> = {};
  for await (const part of request.parts({ limits: { files: 0, fields: 3, parts: 3, fieldSize: 4000 } })) {
    if (part.type === 'field' && names.includes(part.fieldname) && part.value !== '') fields[part.fieldname] = String(part.value);
  }
  return fields;
}
