import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, SignedIn } from '../identity/index.js';
import { IfMatch } from '../platform/http/index.js';
import { letterKinds } from './notice-table.js';
import { preferenceBody, type PreferenceBody, preferenceView, type PreferenceView } from './notifications.schemas.js';
import { Preferences } from './preferences.js';

@ApiTags('Личные настройки')
@Controller('me/notifications')
export class NotificationsController {
  constructor(private readonly preferences: Preferences) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Как мне присылать письма' })
  @ApiResponse({ status: 200, standardSchema: preferenceView })
  async mine(@CurrentActor() actor: Actor): Promise<PreferenceView> {
    const { quietFrom, quietTo, digest, digestAt, morning, version } = await this.preferences.of(actor.userId as string);
    const quietHours = quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null;
    return { quietHours, digest, digestAt, morning, kinds: [...letterKinds], version };
  }

  @Put()
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
}
