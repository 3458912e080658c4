import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import { notFound } from '../platform/errors/index.js';
import { IfMatch, NotIdempotent, Public, TakesForm } from '../platform/http/index.js';
import { Templates } from '../platform/templates/index.js';
import { letterKinds } from './notice-table.js';
import { preferenceBody, type PreferenceBody, preferenceView, type PreferenceView } from './notifications.schemas.js';
import { Preferences } from './preferences.js';
import { Unsubscribe } from './unsubscribe.js';

@ApiTags('Личные настройки')
@Controller()
export class NotificationsController {
  constructor(
    private readonly preferences: Preferences,
    private readonly unsubscribe: Unsubscribe,
    private readonly templates: Templates,
  ) {}

  @Get('me/notifications')
  @SignedIn()
  @ApiOperation({ summary: 'Как мне присылать письма' })
  @ApiResponse({ status: 200, standardSchema: preferenceView })
  async mine(@CurrentActor() actor: Actor): Promise<PreferenceView> {
    const { quietFrom, quietTo, digest, digestAt, morning, version } = await this.preferences.of(actor.userId as string);
    const quietHours = quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null;
    return { quietHours, digest, digestAt, morning, kinds: [...letterKinds], version };
  }

  @Put('me/notifications')
  @SignedIn()
  @ApiOperation({ summary: 'Тихие часы, сводки, утренний список' })
  @ApiResponse({ status: 200, standardSchema: preferenceView })
  async change(
    @CurrentActor() actor: Actor,
    @Body({ schema: preferenceBody }) { quietHours, digest, digestAt, morning }: PreferenceBody,
    @IfMatch() expected: number | null,
  ): Promise<PreferenceView> {
    const wishes = {
      quietFrom: quietHours?.from ?? null, quietTo: quietHours?.to ?? null, digest: [...new Set(digest)], digestAt: [...new Set(digestAt)].toSorted(), morning,
    };
    await this.preferences.change(actor.userId as string, wishes, expected);
    return this.mine(actor);
  }

  /** Machines follow links of letters, so the link alone changes nothing. */
  @Get('unsubscribe/:token')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiOperation({ summary: 'Страница по ссылке из письма: отказаться от сводки или утреннего списка' })
  @ApiProduces('text/html')
  @ApiResponse({ status: 200 })
  ask(@Param('token', { schema: z.string().max(200) }) token: string): string {
    const { what } = this.read(token);
    return this.templates.render('pages/unsubscribe.html', { what, done: false, token });
  }

  @Post('unsubscribe/:token')
  @HttpCode(200)
  @Public()
  @NotIdempotent()
  @TakesForm()
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiOperation({ summary: 'Отказаться от сводки или утреннего списка одним нажатием (RFC 8058)' })
  @ApiProduces('text/html')
  @ApiResponse({ status: 200 })
  async end(@Param('token', { schema: z.string().max(200) }) token: string): Promise<string> {
    const right = this.read(token);
    await this.unsubscribe.execute(right);
    return this.templates.render('pages/unsubscribe.html', { what: right.what, done: true, token });
  }

  private read(token: string): NonNullable<ReturnType<Unsubscribe['read']>> {
    const right = this.unsubscribe.read(token);
    if (!right) throw notFound('unsubscribe', '');
    return right;
  }
}
