import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { NotIdempotent } from '../platform/http/index.js';
import { type ActingRequest, CurrentActor, SignedIn } from './access.decorator.js';
import type { Actor } from './actor.js';
import { BeforePasswordChange } from './before-password-change.decorator.js';
import { BeginTotp } from './begin-totp.js';
import { ChangePassword } from './change-password.js';
import { ConfirmTotp } from './confirm-totp.js';
import { DisableTotp } from './disable-totp.js';
import { EndSession } from './end-session.js';
import {
  ownPasswordBody, passwordBody, personView, recoveryCodesView, sessionList, totpCodeBody, totpView,
  type OwnPasswordBody, type PasswordBody, type PersonView, type SessionView, type TotpCodeBody,
} from './identity.schemas.js';
import { ownId } from './own-id.js';
import { originOf } from './request-origin.js';
import { UserReader } from './user-reader.js';

@ApiTags('Личные настройки')
@Controller('me')
export class MeController {
  constructor(
    private readonly reader: UserReader,
    private readonly changePassword: ChangePassword,
    private readonly endSession: EndSession,
    private readonly beginTotp: BeginTotp,
    private readonly confirmTotp: ConfirmTotp,
    private readonly disableTotp: DisableTotp,
  ) {}

  @Get()
  @SignedIn()
  @BeforePasswordChange()
  @ApiOperation({ summary: 'Кто вошёл' })
  @ApiResponse({ status: 200, standardSchema: personView })
  me(@CurrentActor() actor: Actor): Promise<PersonView> {
    return this.reader.person(ownId(actor));
  }

  @Post('password')
  @HttpCode(204)
  @SignedIn()
  @BeforePasswordChange()
  @NotIdempotent()
  @ApiOperation({ summary: 'Сменить пароль; остальные сеансы завершаются' })
  @ApiResponse({ status: 204 })
  password(
    @CurrentActor() actor: Actor,
    @Body({ schema: passwordBody }) body: PasswordBody,
    @Req() request: ActingRequest,
  ): Promise<void> {
    return this.changePassword.execute(actor, { ...body, sessionId: request.sessionId ?? '' }, originOf(request));
  }

  @Get('sessions')
  @SignedIn()
  @ApiOperation({ summary: 'Где открыты мои сеансы' })
  @ApiResponse({ status: 200, standardSchema: sessionList })
  async sessions(@CurrentActor() actor: Actor, @Req() request: ActingRequest): Promise<{ items: SessionView[] }> {
    return { items: await this.reader.sessionsOf(ownId(actor), request.sessionId) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Завершить один из своих сеансов' })
  @ApiResponse({ status: 204 })
  end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Req() request: ActingRequest,
  ): Promise<void> {
    return this.endSession.execute(actor, { sessionId: id, current: id === request.sessionId });
  }

  @Post('totp')
  @HttpCode(200)
  @SignedIn()
  @NotIdempotent()
  @ApiOperation({ summary: 'Начать подключение приложения-аутентификатора' })
  @ApiResponse({ status: 200, standardSchema: totpView })
  begin(@CurrentActor() actor: Actor): Promise<z.output<typeof totpView>> {
    return this.beginTotp.execute(actor);
  }

  @Post('totp/confirm')
  @HttpCode(200)
  @SignedIn()
  @NotIdempotent()
  @ApiOperation({ summary: 'Подтвердить подключение кодом; коды восстановления показываются один раз' })
  @ApiResponse({ status: 200, standardSchema: recoveryCodesView })
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: totpCodeBody }) body: TotpCodeBody,
  ): Promise<z.output<typeof recoveryCodesView>> {
    return { recoveryCodes: await this.confirmTotp.execute(actor, body) };
  }

  @Delete('totp')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Отключить вход по коду' })
  @ApiResponse({ status: 204 })
  disable(
    @CurrentActor() actor: Actor,
    @Body({ schema: ownPasswordBody }) body: OwnPasswordBody,
    @Req() request: ActingRequest,
  ): Promise<void> {
    return this.disableTotp.execute(actor, body, originOf(request));
  }
}
