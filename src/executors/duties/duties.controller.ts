import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor, SignedIn } from '../../identity/index.js';
import { isoOffset, type Page } from '../../platform/http/index.js';
import { AcknowledgeNotice } from './acknowledge-notice.js';
import { BeginDirectory } from './begin-directory.js';
import {
  beginBody, beginningView, dutiesQuery, dutyPage, joinBody, noticePage, noticeReaders, noticesQuery,
  type BeginBody, type DutiesQuery, type DutyPage, type JoinBody, type NoticeReaders, type NoticesQuery, type NoticeView,
} from './duties.schemas.js';
import { DutyReader } from './duty-reader.js';
import { JoinAuthority } from './join-authority.js';
import { NoticeReader } from './notice-reader.js';

const id = { schema: z.uuid() };
const acknowledged = z.object({ acknowledgedAt: z.iso.datetime({ offset: true }) }).meta({ id: 'Acknowledged' });

/** Who owes contacts, who has sent them, and what was sent about the curators (D-2.2, D-4, D-5, M-5.2). */
@ApiTags('Справочник')
@Controller('directory')
export class DutiesController {
  constructor(
    private readonly reader: DutyReader,
    private readonly beginning: BeginDirectory,
    private readonly joining: JoinAuthority,
    private readonly notices: NoticeReader,
    private readonly acknowledging: AcknowledgeNotice,
  ) {}

  @Get('duties')
  @Access('curator', 'committee', 'admin', 'executor')
  @ApiOperation({ summary: 'Чьи контакты есть, чьих нет, чьи устарели, и какие сроки идут' })
  @ApiResponse({ status: 200, standardSchema: dutyPage })
  duties(@CurrentActor() actor: Actor, @Query({ schema: dutiesQuery }) query: DutiesQuery): Promise<DutyPage> {
    return this.reader.list(actor, query);
  }

  @Post('beginning')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Начать отсчёт сроков справочника: контакты за 5 рабочих дней, рекомендации за 30 (один раз)' })
  @ApiResponse({ status: 201, standardSchema: beginningView })
  async begin(@CurrentActor() actor: Actor, @Body({ schema: beginBody }) body: BeginBody): Promise<z.output<typeof beginningView>> {
    const { startedAt, declaredAt } = await this.beginning.execute(actor, body.startedAt);
    return { startedAt: isoOffset(startedAt), declaredAt: isoOffset(declaredAt) };
  }

  @Post('duties/:authorityId/join')
  @HttpCode(200)
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Муниципальное образование присоединилось (пункт 6): с этого дня оно направляет контакты' })
  @ApiResponse({ status: 200, standardSchema: dutyPage })
  async join(
    @CurrentActor() actor: Actor,
    @Param('authorityId', id) authorityId: string,
    @Body({ schema: joinBody }) body: JoinBody,
  ): Promise<DutyPage> {
    await this.joining.execute(actor, authorityId, body);
    return this.reader.list(actor, { authorityId, limit: 50 });
  }

  @Get('notices')
  @SignedIn()
  @ApiOperation({ summary: 'Извещения о кураторах, направленные всем органам' })
  @ApiResponse({ status: 200, standardSchema: noticePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: noticesQuery }) query: NoticesQuery): Promise<Page<NoticeView>> {
    return this.notices.list(actor, query);
  }

  @Post('notices/:id/acknowledge')
  @HttpCode(200)
  @Access('executor', 'committee', 'it-ministry')
  @ApiOperation({ summary: 'Ознакомлен: новые контакты куратора учтены' })
  @ApiResponse({ status: 200, standardSchema: acknowledged })
  async acknowledge(@CurrentActor() actor: Actor, @Param('id', id) noticeId: string): Promise<z.output<typeof acknowledged>> {
    return { acknowledgedAt: isoOffset(await this.acknowledging.execute(actor, noticeId)) };
  }

  @Get('notices/:id/acknowledgements')
  @Access('curator', 'admin')
  @ApiOperation({ summary: 'Какие органы ознакомились с извещением, кто и когда' })
  @ApiResponse({ status: 200, standardSchema: noticeReaders })
  readers(@Param('id', id) noticeId: string): Promise<NoticeReaders> {
    return this.notices.readers(noticeId);
  }
}
