import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../platform/config/index.js';
import { isoOffset, NotIdempotent } from '../platform/http/index.js';
import { type ActingRequest, CurrentActor, Public, SignedIn } from './access.decorator.js';
import type { Actor } from './actor.js';
import { BeforePasswordChange } from './before-password-change.decorator.js';
import { EndSession } from './end-session.js';
import { loginBody, loginView, type LoginBody, type LoginView } from './identity.schemas.js';
import { LogIn } from './log-in.js';
import { originOf, refuseCrossSite } from './request-origin.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';
import { UserReader } from './user-reader.js';

@ApiTags('Вход')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly logIn: LogIn,
    private readonly endSession: EndSession,
    private readonly reader: UserReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @NotIdempotent()
  @ApiOperation({ summary: 'Войти: адрес, пароль и, если включён, код подтверждения' })
  @ApiResponse({ status: 200, standardSchema: loginView })
  async login(
    @Body({ schema: loginBody }) body: LoginBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginView> {
    // Otherwise another site could sign its visitor in as somebody else.
    refuseCrossSite(request, this.config);
    const { session, userId } = await this.logIn.execute(body, originOf(request));
    setSessionCookie(reply, this.config, session.token);
    return { token: session.token, expiresAt: isoOffset(session.expiresAt), user: await this.reader.person(userId) };
  }

  @Post('logout')
  @HttpCode(204)
  @SignedIn()
  @BeforePasswordChange()
  @NotIdempotent()
  @ApiOperation({ summary: 'Выйти: текущий сеанс завершается' })
  @ApiResponse({ status: 204 })
  async logout(
    @CurrentActor() actor: Actor,
    @Req() request: ActingRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.endSession.execute(actor, { sessionId: request.sessionId ?? '', current: true });
    clearSessionCookie(reply, this.config);
  }
}
